import { err, ok } from '../../base/result.ts';
import { INT, STRING } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { bytesText, takesBytes } from './digest.ts';
import { type Sha2Bits, sha2Digest } from './sha2-digest.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';
import { utf8Bytes } from './utf8.ts';

const SIZES = new Set([224, 256, 384, 512]);

/** `sha2(text, bits)`: the digest of 224, 256, 384 or 512 bits; 0 stands for 256, and for other numbers it is null. */
export const sha2: ScalarFunction = {
  name: 'sha2',
  minArgs: 2,
  maxArgs: 2,
  sign: ([text, bits]) => {
    const signed = takesBytes(text === undefined ? [] : [text]);
    if (!signed.ok || bits === undefined) return signed;
    if (implicitCast(bits.type, INT) === null) return err(wrongArgument(1, 'int', bits.type));
    return ok({ args: [STRING, INT], type: STRING, nullable: true });
  },
  ...strict(() => (text, bits) => {
    const size = bits === 0 ? 256 : (bits as number);
    return SIZES.has(size) ? bytesText(sha2Digest(utf8Bytes(text as string), size as Sha2Bits)) : null;
  }),
};

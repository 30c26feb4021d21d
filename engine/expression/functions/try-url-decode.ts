import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { orNull } from './or-null.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { decodeUrl } from './url-decoding.ts';

/** Like `url_decode`, with null for what cannot be decoded. */
export const tryUrlDecode: ScalarFunction = {
  name: 'try_url_decode',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], STRING, true),
  ...strict(() => (text) => orNull(() => decodeUrl(text as string))),
};

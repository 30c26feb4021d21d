import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { decodeUrl } from './url-decoding.ts';

export const urlDecode: ScalarFunction = {
  name: 'url_decode',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], STRING, true),
  ...strict(() => (text) => decodeUrl(text as string)),
};

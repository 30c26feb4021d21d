import type { StringCodes } from './string-codes.ts';
import { StringPool } from './string-pool.ts';

/** Codes that are decoded together. */
const BLOCK_CODES = 256;

/** A quicker `textOf` for reading many codes, most of those there are; of no use once texts were added. */
export function textsReader(strings: StringCodes): (code: number) => string {
  if (!(strings instanceof StringPool)) return (code) => strings.textOf(code);
  const { size } = strings;
  const blocks = new Array<string[] | undefined>(Math.ceil(size / BLOCK_CODES));
  return (code) => {
    const at = Math.floor(code / BLOCK_CODES);
    let block = blocks[at];
    if (block === undefined) {
      block = strings.textsOf(at * BLOCK_CODES, Math.min(size, (at + 1) * BLOCK_CODES));
      blocks[at] = block;
    }
    return block[code - at * BLOCK_CODES] as string;
  };
}

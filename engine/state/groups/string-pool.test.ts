import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashBytes } from './hash-bytes.ts';
import { StringPool } from './string-pool.ts';
import { bytesOfText, textOfBytes } from './text-bytes.ts';

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\ud800', '\udc00\ud800', 'a\udfff', '\ufeffb', '\ufffd', 'x'.repeat(300), ''),
  },
);

/** What a scanner does with the bytes of a text. */
function codeOfBytes(pool: StringPool, given: string): number {
  const bytes = Uint8Array.from([1, 2, 3, ...bytesOfText(given), 4]);
  return pool.codeOf(bytes, 3, bytes.length - 1, hashBytes(bytes, 3, bytes.length - 1));
}

test('gives different texts different codes, in their order, and gives each back', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
      const pool = new StringPool();
      const different = [...new Set(texts)];
      for (const [at, given] of texts.entries()) {
        const code = at % 2 === 0 ? pool.codeOfText(given) : codeOfBytes(pool, given);
        expect(code).toBe(different.indexOf(given));
      }
      expect(pool.size).toBe(different.length);
      expect(pool.textsOf(0, pool.size)).toEqual(different);
      expect(different.map((_, code) => pool.textOf(code))).toEqual(different);
      expect(different.map((_, code) => textOfBytes(pool.bytesOf(code), 0, pool.bytesOf(code).length))).toEqual(
        different,
      );
      const packed = new StringPool(
        structuredClone(pool.pack(Int32Array.from({ length: pool.size }, (_, code) => code))),
      );
      expect(packed.textsOf(0, packed.size)).toEqual(different);
      expect(texts.map((given) => packed.codeOfText(given))).toEqual(texts.map((given) => different.indexOf(given)));
    }),
    { seed: 20261123, numRuns: 300 },
  );
});

test('texts that are cut off are new again, the others stay', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), fc.array(text, { maxLength: 20 }), (kept, cut) => {
      const pool = new StringPool();
      for (const given of kept) pool.codeOfText(given);
      const { size, epoch } = pool;
      for (const given of cut) pool.textOf(pool.codeOfText(given));
      const isCut = pool.size > size;
      pool.truncate(size);
      expect(pool.epoch > epoch).toBe(isCut);
      const different = [...new Set([...kept, ...[...cut].reverse()])];
      for (const given of [...kept, ...[...cut].reverse()]) {
        expect(pool.codeOfText(given)).toBe(different.indexOf(given));
        expect(pool.textOf(different.indexOf(given))).toBe(given);
      }
    }),
    { seed: 20261123, numRuns: 200 },
  );
});

describe('of many texts', () => {
  test('all are found again, and a text takes few bytes', () => {
    const pool = new StringPool();
    const count = 200_000;
    for (let i = 0; i < count; i++) pool.codeOfText(`key-${i}`);
    expect(pool.size).toBe(count);
    for (let i = 0; i < count; i += 997) expect(pool.codeOfText(`key-${i}`)).toBe(i);
    expect(pool.memoryBytes / count).toBeLessThan(60);
    const { epoch } = pool;
    pool.clear();
    expect([pool.size, pool.epoch > epoch, pool.codeOfText('key-7')]).toEqual([0, true, 0]);
    expect(pool.memoryBytes).toBeLessThan(100_000);
  });
});

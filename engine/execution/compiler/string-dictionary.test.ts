import { describe, expect, test } from 'vitest';
import { StringDictionary } from './string-dictionary.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const bytesOf = (text: string) => new TextEncoder().encode(text);

function dictionaryOf(limits = { strings: 10_000, bytes: 1_000_000, bytesOfOne: 100 }) {
  const dictionary = new StringDictionary((bytes) => decoder.decode(bytes), limits);
  const codeOf = (bytes: Uint8Array, hash = 0) => dictionary.codeOf(bytes, 0, bytes.length, hash);
  return { dictionary, codeOf };
}

describe('the dictionary of a column', () => {
  test('one code a string, whatever the hashes', () => {
    const { dictionary, codeOf } = dictionaryOf();
    const texts = Array.from({ length: 1000 }, (_, i) => `text ${i}`);
    // All hashes alike within a hundred: every look-up has to compare.
    const codes = texts.map((text, i) => codeOf(bytesOf(text), i % 10));
    expect(codes).toEqual(texts.map((_, i) => i));
    expect(texts.map((text, i) => codeOf(bytesOf(text), i % 10))).toEqual(codes);
    expect(dictionary.texts).toEqual(texts);
  });

  test('a string that begins another, and the empty one', () => {
    const { codeOf } = dictionaryOf();
    expect(['a', 'ab', '', 'abc', 'ab', '', 'a'].map((text) => codeOf(bytesOf(text)))).toEqual([0, 1, 2, 3, 1, 2, 0]);
  });

  test('looks at its part of the bytes alone', () => {
    const { dictionary } = dictionaryOf();
    const bytes = bytesOf('xxOpenyyOpenzz');
    expect(dictionary.codeOf(bytes, 2, 6, 1)).toBe(0);
    expect(dictionary.codeOf(bytes, 8, 12, 1)).toBe(0);
    expect(dictionary.texts).toEqual(['Open']);
  });

  test('bytes that mean the same text have one code', () => {
    const { dictionary, codeOf } = dictionaryOf();
    const tooLong = [
      [0x61, 0xc0, 0xaf],
      [0x61, 0xc1, 0xaf],
      [0x61, 0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd],
    ].map((bytes) => codeOf(Uint8Array.from(bytes)));
    expect(tooLong).toEqual([0, 0, 0]);
    expect(dictionary.texts).toEqual(['a\ufffd\ufffd']);
  });

  test('bytes that are not UTF-8 have none', () => {
    const { dictionary, codeOf } = dictionaryOf();
    expect([[0x61, 0xff], [0xc3], [0x80]].map((bytes) => codeOf(Uint8Array.from(bytes)))).toEqual([-1, -1, -1]);
    expect(dictionary.texts).toEqual([]);
  });

  test.each([
    ['strings', { strings: 2, bytes: 100, bytesOfOne: 100 }],
    ['bytes', { strings: 9, bytes: 4, bytesOfOne: 100 }],
  ])('is full at its limit of %s, and still knows what it has', (_, limits) => {
    const { codeOf } = dictionaryOf(limits);
    expect(['ab', 'cd', 'ef', 'ab', 'cd', 'ef'].map((text) => codeOf(bytesOf(text)))).toEqual([0, 1, -1, 0, 1, -1]);
  });

  test('does not keep long strings', () => {
    const { codeOf } = dictionaryOf({ strings: 9, bytes: 100, bytesOfOne: 3 });
    expect([codeOf(bytesOf('abcd')), codeOf(bytesOf('abc'))]).toEqual([-1, 0]);
  });
});

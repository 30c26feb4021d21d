import { describe, expect, it } from 'vitest';
import { passName, passValue, stringEnd } from './json-pass.ts';

const line = (text: string) => new TextEncoder().encode(`${text}\n`);

describe('values that nobody needs', () => {
  it.each<[string, number]>([
    ['1,', 1],
    ['"x"}', 3],
    ['"\\n\\"\\\\\\u00e9"}', 14],
    ['{"b":[1,{"c":null},true,false,"x"]},', 35],
    ['[]}', 2],
    ['{ }\t}', 3],
    ['[ 1\t, "é" ]', 12],
    ['"\\u00g1"', -1],
    ['"\\x"', -1],
    ['[1,]', -1],
    ['[1 2]', -1],
    ['{"b":1,}', -1],
    ['{b:1}', -1],
    ['{"b" 1}', -1],
    ['{"\\u0062":1}', -1],
    ['nul', -1],
    ['"tab\t"', -1],
    ['"open', -1],
    ['', -1],
    ['[1', -1],
    ['['.repeat(17) + ']'.repeat(17), -1],
    ['['.repeat(16) + ']'.repeat(16), 32],
  ])('%s', (text, end) => {
    expect(passValue(line(text), 0)).toBe(end);
  });

  it.each<[string, number]>([
    ['"a":1', 4],
    ['"a" :\t1', 6],
    ['"é":1', 5],
    ['"a"', -1],
    ['"a\\n":1', -1],
  ])('a name: %s', (text, end) => {
    expect(passName(line(text), 0)).toBe(end);
  });

  it('a string that is not UTF-8', () => {
    expect(stringEnd(Buffer.from('"a\xe9"\n', 'latin1'), 0)).toBe(-1);
    expect(stringEnd(Buffer.from('"aé"\n'), 0)).toBe(4);
  });
});

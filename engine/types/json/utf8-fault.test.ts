import { describe, expect, it } from 'vitest';
import { utf8FaultEnd } from './utf8-fault.ts';

describe('faults of UTF-8', () => {
  it.each([
    ['plain', -1],
    ['\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80', -1],
    // Longer than it has to be, and beyond the last of Unicode: Spark's parser takes both.
    ['\xc0\xaf\xf4\x90\x80\x80', -1],
    ['a\x80', 2],
    ['a\xff', 2],
    ['\xc3(', 2],
    ['\xe2\x82(', 3],
    ['\xf0\x9f\x98(', 4],
    ['\xed\xa0\x80z', 3],
    ['\xed\x9f\xbf', -1],
    ['caf\xe9', 5],
  ])('of %j end at %i', (text, end) => {
    const bytes = Buffer.from(`"${text}"`, 'latin1');
    const fault = utf8FaultEnd(bytes, 1, bytes.length - 1);
    expect(fault === -1 ? -1 : fault - 1).toBe(end);
  });
});

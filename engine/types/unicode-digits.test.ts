import { describe, expect, it } from 'vitest';
import { asciiDigits } from './unicode-digits.ts';

describe('digits of other scripts', () => {
  it.each([
    ['12', '12'],
    ['０１２３４５６７８９', '0123456789'],
    ['-１.５', '-1.5'],
    ['٣', '3'],
    ['९', '9'],
    ['𝟏𝟐', '𝟏𝟐'],
    ['²½Ⅷ一é', '²½Ⅷ一é'],
  ])('%s is %s', (text, ascii) => {
    expect(asciiDigits(text)).toBe(ascii);
  });
});

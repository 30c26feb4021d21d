import { describe, expect, it } from 'vitest';
import { momentTexts } from './moment-text.ts';
import { axisText, valueText } from './number-text.ts';

/** Spaces that do not break are written as plain ones. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

describe('numbers', () => {
  it.each([
    [0, 'en', '0', '0'],
    [1234.5, 'en', '1,234.5', '1,234.5'],
    [1234.5, 'fr', '1 234,5', '1 234,5'],
    [20_000, 'en', '20K', '20,000'],
    [20_000, 'fr', '20 k', '20 000'],
    [-1_500_000, 'en', '-1.5M', '-1,500,000'],
    [0.0001, 'en', '1.0e-4', '0.0001'],
    [2e15, 'en', '2.0e+15', '2,000,000,000,000,000'],
  ] as const)('%d in %s', (value, language, axis, whole) => {
    expect(plain(axisText(value, language))).toBe(axis);
    expect(plain(valueText(value, language))).toBe(whole);
  });
});

describe('moments', () => {
  const hours = 52 * 3_600_000;
  const at = Date.parse('2016-07-26T03:00:00Z');
  it.each([
    ['en', 'UTC', '03:00', 'Tue, Jul 26, 2016, 03:00'],
    ['fr', 'UTC', '03:00', 'mar. 26 juil. 2016, 03:00'],
    ['fr', 'Europe/Paris', '05:00', 'mar. 26 juil. 2016, 05:00'],
    ['en', 'No/Zone', '03:00', 'Tue, Jul 26, 2016, 03:00'],
  ] as const)('%s in %s', (language, zone, tick, whole) => {
    const texts = momentTexts(language, zone, hours);
    expect(plain(texts.tick(at))).toBe(tick);
    expect(plain(texts.whole(at)).replace(' à ', ', ')).toBe(whole);
  });

  it('shows the day at midnight of its zone, and seconds in a short span', () => {
    expect(momentTexts('en', 'UTC', hours).tick(Date.parse('2016-07-27T00:00:00Z'))).toBe('Jul 27');
    expect(momentTexts('en', 'Europe/Paris', hours).tick(Date.parse('2016-07-26T22:00:00Z'))).toBe('Jul 27');
    expect(momentTexts('en', 'UTC', 60_000).tick(at + 5000)).toBe('03:00:05');
  });
});

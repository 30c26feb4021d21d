import { describe, expect, test } from 'vitest';
import { describeError } from '../base/errors/catalogue.ts';
import { compileDateTimePattern } from './datetime-pattern.ts';
import { formatTimestamp, parseTimestamp } from './timestamp-text.ts';

const PARIS = 'Europe/Paris';

function compiled(pattern: string, use: 'format' | 'parse') {
  const result = compileDateTimePattern(pattern, use);
  if (!result.ok) throw new Error(`${pattern}: ${result.error.code}`);
  return result.value;
}

function formatted(pattern: string, text: string, zone: string): string {
  const micros = parseTimestamp(text, zone);
  if (micros === null) throw new Error(text);
  return compiled(pattern, 'format').format(micros, zone);
}

/** The local time that the text means in Paris, or null. */
function parsed(pattern: string, text: string): string | null {
  const micros = compiled(pattern, 'parse').parse(text, PARIS);
  return micros === null ? null : formatTimestamp(micros, PARIS);
}

describe('formatting', () => {
  test.each([
    ['MMM-dd HH:mm', 'Jul-26 02:03'],
    ['y yy yyy yyyy yyyyyy', '2016 16 2016 2016 002016'],
    ['G GGGG y G', 'AD Anno Domini 2016 AD'],
    ['Q QQ QQQ QQQQ q qq qqq qqqq', '3 03 Q3 3rd quarter 3 03 Q3 3rd quarter'],
    ['M MM MMM MMMM L LL LLL LLLL', '7 07 Jul July 7 07 Jul July'],
    ['d dd D DD DDD F', '26 26 208 208 208 5'],
    ['E EE EEE EEEE', 'Tue Tue Tue Tuesday'],
    ['a h hh H HH k kk K KK', 'AM 2 02 2 02 2 02 2 02'],
    ['m mm s ss', '3 03 4 04'],
    ['S SSS SSSSSS SSSSSSSSS', '1 123 123456 123456000'],
    ['VV z zzzz', 'Europe/Paris CEST Central European Summer Time'],
    ['O OOOO', 'GMT+2 GMT+02:00'],
    ['X XX XXX XXXX XXXXX', '+02 +0200 +02:00 +0200 +02:00'],
    ['x xx xxx xxxx xxxxx', '+02 +0200 +02:00 +0200 +02:00'],
    ['Z ZZZ ZZZZ ZZZZZ', '+0200 +0200 GMT+02:00 +02:00'],
    ["yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]", '2016-07-26T02:03:04.123+02:00'],
    ["'it''s' yyyy '' ''''", "it's 2016 ' '"],
    ['[yyyy[-MM', '2016-07'],
    ['[]', ''],
    ['', ''],
    ['yyyy年MM月', '2016年07月'],
    ['M/d/yy, h:mm a', '7/26/16, 2:03 AM'],
  ])('%j', (pattern, text) => {
    expect(formatted(pattern, '2016-07-26 02:03:04.123456', PARIS)).toBe(text);
  });

  test.each([
    ['2016-01-01 00:05:00', 'h K k H a', '12 0 24 0 AM'],
    ['2016-01-01 12:05:00', 'h K k H a', '12 0 12 12 PM'],
    ['2016-12-31 23:00:00', 'h K D Q', '11 11 366 4'],
    ['1969-12-31 23:59:59.999999', 'yyyy-MM-dd HH:mm:ss.SSSSSS z', '1969-12-31 23:59:59.999999 CET'],
    [
      '0001-01-01 00:00:00',
      'yyyy-MM-dd G XXX XXXXX zzzz',
      '0001-01-01 AD +00:09 +00:09:21 Central European Standard Time',
    ],
    ['9999-12-31 23:59:59.999999', 'yyyy-MM-dd SSS', '9999-12-31 999'],
    ['+12016-02-29 12:00:00', 'y yy yyyy yyyyyy G', '12016 16 +12016 012016 AD'],
    ['-0043-03-15 13:00:00', 'y yy yyyy', '-43 43 -0043'],
    ['-0043-03-15 13:00:00', 'y yyyy G GGGG', '44 0044 BC Before Christ'],
  ])('%s as %j in Paris', (local, pattern, text) => {
    expect(formatted(pattern, local, PARIS)).toBe(text);
  });

  test.each([
    [
      'UTC',
      'X XX XXX x xx xxx Z ZZZZ ZZZZZ O OOOO z zzzz VV',
      'Z Z Z +00 +0000 +00:00 +0000 GMT Z GMT GMT UTC Coordinated Universal Time UTC',
    ],
    ['-02:30', 'X XX O OOOO z VV', '-0230 -0230 GMT-2:30 GMT-02:30 -02:30 -02:30'],
    ['America/New_York', 'z zzzz X', 'EDT Eastern Daylight Time -04'],
    ['Asia/Tokyo', 'z zzzz X', 'JST Japan Standard Time +09'],
    ['Asia/Kolkata', 'z X XX', 'IST +0530 +0530'],
    ['Europe/London', 'z', 'BST'],
    ['GMT+2', 'z VV', 'GMT+02:00 GMT+02:00'],
  ])('zones: %s', (zone, pattern, text) => {
    expect(formatted(pattern, '2016-07-26 02:03:04', zone)).toBe(text);
  });
});

describe('parsing', () => {
  const day = (date: string) => `${date} 00:00:00`;
  test.each([
    ['yyyy-MM-dd', '2016-07-26', day('2016-07-26')],
    ['yyyy-MM-dd', '+12016-07-26', day('+12016-07-26')],
    ['yyyy-MM-dd', '-0044-07-26', day('-0044-07-26')],
    ['y-M-d', '2016-7-6', day('2016-07-06')],
    ['y-M-d', '-44-7-6', day('-0044-07-06')],
    ['yy-M-d', '70-7-6', day('2070-07-06')],
    ['yyyyyy', '002016', day('2016-01-01')],
    ['yyyyMMdd', '20160726', day('2016-07-26')],
    ['yyyyMMddHHmmss', '20160726020304', '2016-07-26 02:03:04'],
    ['yMMdd', '20160726', day('2016-07-26')],
    ['Hmm', '203', '1970-01-01 02:03:00'],
    ['Hmm', '1203', '1970-01-01 12:03:00'],
    ['HH:mm', '02:03', '1970-01-01 02:03:00'],
    ['dd', '31', day('1970-01-31')],
    ['yyyy-MM', '2016-07', day('2016-07-01')],
    ['yyyy-M-d', '2016-00000000007-26', day('2016-07-26')],
    ['yyyy-MM-dd kk:mm', '2016-07-26 24:30', '2016-07-26 00:30:00'],
    ['yyyy-MM-dd hh:mm a', '2016-07-26 12:30 AM', '2016-07-26 00:30:00'],
    ['yyyy-MM-dd hh:mm a', '2016-07-26 12:30 pm', '2016-07-26 12:30:00'],
    ['yyyy-MM-dd hh:mm', '2016-07-26 12:30', '2016-07-26 00:30:00'],
    ['yyyy-MM-dd KK:mm a', '2016-07-26 00:30 PM', '2016-07-26 12:30:00'],
    ['yyyy-MM-dd HH a', '2016-07-26 13 PM', '2016-07-26 13:00:00'],
    ['yyyy-MM-dd a', '2016-07-26 PM', '2016-07-26 12:00:00'],
    ['yyyy-MM-dd HH:mm:ss.SSS', '2016-07-26 02:03:04.1', '2016-07-26 02:03:04.1'],
    ['yyyy-MM-dd HH:mm:ss.SSSSSSSSS', '2016-07-26 02:03:04.123456789', '2016-07-26 02:03:04.123456'],
    ['yyyy-MM-dd HH:mm:ss[.SSS][XXX]', '2016-07-26 02:03:04', '2016-07-26 02:03:04'],
    ['yyyy-MM-dd HH:mm:ss[.SSS][XXX]', '2016-07-26 02:03:04.5+02:00', '2016-07-26 02:03:04.5'],
    ["yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]", '2016-07-26t02:03:04z', '2016-07-26 04:03:04'],
    ['yyyy-MM-dd X', '2016-07-26 +0230', '2016-07-25 23:30:00'],
    ['yyyy-MM-dd XX', '2016-07-26 +0200', day('2016-07-26')],
    ['yyyy-MM-dd x', '2016-07-26 +00', '2016-07-26 02:00:00'],
    ['yyyy-MM-dd XXXXX', '2016-07-26 +02:00:30', '2016-07-25 23:59:30'],
    ['yyyy-MM-dd Z', '2016-07-26 +0200', day('2016-07-26')],
    ['yyyy-MM-dd ZZZZ', '2016-07-26 GMT+02:00', day('2016-07-26')],
    ['yyyy-MM-dd O', '2016-07-26 GMT+12:30', '2016-07-25 13:30:00'],
    ['yyyy-MM-dd O', '2016-07-26 GMT', '2016-07-26 02:00:00'],
    ['yyyy-MM-dd VV', '2016-07-26 America/New_York', '2016-07-26 06:00:00'],
    ['yyyy-MM-dd VV', '2016-07-26 +02:00', day('2016-07-26')],
    ['VV yyyy', 'UTC 2016', '2016-01-01 01:00:00'],
    ['yyyy-MM-dd z', '2016-07-26 PDT', '2016-07-26 09:00:00'],
    ['yyyy-MM-dd z', '2016-07-26 EST', '2016-07-26 06:00:00'],
    ['yyyy-MM-dd z', '2016-07-26 Europe/Paris', day('2016-07-26')],
    ['MMM d, yyyy', 'jul 26, 2016', day('2016-07-26')],
    ['MMMM d, yyyy', 'July 26, 2016', day('2016-07-26')],
    ['LLL yyyy', 'Feb 2016', day('2016-02-01')],
    ['yyyy-DDD', '2016-366', day('2016-12-31')],
    ['yyyy-D', '2016-60', day('2016-02-29')],
    ['DDD', '060', day('1970-03-01')],
    ['yyyy-MM DDD', '2016-07 208', day('2016-07-26')],
    ['yyyy-MM-dd D', '2016-07-26 208', day('2016-07-26')],
    ['yyyy-MM-dd G', '0044-03-15 BC', day('-0043-03-15')],
    ['y GGGG', '44 before christ', day('-0043-01-01')],
    ['yyyy[ G]', '2016', day('1970-01-01')],
    ["'on 'yyyy", 'ON 2016', day('2016-01-01')],
    ['yyyy[-MM[-dd]]', '2016', day('2016-01-01')],
    ['yyyy[-MM[-dd]]', '2016-07-26', day('2016-07-26')],
    ['[yyyy-MM-dd][dd/MM/yyyy]', '26/07/2016', day('2016-07-26')],
    ['HH HH', '02 02', '1970-01-01 02:00:00'],
    ['yyyy-MM-dd HH:mm', '2021-03-28 02:30', '2021-03-28 03:30:00'],
    ['yyyy-MM-dd HH:mm', '2021-10-31 02:30', '2021-10-31 02:30:00'],
    ['yyyy年', '2016年', day('2016-01-01')],
    ['', '', day('1970-01-01')],
  ])('%j reads %j as %s', (pattern, text, local) => {
    expect(parsed(pattern, text)).toBe(local);
  });

  test.each([
    ['yyyy-MM-dd', ''],
    ['yyyy-MM-dd', '2016-7-26'],
    ['yyyy-MM-dd', '2016-02-30'],
    ['yyyy-MM-dd', '02016-07-26'],
    ['yyyy-MM-dd', '12016-07-26'],
    ['yyyy-MM-dd', ' 2016-07-26'],
    ['yyyy-MM-dd', '2016-07-26 '],
    ['yyyy-MM-dd', '2016-07-26x'],
    ['yyyy-MM-dd', '2016-07-２６'],
    ['y-M-d', '+44-7-6'],
    ['y', '-0'],
    ['M', '13'],
    ['m', '-5'],
    ['MM-dd', '02-29'],
    ['d MMM', '29 Feb'],
    ['yyyyMMddHHmmssSSS', '20160726020304123'],
    ['yyyyMMHmm', '201607203'],
    ['dMMyyyy', '6072016'],
    ['yyyy-MM-dd HH:mm:ss', '2016-07-26 24:00:00'],
    ['yyyy-MM-dd HH:mm:ss', '2016-07-26 23:59:60'],
    ['yyyy-MM-dd kk:mm', '2016-07-26 00:30'],
    ['h a', '0 AM'],
    ['h a', '13 PM'],
    ['yyyy-MM-dd HH a', '2016-07-26 13 AM'],
    ['yyyy-MM-dd HH:mm:ss.SSS', '2016-07-26 02:03:04.1234'],
    ['yyyy-MM-dd HH:mm:ss.SSS', '2016-07-26 02:03:04.'],
    ['yyyy-MM-dd XXX', '2016-07-26 +0200'],
    ['yyyy-MM-dd XXX', '2016-07-26 +19:00'],
    ['yyyy-MM-dd X', '2016-07-26 +2'],
    ['yyyy-MM-dd x', '2016-07-26 Z'],
    ['yyyy-MM-dd Z', '2016-07-26 Z'],
    ['yyyy-MM-dd ZZZZ', '2016-07-26 GMT+2'],
    ['yyyy-MM-dd VV', '2016-07-26 UTC+2'],
    ['yyyy-MM-dd VV', '2016-07-26 PST'],
    ['yyyy-MM-dd z', '2016-07-26 Nowhere/Land'],
    ['MMM d, yyyy', 'July 26, 2016'],
    ['MMMM d, yyyy', 'Jul 26, 2016'],
    ['yyyy-DDD', '2015-366'],
    ['yyyy-MM-dd D', '2016-07-26 207'],
    ['yyyy-MM-dd yyyy', '2016-07-26 2015'],
    ['yyyy-MM-dd G', '0000-01-01 AD'],
    ['yyyy-MM-dd', `${'9'.repeat(100_000)}-01-01`],
    ['yyyy', '+999999'.padEnd(19, '9')],
    ['VV', 'x'.repeat(100_000)],
  ])('%j does not read %j', (pattern, text) => {
    expect(parsed(pattern, text)).toBeNull();
  });

  test('a pattern that was compiled for formatting only reads nothing', () => {
    expect(compiled('EEE yyyy', 'format').parse('Tue 2016', PARIS)).toBeNull();
  });

  test('what was formatted is read back', () => {
    const pattern = compiled("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXXXX", 'parse');
    for (const micros of [0n, -1n, 1_469_498_400_123_456n, -62_135_596_800_000_000n, 253_402_300_799_999_999n]) {
      for (const zone of ['UTC', PARIS, 'America/New_York', '+05:30']) {
        expect(pattern.parse(pattern.format(micros, zone), 'Asia/Tokyo')).toBe(micros);
      }
    }
  });
});

describe('patterns that are refused', () => {
  test.each([
    'A',
    'B',
    'c',
    'e',
    'n',
    'N',
    'p',
    'Y',
    'w',
    'W',
    'u',
    'b',
    'f',
    'i',
    'I',
    'j',
    'l',
    'o',
    'r',
    'R',
    't',
    'T',
    'U',
    'C',
    'P',
    'v',
  ])('letter %s', (letter) => {
    const pattern = `yyyy ${letter}`;
    for (const use of ['format', 'parse'] as const) {
      expect(compileDateTimePattern(pattern, use)).toEqual({
        ok: false,
        error: { code: 'PLN-903', params: { letter, pattern } },
      });
    }
  });

  test.each(['E', 'F', 'q', 'Q'])('letter %s can be written, not read', (letter) => {
    expect(compileDateTimePattern(letter, 'format').ok).toBe(true);
    expect(compileDateTimePattern(letter, 'parse')).toMatchObject({ error: { code: 'PLN-903', params: { letter } } });
  });

  test.each([
    ['yyyyyyy', 'y', 7],
    ['GGGGG', 'G', 5],
    ['MMMMM', 'M', 5],
    ['LLLLL', 'L', 5],
    ['QQQQQ', 'Q', 5],
    ['EEEEE', 'E', 5],
    ['ddd', 'd', 3],
    ['DDDD', 'D', 4],
    ['FF', 'F', 2],
    ['aa', 'a', 2],
    ['HHH', 'H', 3],
    ['SSSSSSSSSS', 'S', 10],
    ['V', 'V', 1],
    ['zzzzz', 'z', 5],
    ['OO', 'O', 2],
    ['XXXXXX', 'X', 6],
    ['ZZZZZZ', 'Z', 6],
  ])('%s', (pattern, letter, count) => {
    expect(compileDateTimePattern(pattern)).toEqual({
      ok: false,
      error: { code: 'PLN-904', params: { letter, count, pattern } },
    });
  });

  test.each([
    ["yyyy'", "'"],
    ["'x", "'x"],
    ["'it''s", "'s"],
    ['yyyy]', ']'],
    ['[yyyy]]MM', ']MM'],
    ['yyyy{', '{'],
    ['}', '}'],
    ['#', '#'],
  ])('%j at %j', (pattern, found) => {
    expect(compileDateTimePattern(pattern)).toEqual({
      ok: false,
      error: { code: 'PLN-905', params: { pattern, found } },
    });
  });

  test('patterns beyond all measure', () => {
    expect(compileDateTimePattern('['.repeat(500))).toMatchObject({ error: { code: 'PLN-905' } });
    expect(compileDateTimePattern('-'.repeat(100_000))).toMatchObject({ error: { code: 'PLN-905' } });
  });

  test('the message names the letter', () => {
    expect(describeError('PLN-903', { letter: 'Y', pattern: 'YYYY' }).message).toBe(
      'letter "Y" of date pattern "YYYY" is not supported',
    );
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import { compileDateTimePattern } from '../../types/datetime-pattern.ts';
import { QueryEngine } from '../duckdb/query-engine.ts';
import { formatSql, parseFormat } from './date-pattern.ts';
import { quoteText, timestampConstant } from './sql-text.ts';

// Every letter and length that can be written, and texts around them.
const FORMATS = [
  'y yy yyy yyyy yyyyy',
  'M MM MMM MMMM L LL LLL LLLL',
  'd dd D DD DDD F',
  'E EE EEE EEEE a',
  'h hh H HH k kk K KK',
  'm mm s ss',
  'S SS SSS SSSS SSSSS SSSSSS SSSSSSS SSSSSSSS SSSSSSSSS',
  'Q QQ QQQ QQQQ q qq',
  'G GG GGG GGGG VV',
  'X XX XXX XXXX XXXXX x xx xxx Z ZZ ZZZ ZZZZZ',
  'MMM-dd HH:mm',
  "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  "'day' d 'o''clock' '' % %%\\ \"",
  'yyyy[-MM[-dd]]',
];

const PARSES: readonly (readonly [pattern: string, text: string])[] = [
  ['yyyy-MM-dd HH:mm:ss', '2016-07-26 14:03:09'],
  ['MMM-dd yyyy h:mm a', 'Jul-26 2016 2:03 PM'],
  ['d/M/yy', '6/7/16'],
  ["MMMM d, yyyy 'at' HH.mm", 'July 26, 2016 at 14.03'],
  ['yyyy-MM-dd HH:mm:ss.SSS', '2016-07-26 14:03:09.125'],
  ['yyyy-MM-dd HH:mm:ss.SSSSSS', '2016-07-26 14:03:09.000125'],
  ['yyyyMMddHHmm', '201607261403'],
  ["yyyy-MM-dd'T'HH:mmXXX", '2016-07-26T14:03+05:30'],
];

const INSTANTS = [
  '2016-07-26T02:03:04.056789Z',
  '2016-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999999Z',
  '2024-02-29T12:30:45Z',
  '2031-11-09T13:05:07.1Z',
];

const micros = (iso: string) => {
  const fraction = /\.(\d+)Z$/.exec(iso)?.[1] ?? '';
  return BigInt(Math.floor(Date.parse(iso) / 1000)) * 1_000_000n + BigInt(fraction.padEnd(6, '0') || '0');
};

describe.each(['UTC', 'Europe/Paris', 'America/St_Johns'])('date patterns in %s', (timeZone) => {
  let engine: QueryEngine;
  beforeAll(async () => {
    engine = await QueryEngine.open(timeZone);
  });
  afterAll(() => engine.close());

  test.each(FORMATS)('%s is written as the engine writes it', async (pattern) => {
    const compiled = compileDateTimePattern(pattern);
    if (!compiled.ok) throw new Error('the pattern is one of Spark’s');
    const written = INSTANTS.map((iso) => formatSql(timestampConstant(micros(iso)), pattern, 'date_format', timeZone));
    const types = written.map(() => STRING);
    const { rows } = await engine.query(`SELECT ${written.join(', ')}`, types, 1, 10_000);
    expect(rows[0]).toEqual(INSTANTS.map((iso) => compiled.value.format(micros(iso), timeZone)));
  });

  test.each(PARSES)('%s is read as the engine reads it', async (pattern, text) => {
    const compiled = compileDateTimePattern(pattern, 'parse');
    if (!compiled.ok) throw new Error('the pattern is one of Spark’s');
    const expected = must(compiled.value.parse(text, timeZone), 'the text follows the pattern');
    const format = quoteText(parseFormat(pattern, 'to_timestamp'));
    const sql = `SELECT CAST(strptime(${quoteText(text)}, ${format}) AS TIMESTAMPTZ)`;
    const { rows } = await engine.query(sql, [TIMESTAMP], 1, 10_000);
    expect(rows[0]?.[0]).toBe(expected);
  });
});

describe('refused patterns', () => {
  test.each([
    ['yyyy-bb', 'b'],
    ['YYYY', 'Y'],
    ['ddd', 'ddd'],
    ['HHH', 'HHH'],
    ["yyyy 'open", "'open"],
    ['{', '{'],
    ['O', 'O'],
    ['zzzz', 'zzzz'],
  ])('%s cannot be written', (pattern, letters) => {
    expect(() => formatSql('x', pattern, 'date_format', 'UTC')).toThrow(expect.objectContaining({ code: 'SQL-023' }));
    expect(() => formatSql('x', pattern, 'date_format', 'UTC')).toThrow(`"${letters}`);
  });

  test.each(['E', 'Q', 'VV', 'yyyy[-MM]', 'kk', 'SSSS', 'D', 'G'])('%s cannot be read', (pattern) => {
    expect(() => parseFormat(pattern, 'to_timestamp')).toThrow(EngineError);
  });
});

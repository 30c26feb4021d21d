import { describe, expect, test } from 'vitest';
import { must } from '../../../base/assert.ts';
import { sparkRecordings } from '../../../testing/file-sink/spark-recordings.ts';
import {
  array,
  BIGINT,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  STRING,
  struct,
  TIMESTAMP,
  VOID,
} from '../../../types/data-type.ts';
import { parseDecimal } from '../../../types/decimal-text.ts';
import type { Schema } from '../../../types/schema.ts';
import { parseDate, parseTimestamp } from '../../../types/timestamp-text.ts';
import type { Row, Value } from '../../../types/value.ts';
import { parseWriterOptions } from '../writer-options.ts';
import { csvText } from './csv-text.ts';
import { javaDecimal } from './java-decimal.ts';
import { jsonText } from './json-text.ts';
import type { RowText } from './row-text.ts';

type Options = Readonly<Record<string, string>>;

const columns = (fields: readonly (readonly [name: string, type: DataType])[]): Schema =>
  fields.map(([name, type]) => ({ name, type, nullable: true }));
const ts = (text: string) => must(parseTimestamp(text, 'UTC'), text);
const date = (text: string) => must(parseDate(text), text);
const whole = (text: RowText, rows: readonly Row[]) => text.head + rows.map((row) => text.line(row)).join('');
const asJson = (schema: Schema, rows: readonly Row[], options: Options = {}, zone = 'UTC') =>
  whole(jsonText(schema, parseWriterOptions('json', options, zone)), rows);
const asCsv = (schema: Schema, rows: readonly Row[], options: Options = {}, zone = 'UTC') =>
  whole(csvText(schema, parseWriterOptions('csv', options, zone)), rows);
const { files } = sparkRecordings;

const TYPES: Schema = columns([
  ['bo', { kind: 'boolean' }],
  ['ti', { kind: 'tinyint' }],
  ['sm', { kind: 'smallint' }],
  ['i', INT],
  ['bi', BIGINT],
  ['f', FLOAT],
  ['d', DOUBLE],
  ['dec', decimal(4, 2)],
  ['s', STRING],
  ['da', DATE],
  ['ts', TIMESTAMP],
  ['ar', array(INT)],
  [
    'st',
    struct([
      { name: 'a', type: INT },
      { name: 'b', type: STRING },
    ]),
  ],
]);
const LAST: readonly Value[] = [[7], [1, 'x']];
const TYPED_ROWS: readonly Row[] = [
  [true, 1, 2, 3, 4n, 1.5, 2.5, 1250n, 'text', date('2016-07-26'), ts('2016-07-26 02:00:00'), [1, null, 3], [1, null]],
  [
    false,
    -128,
    -32768,
    -2147483648,
    -9223372036854775808n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -5n,
    '',
    date('0001-01-01'),
    ts('0001-01-01 00:00:00'),
    [],
    [null, ''],
  ],
  [
    null,
    null,
    null,
    null,
    null,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    0n,
    ' lead and trail ',
    date('9999-12-31'),
    ts('9999-12-31 23:59:59.999999'),
    null,
    null,
  ],
  [
    true,
    null,
    null,
    null,
    9223372036854775807n,
    0,
    0,
    9999n,
    `a"b\\c,d'e`,
    date('1969-12-31'),
    ts('1969-12-31 23:59:59.123456'),
    ...LAST,
  ],
  [
    true,
    null,
    null,
    null,
    1n,
    1e10,
    1e300,
    100n,
    'line1\nline2\rx\ty\bf',
    date('2016-01-01'),
    ts('2016-07-26 02:00:00.5'),
    ...LAST,
  ],
  [
    true,
    null,
    null,
    null,
    1n,
    Math.fround(1.1),
    1e-5,
    100n,
    'é 漢 😀 \u0001 \u007f \u2028 </script>',
    date('2016-01-01'),
    ts('1883-11-18 12:03:57'),
    ...LAST,
  ],
  TYPES.map(() => null),
];

/** Some columns of the rows above, by name. */
function pick(names: string): { schema: Schema; rows: readonly Row[] } {
  const indexes = names.split(' ').map((name) => TYPES.findIndex((field) => field.name === name));
  return {
    schema: indexes.map((index) => must(TYPES[index], names)),
    rows: TYPED_ROWS.map((row) => indexes.map((index) => row[index] ?? null)),
  };
}

describe('JSON is what Spark 4.2.1 writes', () => {
  test.each([
    ['json1', {}],
    ['json_nulls', { ignoreNullFields: 'false' }],
  ] as const)('every type: %s', (name, options) => {
    expect(asJson(TYPES, TYPED_ROWS, options)).toBe(files[name]);
  });

  test.each([
    ['json_opts', 'ts da s', { timestampFormat: 'yyyy/MM/dd HH:mm:ss.SSSSSS', dateFormat: 'dd.MM.yyyy', lineSep: '|' }],
    ['json_tz', 'ts', { timeZone: 'Asia/Tokyo' }],
  ] as const)('options: %s', (name, names, options) => {
    const { schema, rows } = pick(names);
    expect(asJson(schema, rows, options)).toBe(files[name]);
  });

  test.each(['Europe/Paris', 'Asia/Kolkata', 'America/New_York'])('on the clock of %s', (zone) => {
    const schema = columns([
      ['ts', TIMESTAMP],
      ['da', DATE],
      ['a', array(TIMESTAMP)],
    ]);
    const rows = [
      ['2016-07-26 02:00:00', '2016-07-26'],
      ['1883-11-18 12:03:57', '0001-01-01'],
      ['0001-01-01 00:00:00', '0001-01-01'],
    ].map(([at = '', day = '']): Row => [ts(at), date(day), [ts(at)]]);
    expect(asJson(schema, rows, {}, zone)).toBe(files[`json_${zone.replace('/', '_')}`]);
  });

  test('years beyond four digits, and before 0', () => {
    const schema = columns([
      ['t', TIMESTAMP],
      ['d', DATE],
      ['t2', TIMESTAMP],
      ['d2', DATE],
      ['d3', DATE],
    ]);
    const row = [
      ts('+12345-01-01 00:00:00'),
      date('+12345-01-01'),
      ts('-0044-03-15 00:00:00'),
      date('-0044-03-15'),
      date('0000-01-01'),
    ];
    expect(asJson(schema, [row])).toBe(files.json_yr);
    expect(asCsv(schema, [row])).toBe(files.csv_yr);
  });

  test('strings of every sign up to U+017F, and some beyond', () => {
    const rows = Array.from({ length: 0x180 }, (_, code) => [`${String.fromCharCode(code)}x`]);
    const schema = columns([['s', STRING]]);
    expect(asJson(schema, [...rows, ['\u2028\u2029/</'], ['😀'], ['\ufeff\uffff\u200b']])).toBe(files.jstr);
  });

  test('beyond ASCII as escapes, where that is asked for', () => {
    const options = { writeNonAsciiCharacterAsCodePoint: 'true' };
    expect(asJson(columns([['a', STRING]]), [['é😀']], options)).toBe(files.json_asc);
  });

  test('names of columns', () => {
    const schema = columns(['a"b', 'c\\\\d', 'é😀', 'x\ty'].map((name) => [name, INT]));
    expect(asJson(schema, [[1, 2, 3, 4]])).toBe(files.jkeys);
  });

  test('nulls alone', () => {
    const schema = columns([
      ['a', INT],
      ['c', struct([{ name: 'b', type: INT }])],
      ['d', array(INT)],
    ]);
    expect(asJson(schema, [[null, [null], [null]]])).toBe(files.json_all_null);
    const withVoid = columns([
      ['a', VOID],
      ['b', INT],
    ]);
    expect(asJson(withVoid, [[null, 1]])).toBe(files.json_void);
    expect(asJson(withVoid, [[null, 1]], { ignoreNullFields: 'false' })).toBe(files.json_void);
  });

  test('decimals of every size', () => {
    const texts = [
      '0',
      '0.00000001',
      '-0.0000001',
      '0.000001',
      '123.45',
      '-99999.00000001',
      '1',
      '10',
      '0.1',
      '100000000000',
    ];
    const types = { a: decimal(38, 10), b: decimal(20, 8), c: decimal(20, 0), e: decimal(38, 6) };
    const fields = texts.flatMap((text, i) =>
      Object.entries(types).map(([name, type]) => ({
        field: [`${name}${i}`, type] as const,
        value: parseDecimal(text, type),
      })),
    );
    expect(asJson(columns(fields.map(({ field }) => field)), [fields.map(({ value }) => value)])).toBe(files.jdec);
  });

  test('names that objects have by themselves', () => {
    expect(
      asJson(
        columns([
          ['__proto__', INT],
          ['constructor', INT],
        ]),
        [[1, 2]],
      ),
    ).toBe('{"__proto__":1,"constructor":2}\n');
  });
});

describe('CSV is what Spark 4.2.1 writes', () => {
  const strings = columns(['a', 'b', 'c'].map((name) => [name, STRING]));

  test.each(sparkRecordings.csv.map(({ options, text }) => [JSON.stringify(options), options, text] as const))(
    'cells of all kinds with %s',
    (_, options, text) => {
      expect(asCsv(strings, sparkRecordings.csvRows, options)).toBe(text);
    },
  );

  test.each([
    ['csv1', 'bo ti sm i bi f d dec s da ts', {}, 7],
    ['csv_head', 'bo ti sm i bi f d dec s da ts', { header: 'true' }, 2],
    ['csv_fl', 'f d', {}, 7],
    [
      'csv_fmt',
      'ts da f d dec',
      { timestampFormat: 'dd/MM/yyyy HH:mm', dateFormat: 'MM-yyyy', nanValue: 'nan', positiveInf: '+inf' },
      5,
    ],
  ] as const)('every type: %s', (name, names, options, count) => {
    const { schema, rows } = pick(names);
    expect(asCsv(schema, rows.slice(0, count), options)).toBe(files[name]);
  });

  test('on the clock of Europe/Paris', () => {
    const schema = columns([
      ['ts', TIMESTAMP],
      ['da', DATE],
    ]);
    const rows = [
      [ts('2016-07-26 02:00:00'), date('2016-07-26')],
      [ts('1883-11-18 12:03:57'), date('0001-01-01')],
    ];
    expect(asCsv(schema, rows, {}, 'Europe/Paris')).toBe(files.csv_Europe_Paris);
  });

  test('one column: a null row is left out', () => {
    const schema = columns([['s', STRING]]);
    expect(asCsv(schema, [[''], [null], ['a']], { header: 'true' })).toBe(files.csv_one_h);
  });

  test('headers: names that need quotes, and none but the header', () => {
    const schema = columns(['a,b', 'c"d', ' e '].map((name) => [name, INT]));
    expect(asCsv(schema, [[1, 2, 3]], { header: 'true' })).toBe(files.csv_hname);
    expect(
      asCsv(
        columns([
          ['a', INT],
          ['b', INT],
        ]),
        [],
        { header: 'true' },
      ),
    ).toBe(files.csv_empty_h);
  });
});

test.each([
  [0n, 0, '0'],
  [0n, 6, '0.000000'],
  [0n, 7, '0E-7'],
  [1n, 6, '0.000001'],
  [1n, 7, '1E-7'],
  [10n, 7, '0.0000010'],
  [10n, 8, '1.0E-7'],
  [-1234n, 12, '-1.234E-9'],
  [-1250n, 2, '-12.50'],
])('%s with scale %i is %s', (unscaled, scale, text) => {
  expect(javaDecimal(unscaled, scale)).toBe(text);
});

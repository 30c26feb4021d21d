import { describe, expect, it } from 'vitest';
import { decodeBytes, schemaOf } from '../../../testing/decode-bytes.ts';
import type { FileSourceSettings } from '../../file-source-settings.ts';

function decode(
  content: string | Uint8Array,
  columns: Readonly<Record<string, string>>,
  changes: Partial<FileSourceSettings> = {},
  chunkBytes?: number,
) {
  return decodeBytes(content, { format: 'csv', schema: schemaOf(columns), ...changes }, chunkBytes, '/data/x.csv');
}

const AB = { a: 'int', b: 'string' };

describe('[2.5] CSV values', () => {
  it.each<[string, string, unknown, Readonly<Record<string, string>>?]>([
    ['int', '12', 12],
    ['int', '+12', 12],
    ['int', '-0', 0],
    ['int', '１２', 12],
    ['int', '+٣', 3],
    ['int', '1１２', 112],
    ['int', '𝟏𝟐', 'bad'],
    ['int', '²', 'bad'],
    ['bigint', '-１２', -12n],
    ['double', '１２', 'bad'],
    ['decimal(10,2)', '-１.５', -150n],
    ['date', '２０２０-０１-０１', 'bad'],
    ['date', '2020-1-1', 18262],
    ['date', '2020-01-01', 18262, { enableDateTimeParsingFallback: 'false' }],
    ['date', '2020-1-1', 'bad', { enableDateTimeParsingFallback: 'false' }],
    ['date', '2020-01-01 x', 'bad', { enableDateTimeParsingFallback: 'false' }],
    ['date', '12020-01-01', 'bad', { enableDateTimeParsingFallback: 'false' }],
    ['date', '2020-1-1', 18262, { enableDateTimeParsingFallback: 'true', dateFormat: 'dd/MM/yyyy' }],
    ['timestamp', '2020', 1577836800000000n, { enableDateTimeParsingFallback: 'false' }],
    ['int', ' 1', 'bad'],
    ['int', '1.0', 'bad'],
    ['int', '2147483648', 'bad'],
    ['int', `0000000000${'0'.repeat(40)}1`, 'bad'],
    ['tinyint', '-128', -128],
    ['bigint', '-9223372036854775808', -9223372036854775808n],
    ['bigint', '9223372036854775808', 'bad'],
    ['double', '1e3', 1000],
    ['double', ' 1.5 ', 1.5],
    ['double', '1.5f', 1.5],
    ['double', '-.5', -0.5],
    ['double', 'NaN', Number.NaN],
    ['double', 'Inf', Number.POSITIVE_INFINITY],
    ['double', '-Inf', Number.NEGATIVE_INFINITY],
    ['double', '-Infinity', Number.NEGATIVE_INFINITY],
    ['double', 'nan', 'bad'],
    ['double', '0x10', 'bad'],
    ['double', 'none', Number.NaN, { nanValue: 'none' }],
    ['float', '0.1', Math.fround(0.1)],
    ['decimal(6,2)', '"1,234.565"', 123457n],
    ['decimal(4,2)', '100', 'bad'],
    ['boolean', 'TRUE', true],
    ['boolean', 'False', false],
    ['boolean', '1', 'bad'],
    ['timestamp', '2016-07-26 02:00:00', 1469498400000000n],
    ['timestamp', '1469498400', 'bad'],
    ['timestamp', '26.07.2016', 1469491200000000n, { timestampFormat: 'dd.MM.yyyy' }],
    ['date', '2016-07-26', 17008],
    ['date', 'x', 'bad'],
    ['string', 'x', 'x'],
    ['string', '""', null],
    ['string', '""', '', { nullValue: 'NA' }],
    ['string', 'NA', null, { nullValue: 'NA' }],
    ['string', '"NA"', null, { nullValue: 'NA' }],
    ['int', 'NA', null, { nullValue: 'NA' }],
    ['string', '""', 'E', { emptyValue: 'E' }],
    ['string', '12345', 'bad', { maxCharsPerColumn: '4' }],
  ])('%s from %j, case %#', (type, token, expected, options = {}) => {
    const sink = decode(`${token},-`, { v: type, w: 'string' }, { options });
    expect(sink.rows).toEqual([[expected === 'bad' ? null : expected, '-']]);
    expect(sink.malformedRecords).toHaveLength(expected === 'bad' ? 1 : 0);
  });

  it('takes an unquoted empty token for null, whatever nullValue is', () => {
    expect(decode(',x', { a: 'string', b: 'string' }, { options: { nullValue: 'NA' } }).rows).toEqual([[null, 'x']]);
  });
});

describe('[2.5] CSV records', () => {
  it('skips blank lines and comments', () => {
    const sink = decode('\n1,a\n \t\n#no\n #,b\n2,c', AB, { options: { comment: '#' } });
    expect(sink.rows).toEqual([
      [1, 'a'],
      [null, 'b'],
      [2, 'c'],
    ]);
    expect(sink.malformedLines).toEqual([5]);
  });

  it('drops the header of each file, after blank lines and comments', () => {
    const options = { header: 'true', comment: '#' };
    expect(decode('\ufeff\n # c\nb,a\n1,x', AB, { options }, 1).rows).toEqual([[1, 'x']]);
    expect(decode('', AB, { options }).rows).toEqual([]);
  });

  it('checks the header where the schema is not enforced', () => {
    const options = { header: 'true', enforceSchema: 'false' };
    expect(decode('A,B\n1,x', AB, { options }).rows).toEqual([[1, 'x']]);
    for (const header of ['b,a', 'a', 'a,b,c', '"",b']) {
      expect(() => decode(`${header}\n1,x`, AB, { options })).toThrowError(
        expect.objectContaining({ code: 'SRC-009', at: { nodeId: 'typed' } }),
      );
    }
    expect(decode('b,a\n1,x', AB, { options: { header: 'true' } }).rows).toEqual([[1, 'x']]);
  });

  it('reads what it can of records with too few or too many tokens', () => {
    const columns = { ...AB, _corrupt_record: 'string' };
    const sink = decode('1\n2,b,c\n3,d', columns);
    expect(sink.rows).toEqual([
      [1, null, '1'],
      [2, 'b', '2,b,c'],
      [3, 'd', null],
    ]);
    expect(sink.malformedRecords).toMatchObject([
      { line: 1, code: 'SRC-207', params: { found: 1, expected: 2 } },
      { line: 2, code: 'SRC-207', params: { found: 3, expected: 2 } },
    ]);
  });

  it('counts tokens only when all columns are used', () => {
    const sink = decode('1\n2,b,c\nx,d', AB, { requiredColumns: new Set([1]) });
    expect(sink.rows).toEqual([
      [null, null],
      [null, 'b'],
      [null, 'd'],
    ]);
    expect(sink.malformedRecords).toEqual([]);
    expect(decode('1\n2,b,c\n\n', AB, { requiredColumns: new Set() }).rows).toHaveLength(2);
  });

  it('drops and fails by mode', () => {
    expect(decode('1,a\nx,b', AB, { mode: 'DROPMALFORMED' }).rows).toEqual([[1, 'a'], null]);
    expect(() => decode('1,a\n\nx,b', AB, { mode: 'FAILFAST' })).toThrowError(
      expect.objectContaining({
        code: 'SRC-211',
        params: { path: '/data/x.csv', line: 3, value: '"x"', column: 'a', type: 'int' },
      }),
    );
    expect(() => decode('1', AB, { mode: 'FAILFAST' })).toThrowError(expect.objectContaining({ code: 'SRC-212' }));
  });

  it('refuses records with too many tokens', () => {
    const sink = decode(`1,a\n${'x,'.repeat(30_000)}`, AB);
    expect(sink.rows).toEqual([
      [1, 'a'],
      [null, null],
    ]);
    expect(sink.malformedRecords).toMatchObject([{ line: 2, code: 'SRC-208', params: { limit: 20480 } }]);
  });

  it.each([1, 2, 3, 1000])('reads records over several lines, chunks of %i bytes', (chunkBytes) => {
    const columns = { ...AB, _corrupt_record: 'string' };
    const options = { multiLine: 'true', escape: '"' };
    const content = '1,"x\r\n\r\n""y"""\r\n\r\nz,"p\r\nq"\r\n3,"open\r\nend';
    const sink = decode(content, columns, { options }, chunkBytes);
    expect(sink.rows).toEqual([
      [1, 'x\n\n"y"', null],
      [null, 'p\nq', 'z,"p\r\nq"'],
      [3, 'open\nend', null],
    ]);
    expect(sink.malformedLines).toEqual([5]);
  });

  // What Spark 4.2.1 reads with multiLine; the third column is the text of malformed records.
  it.each<[string, unknown[][]]>([
    [
      '"a\r\nb",1\r\n"c\r\nd",2\r\n',
      [
        ['a\nb', 1, null],
        ['c\nd', 2, null],
      ],
    ],
    [
      '"a\nb",1\r\n"c",2\r\n',
      [
        ['a\nb', null, '"a\nb",1'],
        ['c', null, '"c",2'],
      ],
    ],
    ['"a\r\nb",1\n"c",2\n', [['a\nb', null, '"a\r\nb",1\n"c",2']]],
    ['"a\rb",1\n"c",2\n', [['a\nb', null, '"a\rb",1\n"c",2']]],
    [
      '"a\rb",1\r"c",2\r',
      [
        ['a\nb', 1, null],
        ['c', 2, null],
      ],
    ],
    [
      'x,1\n"a\r\nb",2\r\nz,3\n',
      [
        ['x', 1, null],
        ['a\r\nb', null, '"a\r\nb",2'],
        ['z', 3, null],
      ],
    ],
    [
      'x,1\r\n"a\nb",2\nz,3\r\n',
      [
        ['x', 1, null],
        ['a\nb', null, '"a\nb",2\nz,3'],
      ],
    ],
    ['"a\rb\r\nc\nd",1\n', [['a\nb\n\nc\nd', 1, null]]],
    ['"a\rb\r\nc\nd",1\r\n', [['a\nb\n\nc\nd', 1, null]]],
    [
      'x\ry,1\nz,2\n',
      [
        ['x', null, 'x'],
        ['y', null, 'y,1\nz,2'],
      ],
    ],
    [
      'x,1\n\ry,2\n',
      [
        ['x', 1, null],
        ['\ry', 2, null],
      ],
    ],
    ['"q\n\n\nr",1\n', [['q\n\n\nr', 1, null]]],
    ['"end\n', [['end\n', null, '"end']]],
    ['"end\r\n', [['end\n', null, '"end']]],
    ['x,1\r', [['x', 1, null]]],
    ['x,1', [['x', 1, null]]],
    ['\ufeff"a\nb",1\n', [['a\nb', 1, null]]],
  ])('ends lines as the first line ends: %j', (content, rows) => {
    const columns = { a: 'string', b: 'int', _corrupt_record: 'string' };
    for (const chunkBytes of [1, 2, 3, 1000]) {
      expect(decode(content, columns, { options: { multiLine: 'true' } }, chunkBytes).rows).toEqual(rows);
    }
  });

  it('binds by position around partition columns', () => {
    const sink = decodeBytes(
      '1,x',
      { format: 'csv', schema: schemaOf({ year: 'int', a: 'int', b: 'string' }) },
      undefined,
      '/data/year=2016/x.csv',
    );
    expect(sink.rows).toEqual([[2016, 1, 'x']]);
  });

  it('reads bytes that are no text', () => {
    const sink = decode(Buffer.from([0x31, 0x2c, 0xff, 0x00, 0x0a, 0x00]), AB);
    expect(sink.rows).toEqual([[1, '\ufffd\0']]);
  });
});

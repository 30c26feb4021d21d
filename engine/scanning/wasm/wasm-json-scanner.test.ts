import { describe, expect, it } from 'vitest';
import { must } from '../../base/assert.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { decodeBytes, schemaOf } from '../../sources/testing/decode-bytes.ts';
import { BLOCK_BYTES, type Scanner, VECTOR_ROWS } from '../scanner.ts';
import { scanBytes, testPlan } from '../testing/scan-bytes.ts';
import { createWasmJsonScanner } from './create-wasm-json-scanner.ts';

type Settings = Partial<FileSourceSettings>;

const AT_ONCE = 0;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * What a value means to a column, which the scanner and the decoder must say alike, in the general way and by a template that was
 * learned from lines with `like`. `uncertain`: only the decoder says it.
 */
function readBothWays(
  type: string,
  like: string,
  value: string,
  options: Readonly<Record<string, string>> = {},
): unknown {
  const settings: Settings = { schema: schemaOf({ before: 'int', v: type, after: 'string' }), options };
  const line = (text: string) => `{"before":1,"v":${text},"after":"x"}\n`;
  const content = `${line(like)}${line(like)}${line(value)}${line(like)}`;
  const decoded = decodeBytes(content, settings);
  const [general, learned] = [NEVER, AT_ONCE].map((learning) =>
    scanBytes(content, settings, createWasmJsonScanner(testPlan(settings), learning)),
  );
  expect(general?.sink).toEqual(decoded);
  expect(learned?.sink).toEqual(decoded);
  expect(learned?.certain).toBe(general?.certain);
  return general?.certain === 4 ? general.sink.rows[2]?.[1] : 'uncertain';
}

describe('values', () => {
  it.each<[string, string, string, unknown]>([
    ['int', '5', '2147483647', 2147483647],
    ['int', '12', '-2147483648', -2147483648],
    ['int', '12', '13', 13],
    ['int', '12', '2147483648', 'uncertain'],
    ['int', '12', '-0', 0],
    ['int', '12', '01', 'uncertain'],
    ['int', '12', '1.0', 'uncertain'],
    ['int', '12', '1e2', 'uncertain'],
    ['int', '12', '"1"', 'uncertain'],
    ['int', '12', 'null', null],
    ['int', '12', 'nul', 'uncertain'],
    ['int', '12', '[1]', 'uncertain'],
    ['int', 'null', '7', 7],
    ['tinyint', '1', '127', 127],
    ['tinyint', '1', '128', 'uncertain'],
    ['tinyint', '1', '-128', -128],
    ['smallint', '1', '-32768', -32768],
    ['smallint', '1', '32768', 'uncertain'],
    ['bigint', '123456789', '987654321', 987654321n],
    ['bigint', '123456789012345', '999999999999999', 999999999999999n],
    ['bigint', '1234567890', '1234567890123', 1234567890123n],
    ['bigint', '1', '12345678', 12345678n],
    ['bigint', '1', '123456789', 123456789n],
    ['bigint', '1', '100000000000000', 100000000000000n],
    ['bigint', '1', '0', 0n],
    ['bigint', '1', '9007199254740991', 9007199254740991n],
    ['bigint', '1', '-9007199254740991', -9007199254740991n],
    ['bigint', '1', '9007199254740992', 'uncertain'],
    ['bigint', '1', '123456789012345678', 'uncertain'],
    ['bigint', '1', '12345678901234567890', 'uncertain'],
    ['bigint', '1', '+1', 'uncertain'],
    ['bigint', '1', '-', 'uncertain'],
    ['double', '1.5', '0.1', 0.1],
    ['double', '1.5', '0', 0],
    ['double', '1.5', '12345678', 12345678],
    ['double', '1.5', '123456789', 123456789],
    ['double', '1.5', '12345678.87654321', 12345678.87654321],
    ['double', '1.5', '7e2', 700],
    ['double', '1.5', '-0.0', -0],
    ['double', '1.5', '-0', -0],
    ['double', '1.5', '123456789.123456789', 123456789.12345679],
    ['double', '1.5', '0.30000000000000004', 0.30000000000000004],
    ['double', '1.5', '1.7976931348623157e308', 1.7976931348623157e308],
    ['double', '1.5', '4.9e-324', 4.9e-324],
    ['double', '1.5', '1e400', Number.POSITIVE_INFINITY],
    ['double', '1.5', '1e22', 1e22],
    ['double', '1.5', '1E+23', 1e23],
    ['double', '1.5', '9007199254740993', 9007199254740992],
    ['double', '1.5', '0e99999', 0],
    ['double', '1.5', '5.', 'uncertain'],
    ['double', '1.5', '.5', 'uncertain'],
    ['double', '1.5', '1e', 'uncertain'],
    ['double', '1.5', 'NaN', 'uncertain'],
    ['double', '1.5', '"NaN"', 'uncertain'],
    ['double', '1.5', `0.${'1'.repeat(62)}`, Number(`0.${'1'.repeat(62)}`)],
    ['double', '1.5', `0.${'1'.repeat(63)}`, 'uncertain'],
    ['float', '1.5', '0.1', Math.fround(0.1)],
    ['float', '1.5', '1e39', Number.POSITIVE_INFINITY],
    ['float', '1.5', '16777217', 16777216],
    ['boolean', 'true', 'false', false],
    ['boolean', 'true', 'True', 'uncertain'],
    ['boolean', 'true', 'truex', 'uncertain'],
    ['boolean', 'true', '1', 'uncertain'],
    ['decimal(12,2)', '1.50', '12.5', 1250n],
    ['decimal(12,2)', '1.50', '-0', 0n],
    ['decimal(12,2)', '1.50', '0.005', 1n],
    ['decimal(12,2)', '1.50', '1e3', 100000n],
    ['decimal(12,2)', '1.50', '9999999999.99', 999999999999n],
    ['decimal(12,2)', '1.50', '10000000000', 'uncertain'],
    ['decimal(12,2)', '1.50', '"1.5"', 'uncertain'],
    ['decimal(38,18)', '0', '0.000000000000000001', 1n],
    ['decimal(38,18)', '0', '1', 'uncertain'],
    ['decimal(20,0)', '1', '9007199254740992', 'uncertain'],
    ['timestamp', '1469501107', '1469501108', 1469501108000000n],
    ['timestamp', '1469501107', '-1', -1000000n],
    ['timestamp', '1469501107', '9007199254', 9007199254000000n],
    ['timestamp', '1469501107', '9007199255', 'uncertain'],
    ['timestamp', '1469501107', '1469501107.5', 'uncertain'],
    ['timestamp', '1469501107', '"2016-07-26T02:05:00Z"', 1469498700000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26T02:05:00.123456Z"', 1469498700123456n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26 02:05:00.1234567"', 1469498700123456n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26T02:05:00+02:30"', 1469489700000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26T02:05:00-17:59"', 1469563440000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26T02:05:00+18:01"', 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-02-29T23:59:59Z"', 1456790399000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2015-02-29T23:59:59Z"', 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"1900-02-29T00:00:00Z"', 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2000-12-31T24:00:00Z"', 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"1684-11-24T10:30:15Z"', -8996880585000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"1600-01-01T00:00:00Z"', 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26"', 1469491200000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"2016-07-26T02:05:00 Europe/Paris"', 1469491500000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', '"12:30"', 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00Z"', '""', 'uncertain'],
    ['date', '"2016-07-26"', '"1969-12-31"', -1],
    ['date', '"2016-07-26"', '"2016-7-6"', 16988],
    ['date', '"2016-07-26"', '"0001-01-01"', -719162],
    ['date', '"2016-07-26"', '"170"', 170],
    ['date', '"2016-07-26"', '"2016-13-01"', 'uncertain'],
    ['date', '"2016-07-26"', '16988', 'uncertain'],
    ['string', '"Open"', '"Close"', 'Close'],
    ['string', '"Open"', '""', ''],
    ['string', '"Open"', '"fifteen letters"', 'fifteen letters'],
    ['string', '"Open"', '"sixteen letters!"', 'sixteen letters!'],
    ['string', '"Open"', '"seventeen letters"', 'seventeen letters'],
    ['string', '"Open"', `"${'long '.repeat(50)}"`, 'long '.repeat(50)],
    ['string', '"Open"', '"Fermé \u{1f600}"', 'Fermé \u{1f600}'],
    [
      'string',
      '"Open"',
      '"\\u0046erm\\u00e9 \\ud83d\\ude00 \\u20ac\\t\\/\\\\\\"\\b\\f\\n\\r"',
      'Fermé \u{1f600} €\t/\\"\b\f\n\r',
    ],
    ['string', '"Open"', '"a\\u0000"', 'a\u0000'],
    ['string', '"Open"', '"a\\"é"', 'a"é'],
    ['string', '"Open"', '"\\ud83d"', 'uncertain'],
    ['string', '"Open"', '"\\ude00\\ud83d"', 'uncertain'],
    ['string', '"Open"', '"\\ud83dx"', 'uncertain'],
    ['string', '"Open"', '"\\x"', 'uncertain'],
    ['string', '"Open"', '"\\u00g0"', 'uncertain'],
    ['string', '"Open"', '"\\\'"', 'uncertain'],
    ['string', '"Open"', '"tab\t"', 'uncertain'],
    ['string', '"Open"', 'null', null],
    ['string', '"Open"', '5', '5'],
    ['string', '"Open"', '-1.50e+3', '-1.50e+3'],
    ['string', '"Open"', 'true', 'true'],
    ['string', '"Open"', '{ "a":[1, "é"] }', '{ "a":[1, "é"] }'],
    ['string', '5', '"x"', 'x'],
    ['string', '"Open"', "'x'", 'uncertain'],
  ])('%s, in a file of %s: %s', (type, like, value, expected) => {
    expect(readBothWays(type, like, value)).toEqual(expected);
  });

  it.each<[string, string, Readonly<Record<string, string>>, unknown]>([
    ['timestamp', '"26/07/2016 02:05"', { timestampFormat: 'dd/MM/yyyy HH:mm' }, 1469498700000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', { timestampFormat: 'dd/MM/yyyy HH:mm' }, 'uncertain'],
    ['timestamp', '"2016-07-26T02:05:00"', { timeZone: 'Europe/Paris' }, 1469491500000000n],
    ['timestamp', '"2016-07-26T02:05:00Z"', { timeZone: 'Europe/Paris' }, 1469498700000000n],
    ['date', '"26/07/2016"', { dateFormat: 'dd/MM/yyyy' }, 17008],
    ['date', '"2016-07-26"', { dateFormat: 'dd/MM/yyyy' }, 'uncertain'],
    ['bigint', '007', { allowNumericLeadingZeros: 'true' }, 'uncertain'],
  ])('%s %s with options %j', (type, value, options, expected) => {
    expect(readBothWays(type, 'null', value, options)).toEqual(expected);
  });
});

describe('values that nobody reads', () => {
  const settings: Settings = { schema: schemaOf({ n: 'int' }) };
  it.each<[string, string, boolean]>([
    ['1', '-12.5e-7', true],
    ['1', '123456789012345678901234567890', true],
    ['1.5', '0', true],
    ['1.5', '00', false],
    ['1.5', '1.', false],
    ['1.5', '1.x', false],
    ['1.5', '0.5e', false],
    ['1.5', '-', false],
    ['1.5', '1'.repeat(65), false],
    ['12', '13', true],
    ['12', '1x', false],
    ['"a"', '"\\n\\u00e9\\/"', true],
    ['"a"', '"\\ud83d"', true],
    ['"a"', '"\\q"', false],
    ['"a"', '"Fermé"', true],
    ['"a"', `"${'x'.repeat(1000)}é"`, true],
    ['"a"', '"\u0001"', false],
    ['"a"', 'null', true],
    ['null', '"a"', true],
    ['true', 'false', true],
    ['{}', '{ "a" : [ { } , [ ] , "]" ] , "b" : null }', true],
    ['{}', '{"a":1,}', false],
    ['{}', '[1,2', false],
    ['{}', '[1}', false],
    ['{}', '{"a"}', false],
    ['{}', '[1 2]', false],
    ['[]', '['.repeat(16) + ']'.repeat(16), true],
    ['[]', '['.repeat(17) + ']'.repeat(17), false],
    ['[]', '[,]', false],
    ['[]', 'undefined', false],
  ])('in a file of %s: %s', (like, value, isCertain) => {
    const line = (text: string) => `{"z":${text},"n":7}\n`;
    const content = `${line(like)}${line(like)}${line(value)}`;
    for (const learning of [NEVER, AT_ONCE]) {
      const scanned = scanBytes(content, settings, createWasmJsonScanner(testPlan(settings), learning));
      expect(scanned.sink).toEqual(decodeBytes(content, settings));
      expect(scanned.certain).toBe(isCertain ? 3 : 2);
    }
  });

  it('is not certain where a text is not UTF-8 of the shortest form', () => {
    for (const text of [
      '\xc0\xaf',
      '\xe0\x80\xaf',
      '\xed\xa0\x80',
      '\xf0\x80\x80\xaf',
      '\xf4\x90\x80\x80',
      '\xe9',
      '\x80',
      '\xff',
    ]) {
      for (const field of [`"z":"${text}"`, `"${text}":1`]) {
        const line = Buffer.from(`{${field},"n":7}\n`, 'latin1');
        for (const learning of [NEVER, AT_ONCE]) {
          const scanner = createWasmJsonScanner(testPlan(settings), learning);
          expect(scanBytes(line, settings, scanner).certain).toBe(0);
        }
      }
    }
  });
});

describe('records', () => {
  const settings: Settings = {
    schema: schemaOf({ a: 'string', n: 'bigint', 'a"b': 'int', 'longer than eight': 'int' }),
  };
  it.each<[string, number]>([
    ['{}', 1],
    [' { "n" : 1 ,\t"a":"x" } ', 1],
    ['{"n":1}\r', 1],
    ['{"longer than eight":1,"longer than nine":2}', 1],
    ['{"n":1,"n":2}', 0],
    ['{"n":null,"n":2}', 0],
    ['{"z":1,"z":2}', 1],
    ['{"\\u006e":1}', 0],
    ['{"a\\"b":1}', 0],
    ['{"a":"x"} more', 0],
    ['{"a":"x"},', 0],
    ['{"a":"x",}', 0],
    ['{"a" "x"}', 0],
    ['{a:1}', 0],
    ['{"a":"x"', 0],
    ['{"a":"x', 0],
    ['[{"a":"x"}]', 0],
    ['\ufeff{"a":"x"}', 0],
    ['{"a":"x"\r}', 0],
    ['{"a":1}/**/', 0],
    ['', 0],
    [' ', 0],
    ['\0', 0],
  ])('%j', (line, certain) => {
    for (const learning of [NEVER, AT_ONCE]) {
      const scanned = scanBytes(`${line}\n`, settings, createWasmJsonScanner(testPlan(settings), learning));
      expect(scanned.sink).toEqual(decodeBytes(`${line}\n`, settings));
      expect(scanned.certain).toBe(certain);
    }
  });

  it('has as many columns as are wanted', () => {
    const names = Array.from({ length: 100 }, (_, i) => `column ${i}`);
    const many: Settings = { schema: schemaOf(Object.fromEntries(names.map((name) => [name, 'int']))) };
    const line = `{${names.map((name, i) => `"${name}":${i}`).join()}}\n`;
    for (const learning of [NEVER, AT_ONCE]) {
      const scanned = scanBytes(line.repeat(3), many, createWasmJsonScanner(testPlan(many), learning));
      expect(scanned.sink).toEqual(decodeBytes(line.repeat(3), many));
      expect(scanned.certain).toBe(3);
    }
    expect(scanBytes(`{"column 99":1,"column 99":2}\n`, many, createWasmJsonScanner(testPlan(many))).certain).toBe(0);
  });
});

function put(scanner: Scanner, content: string): number {
  const bytes = Buffer.from(content);
  scanner.block.set(bytes);
  return bytes.length;
}

describe('a scanner', () => {
  const settings: Settings = { schema: schemaOf({ a: 'string', n: 'bigint' }) };

  it('stops when its vectors are full, at the end, and at what is not certain', () => {
    const scanner = createWasmJsonScanner(testPlan(settings));
    const line = '{"a":"x","n":1}\n';
    const to = put(scanner, `${line.repeat(VECTOR_ROWS + 3)}{"n":x}\n${line}`);
    expect([scanner.scan(0, to), scanner.stop, scanner.position]).toEqual([
      VECTOR_ROWS,
      'full',
      VECTOR_ROWS * line.length,
    ]);
    expect(scanner.lineStarts[VECTOR_ROWS]).toBe(scanner.position);
    expect([scanner.scan(scanner.position, to), scanner.stop]).toEqual([3, 'uncertain']);
    expect([...scanner.lineStarts.subarray(0, 4)]).toEqual([0, 1, 2, 3].map((i) => (VECTOR_ROWS + i) * line.length));
    const bad = scanner.position;
    expect([scanner.scan(bad, to), scanner.stop, scanner.position]).toEqual([0, 'uncertain', bad]);
    expect([scanner.scan(bad + 8, to), scanner.stop, scanner.position]).toEqual([1, 'end', to]);
    expect([scanner.scan(to, to), scanner.stop, scanner.position]).toEqual([0, 'end', to]);
  });

  it('reads up to the last byte of the block and nothing of what is behind it', () => {
    for (const learning of [NEVER, AT_ONCE]) {
      const scanner = createWasmJsonScanner(testPlan(settings), learning);
      const line = '{"a":"abcdefgh","n":12345}\n';
      const fitting = Math.floor(BLOCK_BYTES / line.length) - 1;
      const rest = BLOCK_BYTES - fitting * line.length;
      const last = `{"n":7,"a":"${'y'.repeat(rest - 15)}"}\n`;
      scanner.block.fill(0x22);
      const to = put(scanner, line.repeat(fitting) + last);
      expect(to).toBe(BLOCK_BYTES);
      let rows = 0;
      let at = 0;
      let found = 0;
      while (at < to) {
        found = scanner.scan(at, to);
        expect(scanner.stop).not.toBe('uncertain');
        rows += found;
        at = scanner.position;
      }
      expect(rows).toBe(fitting + 1);
      const strings = must(scanner.vectors[0]?.strings, 'a column of strings');
      expect(strings.textOf(scanner.vectors[0]?.codes[found - 1] ?? -1)).toBe('y'.repeat(rest - 15));
      const whole = `{"a":"${'z'.repeat(BLOCK_BYTES - 20)}"}\n`;
      expect(scanner.scan(0, put(scanner, whole))).toBe(1);
      expect(strings.textOf(scanner.vectors[0]?.codes[0] ?? -1)).toHaveLength(BLOCK_BYTES - 20);
    }
  });

  it('learns another make when the lines change, and gives up on lines without one', () => {
    const scanner = createWasmJsonScanner(testPlan(settings), 5000);
    const general = scanner.source;
    const read = (line: (i: number) => string): number => {
      const content = Array.from({ length: 1000 }, (_, i) => `${line(i)}\n`).join('');
      for (let round = 0; round < 12; round++) expect(scanner.scan(0, put(scanner, content))).toBe(1000);
      return scanner.vectors[1]?.numbers[999] ?? Number.NaN;
    };
    expect(read((i) => `{"a":"x","n":${i}}`)).toBe(999);
    const first = scanner.source;
    expect(first).not.toBe(general);
    expect(read((i) => `{"n": ${i}, "a": "x"}`)).toBe(999);
    const second = scanner.source;
    expect(second).not.toBe(first);
    expect(read((i) => `{"z${i}":0,"n":${i}}`)).toBe(999);
    expect(read((i) => `{"n":${i},"a":"x"}`)).toBe(999);
    expect(read((i) => `{"n":${i}}`)).toBe(999);
    expect(scanner.vectors[0]?.present[999]).toBe(0);
  });

  it('shows its code with the names of the columns', () => {
    const scanner = createWasmJsonScanner(testPlan(settings), AT_ONCE);
    scanner.scan(0, put(scanner, '{"a":"x","other":1,"n":5}\n'));
    expect(scanner.source).toContain('// column a\n');
    expect(scanner.source).toContain('// pass over other\n');
    expect(scanner.source).toMatch(/^function scan\(from: i32, to: i32\): i32 \{$/m);
  });

  it('gives columns that are not in the file the value of the file', () => {
    const plan = testPlan({ schema: schemaOf({ a: 'string', p: 'string', y: 'int', _corrupt_record: 'string' }) });
    const columns = plan.columns.map((column) => ({ ...column, isInFile: column.name === 'a' }));
    const scanner = createWasmJsonScanner({ ...plan, columns });
    const scanned = () => {
      const rows = scanner.scan(0, put(scanner, '{"a":"x","p":"q","y":9}\n{"y":1}\n'));
      return Array.from({ length: rows }, (_, row) =>
        scanner.vectors.map(({ present, strings, codes, numbers }) =>
          present[row] === 0 ? null : (strings?.textOf(codes[row] as number) ?? numbers[row]),
        ),
      );
    };
    expect(
      scanner.startFile([
        { column: 1, value: 'west' },
        { column: 2, value: 2016 },
      ]),
    ).toBe(true);
    expect(scanned()).toEqual([
      ['x', 'west', 2016, null],
      [null, 'west', 2016, null],
    ]);
    expect(scanner.startFile([])).toBe(true);
    expect(scanned()).toEqual([
      ['x', null, null, null],
      [null, null, null, null],
    ]);
    expect(scanner.startFile([{ column: 2, value: 2n ** 60n }])).toBe(false);
    expect(scanner.startFile([{ column: 2, value: 'text' }])).toBe(false);
  });
});

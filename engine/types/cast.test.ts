import { describe, expect, test } from 'vitest';
import { EngineError } from '../base/errors/engine-error.ts';
import { canCast, makeCast, makeTryCast } from './cast.ts';
import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  INTERVAL,
  SMALLINT,
  STRING,
  struct,
  TIMESTAMP,
  TINYINT,
  VOID,
  WINDOW,
} from './data-type.ts';
import { printDataType } from './data-type-text.ts';
import type { Value } from './value.ts';

const PARIS = { timeZone: 'Europe/Paris', now: () => 1_795_390_200_000_000n };
const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);

type Case = [from: DataType, value: Value, to: DataType, wanted: Value];
type Failure = [from: DataType, value: Value, to: DataType, code: string];

const title = ([from, value, to, outcome]: Case | Failure) =>
  `${printDataType(from)} ${String(value).slice(0, 40)} to ${printDataType(to)}: ${String(outcome)}`;

function passes(cases: readonly Case[]): void {
  for (const each of cases) {
    test(title(each), () => {
      const [from, value, to, wanted] = each;
      expect(canCast(from, to)).toBe(true);
      expect(makeCast(from, to, PARIS)(value)).toEqual(wanted);
      expect(makeTryCast(from, to, PARIS)(value)).toEqual(wanted);
    });
  }
}

function fails(cases: readonly Failure[]): void {
  for (const each of cases) {
    test(title(each), () => {
      const [from, value, to, code] = each;
      expect(() => makeCast(from, to, PARIS)(value)).toThrow(expect.objectContaining({ name: 'EngineError', code }));
      expect(makeTryCast(from, to, PARIS)(value)).toBeNull();
    });
  }
}

describe('strings to integers', () => {
  passes([
    [STRING, ' 12 ', INT, 12],
    [STRING, '+5', TINYINT, 5],
    [STRING, '-0', INT, 0],
    [STRING, '\t7\n', BIGINT, 7n],
    [STRING, '-128', TINYINT, -128],
    [STRING, '9223372036854775807', BIGINT, MAX],
    [STRING, '-9223372036854775808', BIGINT, MIN],
    [STRING, `${'0'.repeat(50)}1`, INT, 1],
  ]);
  fails([
    [STRING, '', INT, 'EXE-001'],
    [STRING, '+', INT, 'EXE-001'],
    [STRING, '1.0', INT, 'EXE-001'],
    [STRING, '1.', BIGINT, 'EXE-001'],
    [STRING, '1e3', BIGINT, 'EXE-001'],
    [STRING, '128', TINYINT, 'EXE-001'],
    [STRING, '-32769', SMALLINT, 'EXE-001'],
    [STRING, '999999999999', INT, 'EXE-001'],
    [STRING, '9223372036854775808', BIGINT, 'EXE-001'],
    [STRING, '1 2', INT, 'EXE-001'],
    [STRING, '--1', INT, 'EXE-001'],
    [STRING, '0x10', INT, 'EXE-001'],
    [STRING, '1L', BIGINT, 'EXE-001'],
    [STRING, '1_000', INT, 'EXE-001'],
    [STRING, '\u00a01', INT, 'EXE-001'],
    [STRING, '１２', INT, 'EXE-001'],
    [STRING, 'abc', INT, 'EXE-001'],
    [STRING, '9'.repeat(1_000_000), BIGINT, 'EXE-001'],
  ]);
});

describe('strings to other numbers', () => {
  passes([
    [STRING, ' 1.5 ', DOUBLE, 1.5],
    [STRING, '1.', DOUBLE, 1],
    [STRING, '.5', DOUBLE, 0.5],
    [STRING, '1d', DOUBLE, 1],
    [STRING, '1.5F', DOUBLE, 1.5],
    [STRING, '1e400', DOUBLE, Number.POSITIVE_INFINITY],
    [STRING, '1e-400', DOUBLE, 0],
    [STRING, '-0', DOUBLE, -0],
    [STRING, 'NaN', DOUBLE, Number.NaN],
    [STRING, 'nan', DOUBLE, Number.NaN],
    [STRING, 'inf', DOUBLE, Number.POSITIVE_INFINITY],
    [STRING, '-Infinity', FLOAT, Number.NEGATIVE_INFINITY],
    [STRING, '+infinity', DOUBLE, Number.POSITIVE_INFINITY],
    [STRING, '0.1', FLOAT, Math.fround(0.1)],
    [STRING, '1e39', FLOAT, Number.POSITIVE_INFINITY],
    [STRING, '12.345', decimal(10, 2), 1235n],
    [STRING, '-0.005', decimal(10, 2), -1n],
    [STRING, '1e-10', decimal(10, 2), 0n],
    [STRING, '1e3', decimal(10, 2), 100_000n],
  ]);
  fails([
    [STRING, '', DOUBLE, 'EXE-001'],
    [STRING, '1e', DOUBLE, 'EXE-001'],
    [STRING, '1L', DOUBLE, 'EXE-001'],
    [STRING, '.', DOUBLE, 'EXE-001'],
    [STRING, '1,5', DOUBLE, 'EXE-001'],
    [STRING, '0x10', DOUBLE, 'EXE-001'],
    [STRING, 'nano', DOUBLE, 'EXE-001'],
    [STRING, '1d', decimal(10, 2), 'EXE-001'],
    [STRING, 'NaN', decimal(10, 2), 'EXE-001'],
    [STRING, '100000000', decimal(10, 2), 'EXE-005'],
    [STRING, '99999999.995', decimal(10, 2), 'EXE-005'],
    [STRING, '1', decimal(38, 38), 'EXE-005'],
    [STRING, '1e39', decimal(10, 2), 'EXE-009'],
    [STRING, '1e1000000000', decimal(38, 0), 'EXE-009'],
  ]);
});

describe('strings to booleans, times and intervals', () => {
  passes([
    ...['t', 'true', 'y', 'yes', '1', ' TRUE ', 'Y'].map((text): Case => [STRING, text, BOOLEAN, true]),
    ...['f', 'false', 'n', 'no', '0', '\tNo'].map((text): Case => [STRING, text, BOOLEAN, false]),
    [STRING, '2016-07-26 04:00:00', TIMESTAMP, 1_469_498_400_000_000n],
    [STRING, '2016-07-26T02:00:00Z', TIMESTAMP, 1_469_498_400_000_000n],
    [STRING, '12:30', TIMESTAMP, 1_795_433_400_000_000n],
    [STRING, '2016-07-26', DATE, 17_008],
    [STRING, '1 hour 30 minutes', INTERVAL, 5_400_000_000n],
  ]);
  fails([
    [STRING, 'tru', BOOLEAN, 'EXE-001'],
    [STRING, '', BOOLEAN, 'EXE-001'],
    [STRING, '2', BOOLEAN, 'EXE-001'],
    [STRING, '1469501107', TIMESTAMP, 'EXE-001'],
    [STRING, '2021-02-29', DATE, 'EXE-001'],
    [STRING, '1 month', INTERVAL, 'EXE-001'],
    [STRING, '10s', INTERVAL, 'EXE-001'],
  ]);
});

describe('numbers to integers', () => {
  passes([
    [DOUBLE, 2.9, INT, 2],
    [DOUBLE, -2.9, INT, -2],
    [DOUBLE, -0.5, BIGINT, 0n],
    [DOUBLE, -0.5, INT, 0],
    [DOUBLE, -0, TINYINT, 0],
    [DOUBLE, 127.9, TINYINT, 127],
    [DOUBLE, -128.9, TINYINT, -128],
    [DOUBLE, 2 ** 63, BIGINT, MAX],
    [DOUBLE, -(2 ** 63), BIGINT, MIN],
    [FLOAT, 2 ** 40, BIGINT, 2n ** 40n],
    [BIGINT, 127n, TINYINT, 127],
    [INT, -5, BIGINT, -5n],
    [TINYINT, 5, INT, 5],
    [decimal(4, 2), -1299n, INT, -12],
    [decimal(38, 0), 9_007_199_254_740_993n, BIGINT, 9_007_199_254_740_993n],
    [decimal(20, 1), 92_233_720_368_547_758_079n, BIGINT, MAX],
    [BOOLEAN, true, BIGINT, 1n],
    [BOOLEAN, false, TINYINT, 0],
  ]);
  fails([
    [DOUBLE, 128, TINYINT, 'EXE-002'],
    [DOUBLE, Number.NaN, INT, 'EXE-002'],
    [DOUBLE, Number.POSITIVE_INFINITY, BIGINT, 'EXE-002'],
    [DOUBLE, 9.3e18, BIGINT, 'EXE-002'],
    [DOUBLE, 2 ** 31, INT, 'EXE-002'],
    [BIGINT, 2n ** 31n, INT, 'EXE-002'],
    [BIGINT, -129n, TINYINT, 'EXE-002'],
    [INT, 40_000, SMALLINT, 'EXE-002'],
    [decimal(38, 0), MAX + 1n, BIGINT, 'EXE-002'],
  ]);
});

describe('numbers to other numbers', () => {
  passes([
    [BIGINT, 2n ** 53n + 1n, DOUBLE, 2 ** 53],
    [BIGINT, 16_777_217n, FLOAT, 16_777_216],
    // Rounded by way of a double this would fall on the middle of two floats and then on the lower one.
    [BIGINT, 2n ** 60n + 2n ** 36n + 1n, FLOAT, 2 ** 60 + 2 ** 37],
    [BIGINT, -(2n ** 60n + 2n ** 36n + 1n), FLOAT, -(2 ** 60 + 2 ** 37)],
    [BIGINT, 2n ** 60n + 2n ** 36n - 1n, FLOAT, 2 ** 60],
    [DOUBLE, 0.1, FLOAT, Math.fround(0.1)],
    [DOUBLE, 1e300, FLOAT, Number.POSITIVE_INFINITY],
    [FLOAT, Math.fround(0.1), DOUBLE, 0.10000000149011612],
    [decimal(4, 2), 1250n, DOUBLE, 12.5],
    [decimal(4, 2), 1250n, FLOAT, 12.5],
    [BOOLEAN, true, DOUBLE, 1],
    [INT, 5, decimal(4, 1), 50n],
    [BIGINT, -5n, decimal(4, 1), -50n],
    [DOUBLE, 0.1, decimal(10, 2), 10n],
    [DOUBLE, 2.345, decimal(10, 2), 235n],
    [DOUBLE, -2.345, decimal(10, 2), -235n],
    [DOUBLE, 1e-7, decimal(10, 2), 0n],
    [DOUBLE, Number.NaN, decimal(10, 2), null],
    [DOUBLE, Number.NEGATIVE_INFINITY, decimal(10, 2), null],
    [FLOAT, Math.fround(0.1), decimal(38, 20), 10_000_000_149_011_612_000n * 1n],
    [decimal(6, 3), 12_345n, decimal(4, 1), 123n],
    [decimal(6, 3), -12_350n, decimal(4, 1), -124n],
    [BOOLEAN, true, decimal(4, 1), 10n],
    [INT, 0, BOOLEAN, false],
    [DOUBLE, -0, BOOLEAN, false],
    [DOUBLE, Number.NaN, BOOLEAN, true],
    [BIGINT, -1n, BOOLEAN, true],
    [decimal(4, 2), 1n, BOOLEAN, true],
    [decimal(4, 2), 0n, BOOLEAN, false],
  ]);
  fails([
    [INT, 1000, decimal(4, 1), 'EXE-005'],
    [DOUBLE, 999.95, decimal(4, 1), 'EXE-005'],
    [decimal(6, 3), 999_950n, decimal(4, 1), 'EXE-005'],
    [BOOLEAN, true, decimal(38, 38), 'EXE-005'],
  ]);
});

describe('timestamps and dates', () => {
  passes([
    [INT, 1_469_501_107, TIMESTAMP, 1_469_501_107_000_000n],
    [BIGINT, -1n, TIMESTAMP, -1_000_000n],
    [BIGINT, MAX, TIMESTAMP, MAX],
    [BIGINT, MIN, TIMESTAMP, MIN],
    [DOUBLE, 1.5, TIMESTAMP, 1_500_000n],
    [DOUBLE, -0.0000019, TIMESTAMP, -1n],
    [decimal(10, 2), -150n, TIMESTAMP, -1_500_000n],
    [decimal(20, 8), 199_999_999n, TIMESTAMP, 1_999_999n],
    [TIMESTAMP, -500_000n, BIGINT, -1n],
    [TIMESTAMP, 1_999_999n, INT, 1],
    [TIMESTAMP, -500_000n, DOUBLE, -0.5],
    [TIMESTAMP, 1_500_000n, FLOAT, 1.5],
    [TIMESTAMP, -500_000n, decimal(10, 2), -50n],
    [TIMESTAMP, 1_469_498_400_000_000n, DATE, 17_008],
    [TIMESTAMP, 1_469_484_000_000_000n, DATE, 17_008],
    [TIMESTAMP, 1_469_483_999_999_999n, DATE, 17_007],
    [TIMESTAMP, -3_600_000_001n, DATE, -1],
    [DATE, 0, TIMESTAMP, -3_600_000_000n],
    [DATE, 17_008, TIMESTAMP, 1_469_484_000_000_000n],
  ]);
  fails([
    [DOUBLE, Number.NaN, TIMESTAMP, 'EXE-001'],
    [DOUBLE, Number.POSITIVE_INFINITY, TIMESTAMP, 'EXE-001'],
    [DOUBLE, 1e19, TIMESTAMP, 'EXE-002'],
    [FLOAT, Math.fround(3.4e38), TIMESTAMP, 'EXE-002'],
    [TIMESTAMP, 1_469_498_400_000_000n, TINYINT, 'EXE-002'],
    [TIMESTAMP, MAX, INT, 'EXE-002'],
    [TIMESTAMP, MAX, decimal(10, 2), 'EXE-005'],
    [DATE, 450_193_817, TIMESTAMP, 'EXE-008'],
  ]);
});

describe('to string', () => {
  passes([
    [BOOLEAN, false, STRING, 'false'],
    [INT, -5, STRING, '-5'],
    [DOUBLE, 1e10, STRING, '1.0E10'],
    [decimal(38, 10), 1n, STRING, '0.0000000001'],
    [TIMESTAMP, 1_469_498_400_000_000n, STRING, '2016-07-26 04:00:00'],
    [DATE, 17_008, STRING, '2016-07-26'],
    [INTERVAL, 3_600_000_000n, STRING, "INTERVAL '0 01:00:00' DAY TO SECOND"],
    [array(INT), [1, null, 2], STRING, '[1, null, 2]'],
    [WINDOW, [0n, null], STRING, '{1970-01-01 01:00:00, null}'],
    [VOID, null, STRING, null],
  ]);
});

describe('arrays and structs', () => {
  const texts = struct([
    { name: 'a', type: STRING },
    { name: 'b', type: array(STRING) },
  ]);
  const numbers = struct([
    { name: 'x', type: INT },
    { name: 'y', type: array(BIGINT) },
  ]);
  passes([
    [array(STRING), ['1', null, '2'], array(INT), [1, null, 2]],
    [array(VOID), [null], array(INT), [null]],
    [texts, ['1', ['2', null]], numbers, [1, [2n, null]]],
    [texts, [null, null], numbers, [null, null]],
    [texts, null, numbers, null],
    [VOID, null, numbers, null],
  ]);

  test('an error inside is an error of the whole, with try_cast null at its place', () => {
    const value: Value = ['x', ['2', 'y']];
    expect(() => makeCast(texts, numbers, PARIS)(value)).toThrow(EngineError);
    expect(makeTryCast(texts, numbers, PARIS)(value)).toEqual([null, [2n, null]]);
    expect(makeTryCast(array(array(STRING)), array(array(INT)), PARIS)([['1', 'x'], null, ['y']])).toEqual([
      [1, null],
      null,
      [null],
    ]);
  });

  test('the value that was cast is left as it was', () => {
    const value = Object.freeze(['1', Object.freeze(['2'])]) as Value;
    expect(makeCast(texts, numbers, PARIS)(value)).toEqual([1, [2n]]);
    expect(value).toEqual(['1', ['2']]);
  });
});

describe('casts that cannot be written', () => {
  test.each([
    [BOOLEAN, TIMESTAMP],
    [BOOLEAN, DATE],
    [TIMESTAMP, BOOLEAN],
    [DATE, BOOLEAN],
    [DATE, INT],
    [DATE, DOUBLE],
    [INT, DATE],
    [decimal(4, 2), DATE],
    [INTERVAL, BIGINT],
    [BIGINT, INTERVAL],
    [STRING, VOID],
    [INT, VOID],
    [STRING, array(STRING)],
    [STRING, WINDOW],
    [INT, array(INT)],
    [array(INT), INT],
    [array(INT), WINDOW],
    [array(DATE), array(INT)],
    [WINDOW, array(TIMESTAMP)],
    [WINDOW, struct([{ name: 'start', type: TIMESTAMP }])],
    [
      WINDOW,
      struct([
        { name: 'a', type: TIMESTAMP },
        { name: 'b', type: BOOLEAN },
      ]),
    ],
  ] as [DataType, DataType][])('%o to %o', (from, to) => {
    expect(canCast(from, to)).toBe(false);
    expect(() => makeCast(from, to, PARIS)).toThrow(/internal/);
    expect(() => makeTryCast(from, to, PARIS)).toThrow(/internal/);
  });

  test('a type casts to itself, and structs cast whatever their fields are called', () => {
    expect(canCast(INTERVAL, INTERVAL)).toBe(true);
    const renamed = struct([
      { name: 'a', type: TIMESTAMP },
      { name: 'b', type: BIGINT },
    ]);
    expect(canCast(WINDOW, renamed)).toBe(true);
    expect(makeCast(WINDOW, renamed, PARIS)([1n, 2_000_000n])).toEqual([1n, 2n]);
  });
});

test('the error says what could not be cast', () => {
  const cast = makeCast(STRING, INT, PARIS);
  expect(() => cast('1.0')).toThrow('the value "1.0" of type string cannot be cast to int: it is malformed');
  expect(() => makeCast(DOUBLE, TINYINT, PARIS)(1e10)).toThrow(
    'the value 1.0E10 of type double cannot be cast to tinyint: it is out of range',
  );
  const long = 'x'.repeat(10_000);
  expect(() => cast(long)).toThrow(expect.objectContaining({ message: expect.stringMatching(/^.{0,200}$/) }));
});

import { describe, expect, test } from 'vitest';
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
} from './data-type.ts';
import type { Value } from './value.ts';
import { HASH_SEED, hasherOf, rowHasherOf } from './xx-hash-64.ts';

const PAIR = struct([
  { name: 'a', type: INT },
  { name: 'b', type: STRING },
]);

describe('hashes are those of xxhash64 on Spark 4.2', () => {
  test.each<[string, DataType, Value, bigint]>([
    ['NULL', INT, null, 42n],
    ['true', BOOLEAN, true, -6698625589789238999n],
    ['false', BOOLEAN, false, 3614696996920510707n],
    ['1Y', TINYINT, 1, -6698625589789238999n],
    ['-1Y', TINYINT, -1, 2017008487422258757n],
    ['7S', SMALLINT, 7, 2786828215451145335n],
    ['1', INT, 1, -6698625589789238999n],
    ['-1', INT, -1, 2017008487422258757n],
    ['0', INT, 0, 3614696996920510707n],
    ['123456789', INT, 123456789, 5406186036279272416n],
    ['1L', BIGINT, 1n, -7001672635703045582n],
    ['-1L', BIGINT, -1n, 3858142552250413010n],
    ['9223372036854775807L', BIGINT, 2n ** 63n - 1n, -3246596055638297850n],
    ['0.0D', DOUBLE, 0, -5252525462095825812n],
    ['-0.0D', DOUBLE, -0, -5252525462095825812n],
    ['1.5D', DOUBLE, 1.5, 7738255526519901366n],
    ["double('NaN')", DOUBLE, Number.NaN, -3127944061524951246n],
    ["double('Infinity')", DOUBLE, Number.POSITIVE_INFINITY, 5810986238603807492n],
    ['0.0F', FLOAT, 0, 3614696996920510707n],
    ["float('-0.0')", FLOAT, -0, 3614696996920510707n],
    ['1.5F', FLOAT, 1.5, 6163473420726370430n],
    ["float('NaN')", FLOAT, Number.NaN, 2692338816207849720n],
    ["DATE'2020-01-01'", DATE, 18262, 2299834470729022467n],
    ["TIMESTAMP'2020-01-01 00:00:00'", TIMESTAMP, 1577836800000000n, 7881863312764026046n],
    ['12.50BD', decimal(4, 2), 1250n, 4753477431033244826n],
    ['-12.50BD', decimal(4, 2), -1250n, -5788752094224277284n],
    [
      'cast(123456789012345678901234567890.12 as decimal(38,2))',
      decimal(38, 2),
      12345678901234567890123456789012n,
      -9120447271543820921n,
    ],
    ['cast(-1 as decimal(38,2))', decimal(38, 2), -100n, 6412485201787246618n],
    ['cast(0 as decimal(20,0))', decimal(20, 0), 0n, -8959994473701255385n],
    ['cast(-128 as decimal(20,0))', decimal(20, 0), -128n, -7898411661632158123n],
    ['cast(128 as decimal(20,0))', decimal(20, 0), 128n, 6715097930120473301n],
    ["''", STRING, '', -7444071767201028348n],
    ["'a'", STRING, 'a', -8582455328737087284n],
    ["'abcd'", STRING, 'abcd', -6810745876291105281n],
    ["'abcdefg'", STRING, 'abcdefg', 3761890393722740389n],
    ["'abcdefgh'", STRING, 'abcdefgh', 2470326616177429180n],
    ["'abcdefghijklm'", STRING, 'abcdefghijklm', -3720345996457672580n],
    ["'é€😀'", STRING, 'é€😀', 4864642318240220792n],
    ["repeat('0123456789',3)", STRING, '0123456789'.repeat(3), 1470524853266396111n],
    ["repeat('0123456789',4)", STRING, '0123456789'.repeat(4), 5508798028064852934n],
    ["repeat('0123456789',10)", STRING, '0123456789'.repeat(10), 6379203369694145893n],
    ['array(1,2,3)', array(INT), [1, 2, 3], 8592097078962733837n],
    ['array()', array(VOID), [], 42n],
    ['array(1,null,3)', array(INT), [1, null, 3], -3383274367486667931n],
    ["named_struct('a',1,'b','x')", PAIR, [1, 'x'], 8510603489595372987n],
    ["named_struct('a',null,'b','x')", PAIR, [null, 'x'], -5636050478767222463n],
    ["array('a','b')", array(STRING), ['a', 'b'], -7357372313250070212n],
    ["INTERVAL '1' HOUR", INTERVAL, 3600000000n, 4468320449034439707n],
  ])('%s', (_, type, value, expected) => {
    expect(hasherOf(type)(value, HASH_SEED)).toBe(expected);
  });
});

test('several values are hashed in turn, as a struct of them is', () => {
  expect(rowHasherOf([INT, STRING])([1, 'x'])).toBe(hasherOf(PAIR)([1, 'x'], HASH_SEED));
  expect(rowHasherOf([INT, STRING])([null, 'x'])).toBe(hasherOf(STRING)('x', HASH_SEED));
  expect(rowHasherOf([])([])).toBe(HASH_SEED);
  expect(hasherOf(VOID)(null, HASH_SEED)).toBe(HASH_SEED);
});

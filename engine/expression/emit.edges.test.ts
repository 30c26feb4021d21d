/** Emitted forms beside the interpreter over values at the edges of their types, in zones of every kind. */
import { beforeAll, describe, expect, test } from 'vitest';
import { EngineError } from '../base/errors/engine-error.ts';
import type { Row, Value } from '../types/value.ts';
import { cannotEmit } from './emit.ts';
import { interpret } from './interpret.ts';
import { loadExpressionParser } from './parse-expression.ts';
import { compileTwice, resolved, row, schema } from './testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const zones = ['UTC', '+05:30', '-08:00', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

const SECOND = 1_000_000n;
/** Around changes of clocks, before 1970, in times of local mean time, and where emitted code ends. */
const instants: readonly (bigint | null)[] = [
  ...[0n, -1n, 1n, -999_999n, 999_999n, -1_000_000n, 1_469_501_107_123_456n, null],
  ...[1_459_040_399n, 1_459_040_400n, 1_477_789_199n, 1_477_789_200n, 1_477_792_799n, 1_478_412_000n].map(
    (s) => s * SECOND,
  ),
  ...[1_457_852_399n, 1_457_852_400n, -5_364_662_400n, -1_800_000_000n, 4_102_444_800n].map(
    (s) => s * SECOND + 500_000n,
  ),
  ...[86_399_999_999n, 86_400_000_000n, -86_400_000_001n, 9_000_000_000_000_000n, -8_999_999_999_999_999n],
  ...[
    8_900_000_000_000_000n,
    -8_900_000_000_000_000n,
    9_000_000_000_000_001n,
    -9_007_199_254_740_991n,
    9_007_199_254_740_991n,
    253_402_300_799_999_999n,
  ],
];

const ofMoments = [
  ...['hour(ts)', 'minute(ts)', 'second(ts)', 'extract(second from ts)', "date_part('hour', ts)"],
  ...[
    'year(ts)',
    'quarter(ts)',
    'month(ts)',
    'day(ts)',
    'dayofweek(ts)',
    'weekday(ts)',
    'dayofyear(ts)',
    'weekofyear(ts)',
    'dayname(ts)',
  ],
  ...[
    'to_date(ts)',
    'cast(ts as date)',
    'cast(ts as string)',
    'cast(ts as bigint)',
    'cast(ts as int)',
    'cast(ts as double)',
    'try_cast(ts as int)',
  ],
  ...['unix_timestamp(ts)', 'unix_seconds(ts)', 'unix_millis(ts)', 'unix_micros(ts)', 'to_timestamp(cast(ts as date))'],
  ...[
    'microsecond',
    'millisecond',
    'second',
    'minute',
    'hour',
    'day',
    'DD',
    'week',
    'month',
    'quarter',
    'year',
    'fortnight',
  ].map((unit) => `date_trunc('${unit}', ts)`),
  ...[
    'yyyy-MM-dd HH:mm:ss',
    'HH',
    "yyyy 'm'",
    'EEEE D',
    'G y',
    'hh a',
    'ss.SSS',
    'HH:mm XXX',
    'yyyy-MM-dd HH:mm VV',
    'mm',
    'dd MMM',
  ].map((pattern) => `date_format(ts, '${pattern.replaceAll("'", "''")}')`),
  ...[
    'date_trunc(s, ts)',
    'date_trunc(null, ts)',
    'date_format(ts, null)',
    'hour(ts) * 60 + minute(ts)',
    'if(b, hour(ts), -1)',
  ],
];

describe.each(zones)('moments in %s', (zone) => {
  test.each(ofMoments)('%s', (text) => {
    agrees(text, zone, rowsWith('ts', instants), (each) => Math.abs(Number(valueIn(each, 'ts') ?? 0)) > 8.9e15);
  });

  const days = [
    0,
    -1,
    1,
    16_886,
    16_887,
    17_104,
    17_105,
    -25_567,
    -62_091,
    103_999,
    -104_000,
    104_001,
    2_932_896,
    null,
  ];

  test.each([
    "date_format(dt, 'yyyy HH')",
    'cast(dt as timestamp)',
    'year(dt)',
    'weekofyear(dt)',
    "date_trunc('month', dt)",
    'date_add(dt, i)',
    'date_sub(dt, i)',
    'datediff(dt, ts)',
  ])('%s of days', (text) => {
    agrees(text, zone, rowsWith('dt', days), (each) => Math.abs(Number(valueIn(each, 'dt') ?? 0)) > 103_000);
  });
});

const doubles = [
  ...[
    0, -0, 0.5, -0.5, 1.5, -1.5, 127.9, 128, -128.9, -129, 32_767.5, 2_147_483_647.9, 2_147_483_648, -2_147_483_648.9,
    -2_147_483_649,
  ],
  ...[
    2 ** 53 - 1,
    -(2 ** 53),
    2 ** 63,
    1e300,
    5e-324,
    0.1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    null,
  ],
];
const integers = [
  0n,
  1n,
  -1n,
  127n,
  128n,
  -129n,
  32_768n,
  2_147_483_647n,
  2_147_483_648n,
  -2_147_483_649n,
  16_777_217n,
  9_007_199_254n,
  9_007_199_255n,
  2n ** 53n - 1n,
  null,
];
const numeric = [
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'boolean',
  'string',
  'decimal(5,1)',
  'timestamp',
];

describe('casts of numbers', () => {
  test.each(numeric)('double to %s', (type) => {
    for (const cast of ['cast', 'try_cast']) {
      const isWide = (each: Row) => Math.abs(Number(valueIn(each, 'd') ?? 0)) > 2 ** 33;
      agrees(`${cast}(d as ${type})`, 'UTC', rowsWith('d', doubles), isWide);
      agrees(`${cast}(cast(d as float) as ${type})`, 'UTC', rowsWith('d', doubles), isWide);
    }
  });

  test.each(numeric)('bigint to %s', (type) => {
    for (const cast of ['cast', 'try_cast']) {
      agrees(
        `${cast}(l as ${type})`,
        'UTC',
        rowsWith('l', integers),
        (each) => Number(valueIn(each, 'l')) > 9_007_199_254,
      );
      agrees(`${cast}(try_cast(l as smallint) as ${type})`, 'UTC', rowsWith('l', integers), () => false);
    }
  });

  test.each(numeric.slice(0, 7))('boolean to %s', (type) => {
    agrees(`cast(b as ${type})`, 'UTC', rowsWith('b', [true, false, null]), () => false);
  });

  test.each(['timestamp_seconds', 'timestamp_millis', 'timestamp_micros'])('%s', (name) => {
    agrees(`${name}(l)`, 'UTC', rowsWith('l', integers), (each) => Number(valueIn(each, 'l')) > 9_007_199_254);
  });
});

describe('greatest and least', () => {
  const rows = doubles.flatMap((d) =>
    rowsWith('d', [d]).flatMap((each) => [
      replaced(each, 'f', 1.5),
      replaced(each, 'f', null),
      replaced(each, 'f', Number.NaN),
    ]),
  );
  test.each(['greatest(d, f)', 'least(d, f)', 'greatest(f, d, 0.0D)', 'least(null, d, f)', 'greatest(d, f) > 1'])(
    '%s',
    (text) => {
      agrees(text, 'UTC', rows, () => false);
    },
  );
  test.each([
    "greatest(s, 'a', 'é')",
    "least(s, null, 'b')",
    'least(i, l, id)',
    'greatest(b, false)',
    'least(dt, to_date(ts))',
    'greatest(dec, 3)',
  ])('%s', (text) => {
    agrees(
      text,
      'UTC',
      [row, ...rowsWith('s', ['', 'zz', '😀', '\ufffd', null]), replaced(row, 'b', null), replaced(row, 'i', null)],
      () => false,
    );
  });
});

test('an array has none', () => {
  expect(cannotEmit(resolved('greatest(arr, arr)').expr)).toBe('nested values');
  expect(cannotEmit(resolved('unix_timestamp()').expr)).toBe('the time of the batch');
});

/** The emitted form gives what the interpreter gives, and bails only where that fails or where `mayBail` says so. */
function agrees(text: string, timeZone: string, rows: readonly Row[], mayBail: (each: Row) => boolean): void {
  const { expr } = resolved(text);
  expect(cannotEmit(expr), text).toBeNull();
  const unit = compileTwice(expr, timeZone);
  const compute = interpret(expr, { timeZone, batchTimestampMs: () => 0 });
  let computed = 0;
  for (const each of rows) {
    const emitted = unit.run(each);
    let expected: Value | 'fails';
    try {
      expected = compute(each);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      expected = 'fails';
    }
    const where = `${text} of ${String(rows.indexOf(each))}\n${unit.code}`;
    if (emitted === 'bail') expect(expected === 'fails' || mayBail(each), where).toBe(true);
    else {
      computed++;
      expect(emitted, where).toEqual([expected, expected]);
    }
  }
  expect(computed, `${text} is computed`).toBeGreaterThan(0);
}

function indexOf(column: string): number {
  return schema.findIndex(({ name }) => name === column);
}

function valueIn(each: Row, column: string): Value {
  return each[indexOf(column)] ?? null;
}

function replaced(each: Row, column: string, value: Value): Row {
  return each.map((old, at) => (at === indexOf(column) ? value : old));
}

function rowsWith(column: string, values: readonly Value[]): readonly Row[] {
  return values.map((value) => replaced(row, column, value));
}

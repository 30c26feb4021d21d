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
  STRING,
  struct,
  TIMESTAMP,
  WINDOW,
} from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row, Value } from '../../types/value.ts';

/** Columns that the case tables use. */
export const schema: Schema = [
  column('i', INT),
  column('l', BIGINT),
  column('d', DOUBLE),
  column('f', FLOAT),
  column('dec', decimal(10, 2)),
  column('s', STRING),
  column('b', BOOLEAN),
  column('ts', TIMESTAMP),
  column('dt', DATE),
  { ...column('window', WINDOW), window: true },
  column('arr', array(STRING)),
  column('we ird', INT),
  { ...column('id', INT), nullable: false },
  column('nested', struct([{ name: 'inner', type: struct([{ name: 'leaf', type: STRING }]) }])),
  column('twin', INT),
  column('TWIN', INT),
];

/** 2016-07-26T02:45:07Z, in the window from 2 to 3 o'clock. */
const SECOND = 1_469_501_107;

/** The row for which the tables state results. */
export const row: Row = [
  7,
  9n,
  2.5,
  1.5,
  1250n,
  'Hello',
  true,
  BigInt(SECOND) * 1_000_000n,
  17_008,
  [1_469_498_400_000_000n, 1_469_502_000_000_000n],
  ['x', null, 'y'],
  3,
  1,
  [['leaf']],
  1,
  2,
];

/** Rows on which the emitted form must agree with the interpreter as well. */
export const rows: readonly Row[] = [
  row,
  row.map((value, i) => (schema[i]?.nullable === false ? value : null)),
  odd({ i: -8, l: -1n, d: Number.NaN, f: -0, dec: -1n, s: '', b: false, ts: -1n, dt: -1 }),
  odd({ i: 2147483647, l: 9007199254740991n, d: 1e308, dec: 9_999_999_999n, s: 'a😀%_\u2028\'"`' }),
  odd({ i: -2147483648, l: 9223372036854775807n, d: Number.NEGATIVE_INFINITY, s: null, b: null }),
  odd({ i: 0, l: 0n, d: 0, f: 0, dec: 0n, s: '12', b: null, ts: null, dt: 0 }),
  odd({ i: 0, l: -9007199254740991n, d: -0, s: ' 7 ', dt: null }),
];

function column(name: string, type: DataType) {
  return { name, type, nullable: true };
}

/** `row` with some columns replaced. */
function odd(values: Readonly<Record<string, Value>>): Row {
  return row.map((value, i) => {
    const name = schema[i]?.name ?? '';
    return Object.hasOwn(values, name) ? (values[name] ?? null) : value;
  });
}

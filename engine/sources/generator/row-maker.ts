import { must } from '../../base/assert.ts';
import type { GeneratedColumn, GeneratorScan } from '../../plan/operators/generator-scan.ts';
import type { Row, Value } from '../../types/value.ts';
import { Draws } from './draws.ts';

/** What decides the rows of a generator. */
export type RowRecipe = Pick<GeneratorScan, 'seed' | 'startMicros' | 'stepMicros' | 'disorder' | 'columns'>;

/** Lanes of the row itself; columns have two each behind them, so that a column more changes none of the others. */
const LATE_LANE = 0;
const DELAY_LANE = 1;
const COLUMN_LANES = 2;

/** Makes the row of any number, counted from 0, from its number and the seed alone. */
export function rowMaker(recipe: RowRecipe): (row: number) => Row {
  const draws = new Draws(recipe.seed);
  const eventTime = eventTimeOf(recipe, draws);
  const makers = recipe.columns.map((column, index) => {
    const nullLane = COLUMN_LANES + index * 2;
    const make = column.type === 'event-time' ? eventTime : valueMaker(column, nullLane + 1, draws);
    return column.nulls === 0
      ? make
      : (row: number): Value => (draws.unit(row, nullLane) < column.nulls ? null : make(row));
  });
  return (row) => makers.map((make) => make(row));
}

/** Rows follow one another in equal steps; a late one carries the time of up to `maxDelayMicros` before its place. */
function eventTimeOf({ startMicros, stepMicros, disorder }: RowRecipe, draws: Draws): (row: number) => bigint {
  const { fraction, maxDelayMicros } = disorder;
  return (row) => {
    const onTime = startMicros + BigInt(row) * stepMicros;
    if (fraction === 0 || draws.unit(row, LATE_LANE) >= fraction) return onTime;
    return onTime - part(maxDelayMicros, draws.unit(row, DELAY_LANE));
  };
}

/** From 1 to `whole`, or 0 of nothing. `unit` counts steps of 2^-53. */
function part(whole: bigint, unit: number): bigint {
  return whole === 0n ? 0n : ((BigInt(unit * 2 ** 53) * whole) >> 53n) + 1n;
}

function valueMaker(
  column: Exclude<GeneratedColumn, { type: 'event-time' }>,
  lane: number,
  draws: Draws,
): (row: number) => Value {
  switch (column.type) {
    case 'sequence':
      return (row) => BigInt(column.from) + BigInt(row);
    case 'key':
      return (row) => `${column.prefix}${draws.whole(row, lane, 1, column.count)}`;
    case 'int-range':
      return (row) => BigInt(draws.whole(row, lane, column.min, column.max));
    case 'double-range':
      return (row) => column.min + draws.unit(row, lane) * (column.max - column.min);
    case 'normal':
      return (row) => column.mean + draws.normal(row, lane) * column.deviation;
    case 'choice':
      return chooser(column.values, column.weights ?? column.values.map(() => 1), lane, draws);
  }
}

function chooser(
  values: readonly string[],
  weights: readonly number[],
  lane: number,
  draws: Draws,
): (row: number) => string {
  const upTo: number[] = [];
  let total = 0;
  for (const [index] of values.entries()) {
    total += weights[index] ?? 0;
    upTo.push(total);
  }
  return (row) => {
    const drawn = draws.unit(row, lane) * total;
    const at = upTo.findIndex((bound) => drawn < bound);
    return must(values[at === -1 ? values.length - 1 : at], 'a choice has values');
  };
}

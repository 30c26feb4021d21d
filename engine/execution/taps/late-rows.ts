/**
 * Which rows are behind the watermark, by the engine's own rules (semantics 5.2): what an operator with state goes by where the wire
 * leads to one, and elsewhere the column that carries the event time.
 */
import type { Environment } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import { isStreamingPlan, type LogicalPlan } from '../../plan/logical-plan.ts';
import { eventTimeKey } from '../../plan/operators/aggregate.ts';
import { inputWatermarks, outputWatermark } from '../../plan/watermarks.ts';
import { type Schema, taggedColumns } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { eventTimeReader } from '../event-time.ts';
import type { PlanWire } from './wires.ts';

/** The event time of a row in microseconds; null where it has none. */
export type RowTime = (row: Row) => bigint | null;

/** Reads the time by which rows of a wire are late; null where no watermark is defined for them. */
export function rowTimeOn(wire: PlanWire, environment: Environment): RowTime | null {
  const { from } = wire;
  if (!isStreamingPlan(from)) return null;
  return timeOfGroups(wire, environment) ?? timeOfColumn(from.schema, columnOn(wire));
}

/** Whether `rowTimeOn` gives something. */
export function hasEventTime({ from }: PlanWire): boolean {
  return isStreamingPlan(from) && taggedColumns(from.schema).length > 0;
}

/** The watermark that reaches the wire's target when the query's stands at `globalMs`, in ms. */
export function watermarkOn(plan: LogicalPlan, { into }: PlanWire, globalMs: number): number {
  return into === null ? (outputWatermark(plan, globalMs) ?? 0) : (inputWatermarks(plan, globalMs).get(into) ?? 0);
}

function timeOfGroups({ into }: PlanWire, environment: Environment): RowTime | null {
  if (into?.op !== 'aggregate') return null;
  const key = into.keys[eventTimeKey(into)];
  if (key === undefined) return null;
  const read = eventTimeReader(key.expr.type);
  const evaluate = interpret(key.expr, environment);
  return (row) => read(evaluate(row));
}

function timeOfColumn(schema: Schema, column: number | undefined): RowTime | null {
  if (column === undefined) return null;
  const field = schema[column];
  if (field === undefined) return null;
  const read = eventTimeReader(field.type);
  return (row) => read(row[column] ?? null);
}

function columnOn({ from, into, port }: PlanWire): number | undefined {
  const [ofState] = lateColumnsOf(into, port);
  if (ofState !== undefined) return ofState;
  const tagged = taggedColumns(from.schema);
  // A window is made of the time before it and is what groups behind it go by.
  return tagged.find((index) => from.schema[index]?.window === true) ?? tagged[0];
}

function lateColumnsOf(into: LogicalPlan | null, port: number): readonly number[] {
  if (into?.op === 'deduplicate') return into.lateColumns;
  if (into?.op === 'join') return port === 0 ? into.times.left : into.times.right;
  return [];
}

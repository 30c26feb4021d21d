import { type Aggregate, eventTimeKey } from '../../plan/operators/aggregate.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import { type KeyColumn, NULL_PART } from '../../state/groups/key-column.ts';
import type { Value } from '../../types/value.ts';
import { eventTimeReader } from '../event-time.ts';

/** Groups that are looked at in one go. */
const STEP_GROUPS = 1 << 17;

/**
 * The event times of an aggregation's groups, in microseconds: which of them a watermark has passed. A group is past once its
 * window's end, or its time, is at or below the watermark; a null time never is. The least time is remembered, so that
 * nobody looks at the groups before a watermark has come that far.
 */
export class GroupTimes {
  readonly #index: number;
  readonly #read: ((value: Value) => bigint | null) | null;
  /** At or below all times of the groups; Infinity where none has one. */
  #earliest = Number.POSITIVE_INFINITY;

  constructor(plan: Aggregate) {
    this.#index = eventTimeKey(plan);
    const type = plan.keys[this.#index]?.expr.type;
    this.#read = type === undefined ? null : eventTimeReader(type);
  }

  /** Whether a group of these key values is past a watermark. */
  isPast(keys: readonly Value[], watermarkMs: number): boolean {
    const time = this.#read?.(keys[this.#index] ?? null) ?? null;
    return time !== null && time <= BigInt(watermarkMs) * 1000n;
  }

  /** Tells which groups of a table are past a watermark. */
  pastOf(table: GroupTable, watermarkMs: number): (group: number) => boolean {
    const key = table.keys[this.#index];
    if (key === undefined) return () => false;
    return (group) => this.#isPartPast(key, key.parts[group] as number, watermarkMs);
  }

  /** Takes note of the groups from `from` on. */
  added(table: GroupTable, from: number): void {
    const key = table.keys[this.#index];
    if (key === undefined) return;
    for (let group = from; group < table.size; group++) this.#note(key, key.parts[group] as number);
  }

  /** Forgets everything, then takes note of all groups. */
  reset(table: GroupTable): void {
    this.#earliest = Number.POSITIVE_INFINITY;
    const key = table.keys[this.#index];
    if (key === undefined) return;
    for (let group = 0; group < table.size; group++) {
      if (table.isLive(group)) this.#note(key, key.parts[group] as number);
    }
  }

  /** The groups that are past, in their order; they are taken for gone from now on. In steps of a few milliseconds. */
  *takePast(table: GroupTable, watermarkMs: number): Generator<void, number[]> {
    const past: number[] = [];
    const key = table.keys[this.#index];
    if (key === undefined || watermarkMs * 1000 < this.#earliest) return past;
    this.#earliest = Number.POSITIVE_INFINITY;
    for (let group = 0; group < table.size; group++) {
      if (!table.isLive(group)) continue;
      const part = key.parts[group] as number;
      if (this.#isPartPast(key, part, watermarkMs)) past.push(group);
      else this.#note(key, part);
      if (group % STEP_GROUPS === STEP_GROUPS - 1) yield;
    }
    return past;
  }

  #isPartPast(key: KeyColumn, part: number, watermarkMs: number): boolean {
    const time = key.eventTimeOf(part);
    // The product may be rounded, but only beyond the safe integers, where it is above every such time anyway.
    if (!Number.isNaN(time)) return time <= watermarkMs * 1000;
    const exact = this.#read?.(key.valueOf(part)) ?? null;
    return exact !== null && exact <= BigInt(watermarkMs) * 1000n;
  }

  #note(key: KeyColumn, part: number): void {
    if (part === NULL_PART) return;
    const time = key.eventTimeOf(part);
    // A time that is no safe integer is rare enough to be looked at each time.
    this.#earliest = Math.min(this.#earliest, Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time);
  }
}

import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import type { Environment } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import { sampledBytes, valueBytes } from '../../state/groups/value-bytes.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';

/** An entry of the map, the group and the head of its key text. */
const GROUP_BYTES = 120;

/** One group of a micro-batch, before it meets the state: its key values and a buffer for each aggregate. */
export interface PartialGroup {
  readonly keyText: string;
  readonly keys: readonly Value[];
  readonly buffers: readonly AggregateBuffer[];
}

/** Aggregates the rows of one micro-batch by key. Groups keep the order in which their first rows came. */
export class PartialAggregation {
  readonly #groups = new Map<string, PartialGroup>();
  readonly #buffers: (readonly AggregateBuffer[])[] = [];
  #keyBytes = 0;
  readonly #plan: Aggregate;
  readonly #keys: readonly ((row: Row) => Value)[];
  readonly #arguments: readonly (readonly ((row: Row) => Value)[])[];
  readonly #keyText: (keys: readonly Value[]) => string;

  constructor(plan: Aggregate, environment: Environment) {
    this.#plan = plan;
    this.#keys = plan.keys.map(({ expr }) => interpret(expr, environment));
    this.#arguments = plan.calls.map(({ args }) => args.map((arg) => interpret(arg, environment)));
    this.#keyText = makeGroupKey(plan.keys.map(({ expr }) => expr.type));
  }

  /** Forgets the groups of the last batch. */
  clear(): void {
    this.#groups.clear();
    this.#buffers.length = 0;
    this.#keyBytes = 0;
  }

  add(row: Row): void {
    this.update(this.groupOfRow(row), row);
  }

  /** The group that a row belongs to, made when it is new. */
  groupOfRow(row: Row): PartialGroup {
    return this.groupOf(this.#keys.map((key) => key(row)));
  }

  /** Adds a row to its own group. */
  update(group: PartialGroup, row: Row): void {
    this.#plan.calls.forEach((call, index) => {
      const buffer = group.buffers[index];
      const args = this.#arguments[index];
      if (buffer === undefined || args === undefined) return;
      call.aggregate.update(
        buffer,
        args.map((arg) => arg(row)),
      );
    });
  }

  /** The group of these key values, made when it is new. */
  groupOf(keys: readonly Value[]): PartialGroup {
    const keyText = this.#keyText(keys);
    const known = this.#groups.get(keyText);
    if (known !== undefined) return known;
    const group = { keyText, keys, buffers: this.#plan.calls.map((call) => call.aggregate.initial()) };
    this.#groups.set(keyText, group);
    this.#buffers.push(group.buffers);
    this.#keyBytes += GROUP_BYTES + keyText.length + valueBytes(keys);
    return group;
  }

  get groups(): IterableIterator<PartialGroup> {
    return this.#groups.values();
  }

  get size(): number {
    return this.#groups.size;
  }

  /** What the groups take, estimated. */
  get memoryBytes(): number {
    return this.#keyBytes + sampledBytes(this.#buffers);
  }
}

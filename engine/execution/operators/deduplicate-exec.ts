/**
 * Lets the first row of each key pass (semantics 8). The keys that have passed are the state. `dropDuplicates` forgets a key
 * once the watermark has passed the event time in it, if there is one in it; `dropDuplicatesWithinWatermark` forgets it once
 * the watermark has passed the first row's time and the delay. In batch mode there is nothing to remember or forget. A queue by
 * time finds the keys to forget without looking at any others.
 */
import { must } from '../../base/assert.ts';
import type { Deduplicate } from '../../plan/operators/deduplicate.ts';
import { type MemoryAccount, unlimitedAccount } from '../../state/memory-budget.ts';
import { RowSizes } from '../../state/row-memory.ts';
import { StateStore } from '../../state/state-store.ts';
import type { StateTable } from '../../state/state-table.ts';
import { StoredTable } from '../../state/stored-table.ts';
import { TimeQueue } from '../../state/time-queue.ts';
import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Row, Value } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import { eventTimeReader } from '../event-time.ts';
import type { QueryScope, StatefulExec } from '../operator-exec.ts';
import type { RowSink } from '../row-sink.ts';
import { StateTimes } from './state-times.ts';

/** New keys between two looks at what they take. */
const ACCOUNT_EVERY = 1024;
/** Keys that are forgotten between two rests. */
const STEP_KEYS = 512;

/** What one batch does, counted. */
interface Batch {
  readonly scope: BatchScope;
  updated: number;
  late: number;
  duplicates: number;
}

interface SeenKey {
  readonly values: readonly Value[];
  /** The key is forgotten once the watermark, in microseconds, has reached this; null: never. */
  readonly forgetAt: bigint | null;
}

export class DeduplicateExec implements StatefulExec {
  readonly tables: readonly StateTable[];
  readonly #plan: Deduplicate;
  readonly #query: QueryScope;
  readonly #keyTypes;
  readonly #keyText: (values: readonly Value[]) => string;
  /** Event time of a row in microseconds; null where late rows cannot be told. */
  readonly #timeOf: ((row: Row) => bigint | null) | null;
  readonly #state = new StateStore<SeenKey>();
  /** Texts of the keys that will be forgotten; also of some that no longer are there. */
  readonly #toForget = new TimeQueue<string>();
  readonly #memory: MemoryAccount;
  readonly #sizes = new RowSizes();
  readonly #times: StateTimes;

  constructor(plan: Deduplicate, query: QueryScope) {
    this.#plan = plan;
    this.#query = query;
    this.#keyTypes = plan.columns.map((index) => plan.schema[index]?.type ?? STRING);
    this.#keyText = makeGroupKey(this.#keyTypes);
    const [tagged] = plan.lateColumns;
    const read = tagged === undefined ? null : eventTimeReader(plan.schema[tagged]?.type ?? STRING);
    this.#timeOf = tagged === undefined || read === null ? null : (row) => read(row[tagged] ?? null);
    this.#times = new StateTimes(query.clock);
    this.#memory = query.memory?.account(plan.nodeId) ?? unlimitedAccount;
    this.tables = [this.#table()];
  }

  get wantsNoDataBatches(): boolean {
    return this.#query.isStreaming;
  }

  open(scope: BatchScope, output: RowSink): RowSink {
    const count = scope.countOf(this.#plan.nodeId);
    const lateMicros = BigInt(scope.plan.lateWatermarkMs) * 1000n;
    const batch: Batch = { scope, updated: 0, late: 0, duplicates: 0 };
    this.#times.start();
    const isNew = (row: Row): boolean => {
      const time = this.#query.isStreaming ? (this.#timeOf?.(row) ?? null) : null;
      if (time !== null && time <= lateMicros) {
        batch.late++;
        return false;
      }
      const values = this.#plan.columns.map((index) => row[index] ?? null);
      const text = this.#keyText(values);
      if (this.#state.get(text) !== undefined) {
        batch.duplicates++;
        return false;
      }
      batch.updated++;
      this.#remember(text, { values, forgetAt: this.#forgetAt(time) });
      if (batch.updated % ACCOUNT_EVERY === 0) this.#memory.set(this.#bytes);
      return true;
    };
    return {
      push: (row) => {
        count.in++;
        if (!isNew(row)) return;
        count.out++;
        output.push(row);
      },
      end: () => scope.later(this.#ending(batch, output)),
    };
  }

  *#ending({ scope, updated, late, duplicates }: Batch, output: RowSink): Generator<void> {
    yield* this.#state.settle();
    this.#times.updated();
    const removing = this.#times.beginRemoving();
    const removed = yield* this.#evict(BigInt(scope.plan.evictWatermarkMs) * 1000n);
    removing.end();
    this.#memory.set(this.#bytes);
    scope.reportState(
      this.#times.timed({
        operatorName: this.#plan.withinWatermark ? 'dedupeWithinWatermark' : 'dedupe',
        numRowsTotal: this.#state.size,
        numRowsUpdated: updated,
        numRowsRemoved: removed,
        memoryUsedBytes: this.#bytes,
        numRowsDroppedByWatermark: late,
        customMetrics: { numDroppedDuplicateRows: duplicates },
      }),
    );
    output.end();
  }

  commit(): void {
    this.#times.committing(() => {
      if (this.#query.isStreaming) this.#state.commit();
      else this.#state.abort();
      this.#toForget.commit();
    });
    this.#memory.set(this.#bytes);
  }

  abort(): void {
    this.#state.abort();
    this.#toForget.abort();
    this.#memory.set(this.#bytes);
  }

  #table(): StateTable {
    const key = this.#plan.columns.map((index) => {
      const { name, type } = must(this.#plan.schema[index], 'a column of the key');
      return { name, type };
    });
    const form = { name: 'keys', key, value: [{ name: 'forgetAt', type: TIMESTAMP }] };
    return new StoredTable(form, this.#state, {
      keyOf: ({ values }) => values,
      valueOf: ({ forgetAt }) => [forgetAt],
      textOf: this.#keyText,
      cleared: () => {
        this.#toForget.clear();
        this.#sizes.clear();
      },
      restore: (text, values, saved) => {
        // The queue may hold a key that is gone, as it does while batches run.
        if (saved === null) {
          this.#state.drop(text);
          return;
        }
        const entry = { values, forgetAt: (saved[0] ?? null) as bigint | null };
        this.#state.restore(text, entry);
        this.#noted(text, entry);
      },
      restored: () => this.#memory.set(this.#bytes),
    });
  }

  /** An estimate: an entry of the map, and the key twice, as values and as a text. */
  get #bytes(): number {
    return this.#state.size * (112 + Math.max(2 * this.#sizes.bytesEach, 16 * this.#keyTypes.length));
  }

  #remember(text: string, key: SeenKey): void {
    this.#state.put(text, key);
    this.#noted(text, key);
  }

  /** What is kept beside the state of a key that has come. */
  #noted(text: string, key: SeenKey): void {
    this.#sizes.note(key.values);
    if (key.forgetAt !== null && this.#canForget) this.#toForget.add(key.forgetAt, text);
  }

  get #canForget(): boolean {
    return this.#timeOf !== null && this.#query.isStreaming;
  }

  #forgetAt(time: bigint | null): bigint | null {
    const [tagged] = this.#plan.lateColumns;
    if (tagged === undefined) return null;
    if (!this.#plan.withinWatermark) return this.#plan.columns.includes(tagged) ? time : null;
    const delayMs = this.#plan.schema[tagged]?.eventTime?.delayMs ?? 0;
    // Spark reads a null time as 0 here.
    return (time ?? 0n) + BigInt(delayMs) * 1000n;
  }

  *#evict(watermarkMicros: bigint): Generator<void, number> {
    if (!this.#canForget) return 0;
    let removed = 0;
    let looks = 0;
    for (const text of this.#toForget.takeUntil(watermarkMicros)) {
      if (++looks % STEP_KEYS === 0) yield;
      // A batch that was undone leaves its texts in the queue; the key may have come again since, for another time.
      const forgetAt = this.#state.get(text)?.forgetAt ?? null;
      if (forgetAt === null || forgetAt > watermarkMicros) continue;
      this.#state.remove(text);
      removed++;
    }
    return removed;
  }
}

import { EngineError } from '../../base/errors/engine-error.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { Pacer } from '../pacer.ts';
import type { Offset, ReadLimit, RecordSink, Source } from '../source.ts';
import { readRows } from './check-rows.ts';

export interface RowsSourceSettings {
  readonly nodeId: string;
  readonly schema: Schema;
  /** Row objects by the JSON rules of semantics 2.2; one array a trigger. */
  readonly batches: readonly (readonly unknown[])[];
  readonly timeZone: string;
}

/** A source whose rows stand in the pipeline itself. */
export interface RowsSource extends Source {
  /** Whether every entry of `batches` has been offered, the empty ones too. */
  readonly exhausted: boolean;
}

/**
 * Hands out written rows, one entry of `batches` a trigger. Offsets are `{"offset": n}`: n is the last entry that was
 * taken. An empty entry is a trigger that finds no new data: that poll of `latestOffset` gives the start again, and the next
 * one looks at the next entry. With no limit all entries come at once.
 */
export function createRowsSource(settings: RowsSourceSettings): RowsSource {
  return new RowsSourceRun(settings);
}

class RowsSourceRun implements RowsSource {
  readonly nodeId: string;
  readonly schema: Schema;
  readonly description: string;
  readonly #settings: RowsSourceSettings;
  readonly #batches: readonly (readonly Row[])[];
  readonly #problems: ReturnType<typeof readRows>['problems'];
  /** The first entry that no poll has looked at. */
  #next = 0;

  constructor(settings: RowsSourceSettings) {
    this.#settings = settings;
    this.nodeId = settings.nodeId;
    this.schema = settings.schema;
    this.description = `MemoryStream[${settings.schema.map(({ name }, i) => `${name}#${i + 1}`).join(',')}]`;
    const { batches, problems } = readRows(settings.schema, settings.batches, settings.timeZone);
    this.#batches = batches;
    this.#problems = problems;
  }

  get exhausted(): boolean {
    return this.#next >= this.#batches.length;
  }

  /** Throws the first problem that `checkRows` calls an error. */
  async prepare(): Promise<void> {
    const wrong = this.#problems.find(({ severity }) => severity === 'error');
    if (wrong === undefined) return;
    throw new EngineError(wrong.code, wrong.params, { nodeId: this.#settings.nodeId, setting: wrong.setting });
  }

  async freeze(): Promise<void> {
    // The rows were fixed when the pipeline was written.
  }

  stepWith(offsets: readonly (Offset | null)[]): void {
    this.#next = Math.max(this.#next, ...offsets.map((offset) => indexOf(offset) + 1));
  }

  async latestOffset(start: Offset | null, limit: ReadLimit): Promise<Offset | null> {
    // After a restart the entries up to `start` were taken by the run before.
    const after = indexOf(start) + 1;
    // A static side is looked at anew each time, so a look without limit does not depend on those before it.
    this.#next = limit === 'unlimited' ? after : Math.max(this.#next, after);
    if (this.exhausted) return start;
    const first = this.#next;
    this.#next = limit === 'unlimited' ? this.#batches.length : first + 1;
    for (let entry = this.#next - 1; entry >= first; entry--) {
      if ((this.#batches[entry]?.length ?? 0) > 0) return { offset: entry };
    }
    return start;
  }

  async read(start: Offset | null, end: Offset, sink: RecordSink, signal: AbortSignal): Promise<void> {
    const pacer = new Pacer(signal);
    pacer.check();
    for (const batch of this.#batches.slice(indexOf(start) + 1, indexOf(end) + 1)) {
      for (const row of batch) {
        if (pacer.isDueBeforeRow()) await pacer.rest();
        sink.record([...row]);
      }
    }
  }

  async commit(): Promise<void> {
    // Nothing to let go of: the rows belong to the pipeline.
  }
}

function indexOf(offset: Offset | null): number {
  return offset === null ? -1 : Number(offset.offset);
}

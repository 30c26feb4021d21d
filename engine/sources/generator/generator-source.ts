import type { GeneratorScan } from '../../plan/operators/generator-scan.ts';
import type { Schema } from '../../types/schema.ts';
import { Pacer } from '../pacer.ts';
import type { Offset, ReadLimit, RecordSink, Source } from '../source.ts';
import { rowMaker } from './row-maker.ts';

export interface GeneratorSourceSettings extends Omit<GeneratorScan, 'op'> {}

/**
 * Events made from a seed, some of them late. Each trigger makes `rowsPerBatch` rows; offsets are `{"offset": n}`: n is the last
 * batch of rows that was made. A row follows from its number and the seed alone: the same settings give the same rows at
 * any time on any machine, and any range can be made again by itself.
 *
 * With no limit all batches come at once; where they are without end, one does, and a query that takes what is available
 * takes that one too, like Spark's rate source by micro-batch (semantics 13).
 */
export function createGeneratorSource(settings: GeneratorSourceSettings): Source {
  return new GeneratorSourceRun(settings);
}

class GeneratorSourceRun implements Source {
  readonly nodeId: string;
  readonly description: string;
  readonly schema: Schema;
  readonly #settings: GeneratorSourceSettings;
  readonly #makeRow: ReturnType<typeof rowMaker>;
  #isFrozen = false;
  /** The last batch of rows that a frozen source offers; null before it is known. */
  #lastBatch: number | null = null;

  constructor(settings: GeneratorSourceSettings) {
    this.#settings = settings;
    this.nodeId = settings.nodeId;
    this.schema = settings.schema;
    this.description = `Generator[seed=${settings.seed}, rowsPerBatch=${settings.rowsPerBatch}]`;
    this.#makeRow = rowMaker(settings);
  }

  async prepare(): Promise<void> {
    // Nothing outside is needed.
  }

  async freeze(): Promise<void> {
    this.#isFrozen = true;
  }

  async latestOffset(start: Offset | null, limit: ReadLimit): Promise<Offset | null> {
    const next = batchAfter(start);
    if (this.#isFrozen) this.#lastBatch ??= this.#end(next);
    const last = this.#lastBatch ?? this.#end(next);
    if (next > last) return start;
    return { offset: limit === 'unlimited' ? last : next };
  }

  async read(start: Offset | null, end: Offset, sink: RecordSink, signal: AbortSignal): Promise<void> {
    const pacer = new Pacer(signal);
    pacer.check();
    const { rowsPerBatch } = this.#settings;
    const stop = batchAfter(end) * rowsPerBatch;
    for (let row = batchAfter(start) * rowsPerBatch; row < stop; row++) {
      if (pacer.isDueBeforeRow()) await pacer.rest();
      sink.record(this.#makeRow(row));
    }
  }

  async commit(): Promise<void> {
    // Every range can be made again.
  }

  #end(next: number): number {
    return this.#settings.batches === null ? next : this.#settings.batches - 1;
  }
}

function batchAfter(offset: Offset | null): number {
  return offset === null ? 0 : Number(offset.offset) + 1;
}

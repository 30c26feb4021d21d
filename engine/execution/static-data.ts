import type { Offset, RecordSink, Source } from '../sources/source.ts';

/**
 * A source that is no stream: each micro-batch reads it whole. As on Spark what belongs to it is settled at the first look, so
 * that a file that comes later is not seen and a changed one is read as it is then (semantics 9.1).
 */
export class StaticData {
  readonly #source: Source;
  #end: Offset | null | undefined;

  /** @param source one that has read nothing yet */
  constructor(source: Source) {
    this.#source = source;
  }

  /** Feeds all records into `sink`. Throws as `Source.prepare` and `Source.read` do. */
  async read(sink: RecordSink, signal: AbortSignal): Promise<void> {
    if (this.#end === undefined) {
      await this.#source.prepare();
      this.#end = await this.#source.latestOffset(null, 'unlimited');
    }
    if (this.#end !== null) await this.#source.read(null, this.#end, sink, signal);
  }
}

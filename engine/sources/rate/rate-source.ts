import type { Clock } from '../../base/clock.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { RATE_SCHEMA } from '../../plan/operators/rate-scan.ts';
import { BIGINT_MAX } from '../../types/integer-range.ts';
import type { DatedSource } from '../dated-source.ts';
import { Pacer } from '../pacer.ts';
import type { Offset, RecordSink } from '../source.ts';
import { type Rate, valueAtSecond } from './rate-values.ts';

export interface RateSourceSettings extends Rate {
  readonly nodeId: string;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}

/**
 * Spark's rate source (semantics 13): rows by the clock, columns `timestamp` and `value`. Offsets are `{"offset": s}`: all rows of
 * the `s` whole seconds since the query was first started. The first one is 0, so a new query begins with a micro-batch without
 * rows, as on Spark; after a pause everything that fell due comes in one.
 */
export function createRateSource(settings: RateSourceSettings): DatedSource {
  return new RateSourceRun(settings);
}

class RateSourceRun implements DatedSource {
  readonly nodeId: string;
  readonly description: string;
  readonly schema = RATE_SCHEMA;
  readonly supportsAvailableNow = false;
  readonly reportsLatestOffset = true;
  readonly #settings: RateSourceSettings;
  #createdMs = 0;
  /** The source's own time, and the monotonic clock when it was that. */
  #timeMs = 0;
  #monotonicMs = 0;
  /** Seconds after which no row is offered any more. */
  #frozenAt = Number.POSITIVE_INFINITY;

  constructor(settings: RateSourceSettings) {
    const { nodeId, rowsPerSecond, rampUpSeconds } = settings;
    this.#settings = settings;
    this.nodeId = nodeId;
    // Spark's own text has no bracket at its end.
    this.description = `RateStreamV2[rowsPerSecond=${rowsPerSecond}, rampUpTimeSeconds=${rampUpSeconds}, numPartitions=default`;
  }

  get createdMs(): number {
    return this.#createdMs;
  }

  restoreCreated(createdMs: number): void {
    this.#createdMs = createdMs;
  }

  async prepare(): Promise<void> {
    this.#createdMs = this.#settings.clock.now();
    this.#timeMs = this.#createdMs;
    this.#monotonicMs = this.#settings.clock.monotonic();
  }

  async freeze(): Promise<void> {
    this.#frozenAt = this.#secondsNow();
  }

  async latestOffset(start: Offset | null): Promise<Offset> {
    // An earlier run may have gone by a clock that was ahead of this one.
    this.#timeMs = Math.max(this.#timeMs, this.#createdMs + secondsOf(start) * 1000);
    return { offset: Math.max(secondsOf(start), Math.min(this.#secondsNow(), this.#frozenAt)) };
  }

  /** Throws SRC-140 when the values have outgrown their column. */
  async read(start: Offset | null, end: Offset, sink: RecordSink, signal: AbortSignal): Promise<void> {
    const pacer = new Pacer(signal);
    pacer.check();
    const from = secondsOf(start);
    const to = secondsOf(end);
    const first = valueAtSecond(from, this.#settings);
    const count = valueAtSecond(to, this.#settings) - first;
    if (first + count > BIGINT_MAX) {
      throw new EngineError('SRC-140', { seconds: to }, { nodeId: this.nodeId, setting: 'rowsPerSecond' });
    }
    const firstMs = this.#createdMs + from * 1000;
    const msPerRow = ((to - from) * 1000) / Number(count);
    for (let row = 0; row < count; row++) {
      if (pacer.isDueBeforeRow()) await pacer.rest();
      sink.record([BigInt(firstMs + Math.round(row * msPerRow)) * 1000n, first + BigInt(row)]);
    }
  }

  async commit(): Promise<void> {
    // Every range can be made again.
  }

  /** Follows the clock; one that is set back takes no rows back and holds none up, since time goes on as fast as it passes. */
  #secondsNow(): number {
    const { clock } = this.#settings;
    const monotonicMs = clock.monotonic();
    this.#timeMs = Math.max(clock.now(), this.#timeMs + monotonicMs - this.#monotonicMs);
    this.#monotonicMs = monotonicMs;
    return Math.max(0, Math.floor((this.#timeMs - this.#createdMs) / 1000));
  }
}

function secondsOf(offset: Offset | null): number {
  return offset === null ? 0 : Number(offset.offset);
}

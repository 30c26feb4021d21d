import { describe, expect, it } from 'vitest';
import { CancelledError } from '../base/errors/engine-error.ts';
import type { GeneratorScan } from '../plan/operators/generator-scan.ts';
import { BIGINT } from '../types/data-type.ts';
import { createGeneratorSource } from './generator/generator-source.ts';
import { Pacer } from './pacer.ts';
import { createRateSource } from './rate/rate-source.ts';
import { createRowsSource } from './rows/rows-source.ts';
import type { RecordSink, Source } from './source.ts';

const COUNT = 2000;

/** Keeps the thread busy with each row from the `slowFrom`th on, as a join does that finds many partners; counts them. */
class BusySink implements RecordSink {
  rows = 0;
  readonly #slowFrom: number;

  constructor(slowFrom: number) {
    this.#slowFrom = slowFrom;
  }

  record(): void {
    if (++this.rows <= this.#slowFrom) return;
    for (const began = performance.now(); performance.now() - began < 11; );
  }

  malformed(): void {}
}

const schema: GeneratorScan['schema'] = [{ name: 'n', type: BIGINT, nullable: true }];
const sources: Readonly<Record<string, () => Source>> = {
  generator: () =>
    createGeneratorSource({
      nodeId: 'source',
      schema,
      seed: 1,
      rowsPerBatch: COUNT,
      batches: 1,
      startMicros: 0n,
      stepMicros: 1n,
      disorder: { fraction: 0, maxDelayMicros: 0n },
      columns: [{ name: 'n', type: 'sequence', from: 0, nulls: 0 }],
    }),
  rate: () =>
    createRateSource({
      nodeId: 'source',
      rowsPerSecond: COUNT,
      rampUpSeconds: 0,
      clock: { now: () => 0, monotonic: () => 0 },
    }),
  rows: () =>
    createRowsSource({
      nodeId: 'source',
      schema,
      batches: [Array.from({ length: COUNT }, (_, n) => ({ n }))],
      timeZone: 'UTC',
    }),
};

describe.each(Object.entries(sources))('rows of a %s source', (name, make) => {
  it.each([0, 1, 5, 100])('that are slow behind %i fast ones hold nothing up for long', async (slowFrom) => {
    const stop = new AbortController();
    const sink = new BusySink(slowFrom);
    setImmediate(() => stop.abort());
    const start = name === 'rate' ? { offset: 0 } : null;
    const reading = make().read(start, { offset: name === 'rate' ? 1 : 0 }, sink, stop.signal);
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
    expect(sink.rows).toBeLessThanOrEqual(slowFrom + 16);
  });
});

it('a row after which the run was stopped is the last of a few', () => {
  const stop = new AbortController();
  const pacer = new Pacer(stop.signal);
  for (let row = 0; row < 50; row++) pacer.isDueBeforeRow();
  stop.abort();
  const looks = Array.from({ length: 8 }, () => pacer.isDueBeforeRow());
  expect(looks).toContain(true);
});

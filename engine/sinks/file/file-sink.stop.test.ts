import { afterEach, beforeEach, expect, test } from 'vitest';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { SinkBench } from '../../testing/file-sink/sink-bench.ts';
import type { Row } from '../../types/value.ts';

let target: SinkBench;
beforeEach(() => {
  target = new SinkBench();
});
afterEach(() => target.remove());

const many: Row[] = Array.from({ length: 100_000 }, (_, i) => [i, `some text ${i % 7}`]);

test.each([
  ['json', []],
  ['csv', []],
  ['parquet', []],
  ['json', ['p']],
] as const)(
  'a stop amid a batch of %s files, by %j, leaves nothing that counts, and the batch can come again',
  async (format, partitionBy) => {
    const sink = await target.startedAt(0, false, { format, partitionBy });
    const controller = new AbortController();
    const adding = sink.addBatch(0, many, 'append', controller.signal);
    setImmediate(() => controller.abort());
    await expect(adding).rejects.toBeInstanceOf(CancelledError);
    expect(target.logs().filter((name) => /^\d/.test(name))).toEqual([]);
    await sink.stop();
    const again = await target.startedAt(0, true, { format, partitionBy });
    await again.addBatch(0, many, 'append');
    expect(again.latestBatch).toBe(0);
    expect(target.logs().filter((name) => /^\d/.test(name))).toEqual(['0']);
    await again.stop();
  },
);

test('a stop that comes before a batch keeps it from being begun', async () => {
  const sink = await target.startedAt(0);
  await expect(sink.addBatch(0, [[1, 'a']], 'append', AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  expect(sink.latestBatch).toBe(-1);
});

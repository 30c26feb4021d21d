import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Disk } from '../../base/disk.ts';
import { nodeDisk } from '../../platform/node-disk.ts';
import { createFileSource } from '../../sources/file/file-source.ts';
import type { Offset } from '../../sources/source.ts';
import { CollectingSink } from '../../sources/testing/collecting-sink.ts';
import { fileSettings } from '../../sources/testing/decode-bytes.ts';
import { add, SinkBench } from '../../testing/file-sink/sink-bench.ts';

let target: SinkBench;
beforeEach(() => {
  target = new SinkBench();
});
afterEach(() => target.remove());

/** Forces nothing out: what outlasts a power cut is not what these tests are about. */
const quickDisk: Disk = {
  ...nodeDisk,
  async create(path) {
    const file = await nodeDisk.create(path);
    return { write: (bytes) => file.write(bytes), sync: async () => undefined, close: () => file.close() };
  },
  sync: async () => undefined,
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

function sourceOf(streaming: boolean) {
  return createFileSource(fileSettings({ path: target.path, schema: target.schema, streaming }));
}

/** The ids of the rows of what has come since `start`, and where that ends. */
async function readOn(source: ReturnType<typeof sourceOf>, start: Offset | null) {
  const end = await source.latestOffset(start, 'configured');
  if (end === null || JSON.stringify(end) === JSON.stringify(start)) return { ids: [], end: start };
  const sink = new CollectingSink();
  await source.read(start, end, sink, new AbortController().signal);
  return { ids: sink.rows.map((row) => row?.[0]), end };
}

test.each([[[]], [['p']]])(
  'a stream that reads along sees each row once, through compaction and purge (partitioned by %j)',
  async (partitionBy) => {
    const batches = 135;
    const sink = await target.startedAt(0, false, { partitionBy }, quickDisk);
    const source = sourceOf(true);
    await source.prepare();
    let isWritten = false;
    let polls = 0;
    const writing = (async () => {
      for (let batch = 0; batch < batches; batch++) {
        target.put(`part-00000-orphan${batch}-c000.json`, '{"id":-1}\n');
        await add(sink, batch, [batch * 2, 'a'], [batch * 2 + 1, 'b']);
        // The reader comes to its turn, in the middle of ten batches too.
        for (const before = polls; batch % 15 === 7 && polls === before; ) await turn();
      }
      isWritten = true;
    })();
    const ids: unknown[] = [];
    let start: Offset | null = null;
    for (let isLast = false; ; ) {
      const { ids: more, end } = await readOn(source, start);
      ids.push(...more);
      start = end;
      if (more.length > 0) polls++;
      if (isLast) break;
      isLast = isWritten;
    }
    await writing;
    expect(ids.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: batches * 2 }, (_, i) => i));
    expect(polls).toBeGreaterThan(5);
    expect(target.logs()).not.toContain('9.compact');
    const again = await readOn(sourceOf(false), null);
    expect(again.ids).toHaveLength(batches * 2);
  },
);

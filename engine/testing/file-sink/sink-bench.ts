import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from '../../base/disk.ts';
import { nodeDisk } from '../../platform/node-disk.ts';
import { FileSink, type FileSinkSettings } from '../../sinks/file/file-sink.ts';
import type { SinkRun } from '../../sinks/sink.ts';
import { INT, STRING } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { TempTarget } from './temp-target.ts';

export const benchSchema: Schema = [
  { name: 'id', type: INT, nullable: true },
  { name: 'p', type: STRING, nullable: true },
];

/** File sinks on one temporary target, with the columns `id int, p string` and names of files that a test can foretell. */
export class SinkBench extends TempTarget {
  readonly schema = benchSchema;
  #uuids = 0;

  /** A sink of JSON files in a stream, unless `changes` say otherwise. */
  sinkOf(changes: Partial<FileSinkSettings> = {}, disk: Disk = nodeDisk): FileSink {
    return new FileSink(
      {
        nodeId: 'out',
        path: this.path,
        format: 'json',
        partitionBy: [],
        options: {},
        schema: this.schema,
        timeZone: 'UTC',
        isStreaming: true,
        ...changes,
      },
      { disk, random: { uuid: () => `uuid${++this.#uuids}` } },
    );
  }

  /** A sink that is ready for batch `nextBatchId` of a query, which an earlier run may have planned. */
  async startedAt(
    nextBatchId: number,
    isRerun = false,
    changes: Partial<FileSinkSettings> = {},
    disk: Disk = nodeDisk,
  ): Promise<FileSink> {
    const sink = this.sinkOf(changes, disk);
    await sink.prepare(runAt(nextBatchId, isRerun));
    return sink;
  }

  /** Has a sink write batches `0` to `count - 1`, batch n with row n. */
  async written(count: number, changes: Partial<FileSinkSettings> = {}): Promise<void> {
    const sink = await this.startedAt(0, false, changes);
    for (let batch = 0; batch < count; batch++) await add(sink, batch, [batch, 'a']);
  }

  /** Names in the log's folder, hidden ones too, sorted. */
  logs(): string[] {
    return readdirSync(join(this.path, '_spark_metadata')).sort();
  }
}

export function runAt(nextBatchId: number, isRerun = false, queryId = 'query-1'): SinkRun {
  return { hasCheckpoint: true, queryId, nextBatchId, isRerun };
}

/** Hands a batch over. */
export function add(sink: FileSink, batchId: number, ...rows: Row[]): Promise<void> {
  return sink.addBatch(batchId, rows, 'append');
}

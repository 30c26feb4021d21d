/** Sinks whose rows are on a disk that may fail, and what a reader finds of them there. */
import { must } from '../../engine/base/assert.ts';
import type { Disk } from '../../engine/base/disk.ts';
import { createFile, makeFolderDurably } from '../../engine/base/durable-files.ts';
import type { Random } from '../../engine/base/random.ts';
import { checkWritten } from '../../engine/nodes/file-sink/written-columns.ts';
import { diskFailure } from '../../engine/sinks/file/disk-failure.ts';
import { FileSink } from '../../engine/sinks/file/file-sink.ts';
import type { Sink } from '../../engine/sinks/sink.ts';
import type { FaultDisk } from '../../engine/testing/fault-disk.ts';
import { toJsonValue } from '../../engine/types/json-value.ts';
import { type RowBatch, rowsOf } from '../../engine/types/row-batch.ts';
import type { Schema } from '../../engine/types/schema.ts';

/** A kind of sink that outlives its process. */
export interface KeptSink {
  create(disk: Disk, random: Random): Sink;
  /** What a reader finds, by batch, as text. */
  read(disk: FaultDisk): ReadonlyMap<number, string>;
}

/** How to write rows of a schema: by the file sink where it can, since its own order of writes is at stake. */
export function keptSink(nodeId: string, schema: Schema, isAppend: boolean, timeZone: string): KeptSink {
  let canBeJson = schema.length > 0;
  checkWritten({ report: () => (canBeJson = false) }, schema, 'json');
  return isAppend && canBeJson ? jsonFiles(nodeId, schema, timeZone) : batchFiles(nodeId, schema);
}

const OUT = '/out';

function jsonFiles(nodeId: string, schema: Schema, timeZone: string): KeptSink {
  const settings = {
    nodeId,
    path: OUT,
    format: 'json',
    partitionBy: [],
    options: {},
    schema,
    timeZone,
    isStreaming: true,
  } as const;
  return { create: (disk, random) => new FileSink(settings, { disk, random }), read: readLogged };
}

/** The rows of each batch, as Spark reads the folder: what the log `_spark_metadata` names, and nothing else. */
function readLogged(disk: FaultDisk): ReadonlyMap<number, string> {
  const files = disk.files();
  const folder = `${OUT}/_spark_metadata/`;
  const logs = [...files.keys()]
    .filter((path) => path.startsWith(folder) && /^\d+(\.compact)?$/.test(path.slice(folder.length)))
    .map((path) => ({ path, batchId: Number.parseInt(path.slice(folder.length), 10) }))
    .sort((a, b) => a.batchId - b.batchId);
  const batches = new Map<number, string>();
  const seen = new Set<string>();
  for (const { path, batchId } of logs) {
    const [version, ...entries] = textOf(files, path).split('\n');
    const fresh = entries.filter((entry) => !seen.has(entry));
    for (const entry of fresh) seen.add(entry);
    const named = fresh.map((entry) =>
      decodeURIComponent(new URL((JSON.parse(entry) as { path: string }).path).pathname),
    );
    batches.set(batchId, `${version}\n${named.map((file) => textOf(files, file)).join('')}`);
  }
  return batches;
}

const KEPT = '/sink';

/** One file a batch, whatever its mode: the first that is handed over stays. */
function batchFiles(nodeId: string, schema: Schema): KeptSink {
  return {
    create: (disk) => ({
      nodeId,
      description: 'BatchFiles',
      prepare: () => makeFolderDurably(disk, KEPT).catch(inWords),
      async addBatch(batchId: number, rows: RowBatch) {
        const values = rowsOf(rows).map((row) => schema.map(({ type }, i) => toJsonValue(row[i] ?? null, type)));
        const text = values.map((row) => `${JSON.stringify(row)}\n`).join('');
        await createFile(disk, `${KEPT}/${batchId}`, `.${batchId}`, [new TextEncoder().encode(text)]).catch(inWords);
      },
    }),
    read: (disk) => {
      const files = disk.files();
      const paths = [...files.keys()].filter((path) => /^\/sink\/\d+$/.test(path));
      return new Map(paths.map((path) => [Number(path.slice(KEPT.length + 1)), textOf(files, path)]));
    },
  };
}

function inWords(error: unknown): never {
  throw diskFailure(error, KEPT) ?? error;
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return new TextDecoder().decode(must(files.get(path), `the log names ${path}, which is not there`));
}

/**
 * Folders of file sinks between Millrace and Spark: what Millrace's sink wrote through crashes and replays, Spark reads as a batch and
 * as a stream; what Spark's sink wrote, Millrace's source reads. Each row once, of files that the log names alone.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../engine/base/assert.ts';
import type { Disk } from '../../engine/base/disk.ts';
import type { FileSinkFormat } from '../../engine/plan/logical-plan.ts';
import { nodeDisk } from '../../engine/platform/node-disk.ts';
import { FileSink } from '../../engine/sinks/file/file-sink.ts';
import { createFileSource } from '../../engine/sources/file/file-source.ts';
import type { Offset } from '../../engine/sources/source.ts';
import { CollectingSink } from '../../engine/sources/testing/collecting-sink.ts';
import { fileSettings, schemaOf } from '../../engine/sources/testing/decode-bytes.ts';
import type { Row } from '../../engine/types/value.ts';

const COLUMNS = { id: 'int', name: 'string', amount: 'decimal(10,2)', at: 'timestamp', p: 'string', d: 'date' };
const schema = schemaOf(COLUMNS);
const FORMATS: readonly FileSinkFormat[] = ['json', 'csv', 'parquet'];
/** Enough for two compact logs and some behind them. */
const BATCHES = 21;
const PARTITIONS = ['a b/é', '%41=x', null, 'plain'];

/** A row as both sides tell it: texts and whole numbers. */
type Told = readonly (string | number | null)[];

function rowOf(id: number): Row {
  const text = id % 5 === 0 ? null : `n "${id}", é\\`;
  const atMicros = 1_469_498_400_000_000n + BigInt(id) * 1_001_000n;
  return [
    id,
    text,
    BigInt(id) * 101n - 500n,
    atMicros,
    PARTITIONS[id % 4] ?? null,
    id % 3 === 0 ? null : 17_000 + (id % 2),
  ];
}

function told([id, name, amount, at, p, d]: Row): Told {
  const cents = (amount as bigint).toString().replace(/^-?/, '');
  const sign = (amount as bigint) < 0n ? '-' : '';
  const padded = cents.padStart(3, '0');
  const day = d === null ? null : new Date(Number(d) * 86_400_000).toISOString().slice(0, 10);
  return [
    Number(id),
    name as string | null,
    `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`,
    Number(at),
    p as string | null,
    day,
  ];
}

const expected: readonly Told[] = Array.from({ length: BATCHES * 2 }, (_, id) => told(rowOf(id)));

interface OurFolder {
  readonly name: string;
  readonly path: string;
  readonly format: FileSinkFormat;
  /** Whether Spark reads it as a stream, too. */
  readonly isStream: boolean;
}

/**
 * Writes Millrace's folders below `folder`, which is emptied first, and the manifest for `sink_folders.py`. Returns the manifest's path.
 */
export async function writeSinkFolders(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ours: OurFolder[] = [];
  for (const format of FORMATS) {
    for (const partitionBy of [[], ['p', 'd']]) {
      const name = `${format}-${partitionBy.length === 0 ? 'plain' : 'partitioned'}`;
      const path = join(folder, 'millrace', name);
      await writeThroughCrashes(path, format, partitionBy);
      ours.push({ name, path, format, isStream: partitionBy.length > 0 });
    }
  }
  const ddl = Object.entries(COLUMNS)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
  const manifest = join(folder, 'manifest.json');
  const spark = FORMATS.map((format) => ({ format, path: join(folder, 'spark', format) }));
  writeFileSync(manifest, JSON.stringify({ ddl, ours, copied: must(ours[0], 'there are folders').path, spark }));
  return manifest;
}

/** What either side has read otherwise than it was written, in words; empty where all is well. */
export async function compareSinkFolders(manifest: string, results: string): Promise<string[]> {
  const { spark } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly spark: readonly { readonly format: FileSinkFormat; readonly path: string }[];
  };
  const read = JSON.parse(readFileSync(results, 'utf8')) as Readonly<Record<string, readonly Told[]>>;
  const found = Object.entries(read).flatMap(([how, rows]) => difference(how, rows));
  if (Object.keys(read).length !== FORMATS.length * 3)
    found.push(`Spark has read ${Object.keys(read).length} times only`);
  for (const { format, path } of spark) {
    writeFileSync(join(path, `part-00000-orphan-c000.${format}`), '{"id":-1}\n');
    const logs = readdirSync(join(path, '_spark_metadata'));
    if (!logs.some((name) => name.endsWith('.compact')))
      found.push(`Spark's log of ${format} has come to no compact one: ${logs.join(' ')}`);
    for (const streaming of [false, true]) {
      const how = `Millrace reads Spark's ${format} as a ${streaming ? 'stream' : 'batch'}`;
      found.push(...difference(how, await readOurs(path, format, streaming)));
    }
  }
  return found;
}

function difference(how: string, rows: readonly Told[]): string[] {
  const sorted = [...rows].sort((a, b) => Number(a[0]) - Number(b[0])).map((row) => JSON.stringify(row));
  const wanted = expected.map((row) => JSON.stringify(row));
  const at = wanted.findIndex((row, index) => row !== sorted[index]);
  if (at === -1 && sorted.length === wanted.length) return [];
  const place = at === -1 ? wanted.length : at;
  return [`${how}: ${sorted.length} rows for ${wanted.length}; row ${place} is ${sorted[place]}, not ${wanted[place]}`];
}

/** Each batch is broken off at another operation of the disk, then replayed; the last one is left broken off. */
async function writeThroughCrashes(
  path: string,
  format: FileSinkFormat,
  partitionBy: readonly string[],
): Promise<void> {
  let uuids = 0;
  async function attempt(batchId: number, disk: Disk, isRerun: boolean): Promise<void> {
    const settings = {
      nodeId: 'out',
      path,
      format,
      partitionBy,
      options: {},
      schema,
      timeZone: 'UTC',
      isStreaming: true,
    };
    const sink = new FileSink(settings, { disk, random: { uuid: () => `0000-${++uuids}` } });
    try {
      await sink.prepare({ hasCheckpoint: true, queryId: 'query', nextBatchId: batchId, isRerun });
      await sink.addBatch(batchId, [rowOf(batchId * 2), rowOf(batchId * 2 + 1)], 'append');
    } finally {
      await sink.stop();
    }
  }
  for (let batchId = 0; batchId <= BATCHES; batchId++) {
    // Before a row is written, between two files, before and after the log is published: somewhere else each time.
    const last = 8 + ((batchId * 5) % 37);
    const disk = endingWhen((name, count) => (batchId < BATCHES ? count >= last : name === 'publish'));
    await attempt(batchId, disk, false).catch(() => undefined);
    if (batchId < BATCHES) await attempt(batchId, nodeDisk, true);
  }
  writeFileSync(join(path, `part-00000-orphan-c000.${format}`), '{"id":-1}\n');
  writeFileSync(join(path, `.part-00000-orphan-c000.${format}.tmp`), '{"id":');
}

/** The disk for a process that ends before the first operation, counted from 1, that `isLast` says is one too many. */
function endingWhen(isLast: (name: string, count: number) => boolean): Disk {
  let count = 0;
  let hasEnded = false;
  return new Proxy(nodeDisk, {
    get(disk, name: keyof Disk) {
      return (...args: never[]) => {
        hasEnded ||= isLast(name, ++count);
        if (hasEnded) return Promise.reject(new Error('the process has ended'));
        return (disk[name] as (...args: never[]) => Promise<unknown>)(...args);
      };
    },
  });
}

async function readOurs(path: string, format: FileSinkFormat, streaming: boolean): Promise<Told[]> {
  const source = createFileSource(
    fileSettings({ path, format, schema, streaming, maxFilesPerTrigger: streaming ? 7 : null }),
  );
  const sink = new CollectingSink();
  try {
    await source.prepare();
    for (let start: Offset | null = null; ; ) {
      const end: Offset | null = await source.latestOffset(start, 'configured');
      if (end === null || JSON.stringify(end) === JSON.stringify(start)) break;
      await source.read(start, end, sink, new AbortController().signal);
      start = end;
      if (!streaming) break;
    }
  } finally {
    await source.stop();
  }
  return sink.rows.flatMap((row) => (row === null ? [] : [told(row)]));
}

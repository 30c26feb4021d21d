import { appendFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { fileSettings, schemaOf } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import type { FileSourceSettings } from './file-source-settings.ts';

let folder: TempFolder;
const sources: FileSource[] = [];

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(async () => {
  for (const source of sources.splice(0)) await source.stop();
  folder.remove();
});

function open(changes: Partial<FileSourceSettings> = {}): FileSource {
  const source = createFileSource(fileSettings({ path: folder.path, ...changes }));
  sources.push(source);
  return source;
}

/** All rows of a fresh look. */
async function look(source: FileSource): Promise<unknown[]> {
  const sink = new CollectingSink();
  const end = await source.latestOffset(null, 'unlimited');
  if (end !== null) await source.read(null, end, sink, new AbortController().signal);
  return sink.rows;
}

describe('[9.1] the static side of a join [FS-17]', () => {
  it('is read anew at each look, but its files are those of the first, as on Spark', async () => {
    const path = folder.write('a', '{"a":1}\n');
    const source = open();
    await source.prepare();
    expect(await look(source)).toEqual([[1]]);
    expect(await look(source)).toEqual([[1]]);
    folder.write('b', '{"a":2}\n');
    expect(await look(source)).toEqual([[1]]);
    writeFileSync(path, '{"a":10}\n{"a":11}\n');
    expect(await look(source)).toEqual([[10], [11]]);
    rmSync(path);
    await expect(look(source)).rejects.toMatchObject({ code: 'SRC-004' });
  });

  it('may lose files where that is allowed, and may have none', async () => {
    const path = folder.write('a', '{"a":1}\n');
    const source = open({ options: { ignoreMissingFiles: 'true' } });
    await look(source);
    rmSync(path);
    expect(await look(source)).toEqual([]);
    expect(await look(open())).toEqual([]);
  });
});

describe('[1.2] partition folders that no column takes', () => {
  it('are told once, with what to declare', async () => {
    folder.write('k=1/Day=2020-01-01/a', '{"a":1}');
    folder.write('k=2/day=__HIVE_DEFAULT_PARTITION__/a', '{"a":1}');
    folder.write('a=5/x', '{}');
    const source = open();
    expect(source.findings).toEqual([]);
    await look(source);
    await look(source);
    expect(source.findings).toHaveLength(1);
    expect(source.findings).toMatchObject([
      {
        code: 'SRC-150',
        severity: 'warning',
        setting: 'path',
        params: { columns: ['k', 'Day'], declarations: ['k int', 'Day date'] },
      },
    ]);
  });

  it('are no matter where all are declared, or partitions are off', async () => {
    folder.write('k=1/a', '{"a":1}');
    const declared = open({ schema: schemaOf({ a: 'int', k: 'int' }) });
    expect(await look(declared)).toEqual([[1, 1]]);
    expect(declared.findings).toEqual([]);
    const recursive = open({ options: { recursiveFileLookup: 'true' } });
    await look(recursive);
    expect(recursive.findings).toEqual([]);
  });

  it('must give a value', async () => {
    folder.write('a=/x', '{}');
    await expect(look(open())).rejects.toMatchObject({ code: 'SRC-157', at: { nodeId: 'events', setting: 'path' } });
  });
});

describe('parquet files', () => {
  const schema = schemaOf({ k: 'string', a: 'int', b: 'string', _corrupt_record: 'string' });
  const parquet = { format: 'parquet', schema } as const;

  beforeEach(async () => {
    const engine = new ParquetEngine();
    await engine.use(async (connection) => {
      for (const [name, rows] of [
        ['k=x/1.parquet', "(1, 'one', 'raw'), (2, NULL, NULL)"],
        ['k=y/2.parquet', "(3, 'three', 'raw')"],
      ] as const) {
        const path = folder.write(name, '', 1000);
        await connection.run(
          `COPY (SELECT * FROM (VALUES ${rows}) AS t("A", b, _corrupt_record)) TO '${path}' (FORMAT parquet)`,
        );
      }
    });
    await engine.close();
  });

  it('are read by their names, with the columns of their folders', async () => {
    expect(await look(open(parquet))).toEqual([
      ['x', 1, 'one', 'raw'],
      ['x', 2, null, null],
      ['y', 3, 'three', 'raw'],
    ]);
  });

  it('give only columns that are used, or count rows', async () => {
    expect(await look(open({ ...parquet, requiredColumns: new Set([1]) }))).toEqual([
      [null, 1, null, null],
      [null, 2, null, null],
      [null, 3, null, null],
    ]);
    expect(await look(open({ ...parquet, requiredColumns: new Set() }))).toHaveLength(3);
  });

  it('are passed over when they are empty, and refused when they are damaged or gone', async () => {
    folder.write('k=z/empty.parquet', '');
    expect(await look(open(parquet))).toHaveLength(3);
    folder.write('k=z/bad.parquet', 'PAR1 no more');
    await expect(look(open(parquet))).rejects.toMatchObject({ code: 'EXE-130', at: { nodeId: 'typed' } });
    expect(await look(open({ ...parquet, options: { ignoreCorruptFiles: 'true' } }))).toHaveLength(3);
    rmSync(join(folder.path, 'k=z/bad.parquet'));
    const source = open(parquet);
    const end = await source.latestOffset(null, 'unlimited');
    rmSync(join(folder.path, 'k=y/2.parquet'));
    const reading = source.read(null, end ?? {}, new CollectingSink(), new AbortController().signal);
    await expect(reading).rejects.toMatchObject({ code: 'SRC-004' });
  });

  it.each<[string, (path: string) => void, string]>([
    ['has grown', (path) => appendFileSync(path, 'x'), 'SRC-160'],
    ['is of another time', (path) => utimesSync(path, 2000, 2000), 'SRC-160'],
    ['is shorter', (path) => truncateSync(path, 10), 'SRC-005'],
  ])('are refused when one %s after it was listed', async (_, change, code) => {
    const path = join(folder.path, 'k=y/2.parquet');
    const source = open(parquet);
    const end = await source.latestOffset(null, 'unlimited');
    change(path);
    const reading = source.read(null, end ?? {}, new CollectingSink(), new AbortController().signal);
    await expect(reading).rejects.toMatchObject({ code, params: { path }, at: { nodeId: 'events' } });
  });

  it('do not fit another type', async () => {
    const reading = look(open({ ...parquet, schema: schemaOf({ a: 'date' }) }));
    await expect(reading).rejects.toMatchObject({ code: 'EXE-131', at: { nodeId: 'typed' } });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../base/assert.ts';
import { BIGINT, STRING } from '../../../types/data-type.ts';
import type { Row } from '../../../types/value.ts';
import { Pacer } from '../../pacer.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { nodeFileSystem } from '../file-system.ts';
import { type FileContent, FileRows } from './file-rows.ts';

const settings: FileSourceSettings = {
  nodeId: 'files',
  schemaNodeId: 'typed',
  path: '/in',
  format: 'json',
  options: {},
  mode: 'PERMISSIVE',
  columnNameOfCorruptRecord: '_corrupt_record',
  maxFilesPerTrigger: null,
  maxBytesPerTrigger: null,
  latestFirst: false,
  schema: [
    { name: 'a', type: STRING, nullable: true },
    { name: 'n', type: BIGINT, nullable: true },
    { name: '_corrupt_record', type: STRING, nullable: true },
  ],
  requiredColumns: new Set([0]),
  timeZone: 'UTC',
  streaming: true,
};

describe('rows of files that are read once more', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-file-rows-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function read(
    name: string,
    data: string | Uint8Array,
    more: Partial<FileSourceSettings> = {},
    { from = 0, content = 'rows' }: { from?: number; content?: FileContent } = {},
  ): Promise<Row[]> {
    const path = join(folder, name);
    writeFileSync(path, data);
    const facts = must(nodeFileSystem.statSync(path), 'a file that was written');
    const rows: Row[] = [];
    const files = new FileRows({ ...settings, ...more }, content);
    const slice = { path, sizeBytes: facts.sizeBytes, modifiedMs: facts.modifiedMs };
    const fromByte = files.canCut(slice) ? from : 0;
    await files.read(slice, fromByte, (row) => rows.push(row), new Pacer(new AbortController().signal));
    return rows;
  }

  const json = '{"a":"x","n":1}\n{"a":"y","n":"no"}\n{broken\n{"a":7,"n":2}\n[{"a":"p","n":3},{"a":"q"}]\n';

  test('have all their columns, and what another column cannot hold is null', async () => {
    expect(await read('a.json', json)).toEqual([
      ['x', 1n, null],
      ['y', null, null],
      [null, null, null],
      ['7', 2n, null],
      ['p', 3n, null],
      ['q', null, null],
    ]);
  });

  test('are dropped by the columns that the query reads', async () => {
    const dropped = await read('b.json', json, { mode: 'DROPMALFORMED' });
    expect(dropped.map(([a]) => a)).toEqual(['x', 'y', '7', 'p', 'q']);
    expect(dropped[1]).toEqual(['y', null, null]);
  });

  test('begin with the first line behind a place', async () => {
    expect((await read('c.json', json, {}, { from: 3 })).map(([a]) => a)).toEqual(['y', null, '7', 'p', 'q']);
    expect((await read('d.json', json, {}, { from: json.length - 20 })).map(([a]) => a)).toEqual([]);
    expect((await read('e.json', `${json}{"a":"end"}`, {}, { from: json.length - 1 })).map(([a]) => a)).toEqual([
      'end',
    ]);
  });

  test('of CSV have no header behind the first line', async () => {
    const csv = { format: 'csv', options: { header: 'true' } } as const;
    expect(await read('a.csv', 'a,n\nx,1\ny,2\nz,no\n', csv)).toEqual([
      ['x', 1n, null],
      ['y', 2n, null],
      ['z', null, null],
    ]);
    expect(await read('b.csv', 'a,n\nx,1\ny,2\n', csv, { from: 5 })).toEqual([['y', 2n, null]]);
  });

  test.each([
    ['packed', 'a.json.gz', gzipSync(json), {}],
    ['in another encoding', 'f.json', Buffer.from(json, 'utf16le'), { encoding: 'UTF-16LE', lineSep: '\n' }],
    ['with a separator of their own', 'g.json', json.replaceAll('\n', ';'), { lineSep: ';' }],
  ])('are read whole where they cannot be cut: %s', async (_, name, data, options) => {
    const rows = await read(name, data, { options }, { from: 40 });
    expect(rows.map(([a, n]) => [a, n])).toEqual([
      ['x', 1n],
      ['y', null],
      [null, null],
      ['7', 2n],
      ['p', 3n],
      ['q', null],
    ]);
    const lines = await read(name, data, { options }, { content: 'lines' });
    expect(lines).toEqual(
      json
        .trimEnd()
        .split('\n')
        .map((line) => [line]),
    );
  });

  test('of records over several lines', async () => {
    const csv = { format: 'csv', options: { multiLine: 'true' } } as const;
    expect(await read('m.csv', '"x\ny",1\nz,2\n', csv)).toEqual([
      ['x\ny', 1n, null],
      ['z', 2n, null],
    ]);
    expect(await read('m2.csv', '"x\ny",1\n', csv, { content: 'lines' })).toEqual([['"x'], ['y",1']]);
  });

  test('of files that are gone are an error, unless the reader passes them over', async () => {
    const slice = { path: join(folder, 'gone.json'), sizeBytes: 10, modifiedMs: 0 };
    const pacer = new Pacer(new AbortController().signal);
    const take = () => undefined;
    await expect(new FileRows(settings, 'rows').read(slice, 0, take, pacer)).rejects.toMatchObject({ code: 'SRC-004' });
    const lenient = { ...settings, options: { ignoreMissingFiles: 'true' } };
    await new FileRows(lenient, 'rows').read(slice, 0, take, pacer);
  });
});

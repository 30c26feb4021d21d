import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSession, type Session } from '../../session.ts';
import { exportPipeline } from './export.ts';

let session: Session;
let folder: string;
beforeAll(async () => {
  session = await createSession();
  folder = mkdtempSync(join(tmpdir(), 'millrace-export-'));
});
afterAll(async () => {
  await session.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(queryName: string, options: { readonly to: string; readonly output?: string }) {
  mkdirSync(join(folder, 'in'), { recursive: true });
  const file = join(folder, 'lines.millrace.json');
  const document = {
    format: 'millrace.pipeline',
    version: 1,
    name: 'Lines',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: [
      { id: 'lines', kind: 'file-source', position: { x: 0, y: 0 }, config: { path: 'in', format: 'text' } },
      { id: 'table', kind: 'memory-sink', position: { x: 0, y: 0 }, config: { queryName, outputMode: 'append' } },
    ],
    edges: [{ source: 'lines', target: 'table' }],
  };
  writeFileSync(file, JSON.stringify(document));
  let out = '';
  let err = '';
  const terminal = {
    isLive: false,
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await exportPipeline(file, options, session, terminal as never);
  return { code, out, err };
}

test('a program on standard output reads beside the pipeline', async () => {
  const { code, out, err } = await run('lines', { to: 'pyspark' });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^"""Lines\n/);
  expect(out).toContain('.load(str(BASE / "in"))');
});

test('a program in another folder finds its way back', async () => {
  mkdirSync(join(folder, 'programs'));
  const output = join(folder, 'programs', 'lines.py');
  expect(await run('lines', { to: 'pyspark', output })).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(output, 'utf8')).toContain('.load(str(BASE / "../in"))');
});

test('what cannot be said is refused by name, and nothing is written', async () => {
  const { code, out, err } = await run('open counts', { to: 'pyspark', output: join(folder, 'refused.py') });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('EXE-142');
  expect(err).toContain('open counts');
  expect(() => readFileSync(join(folder, 'refused.py'))).toThrow('ENOENT');
});

test('a target that there is not, and a file that cannot be written', async () => {
  expect(await run('lines', { to: 'flink' })).toMatchObject({ code: 2, err: expect.stringContaining('json, pyspark') });
  const output = join(folder, 'nowhere', 'lines.py');
  expect(await run('lines', { to: 'pyspark', output })).toMatchObject({
    code: 3,
    err: expect.stringContaining('CLI-003'),
  });
});

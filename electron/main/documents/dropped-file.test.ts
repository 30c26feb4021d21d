import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskForTest } from '../../testing/desk-for-test.ts';
import { lookAtDropped } from './dropped-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-dropped-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text = ''): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const pipeline = '{ "format": "millrace.pipeline", "version": 1 }';

describe('what was dropped', () => {
  it.each([
    ['a.json', 'json'],
    ['a.JSONL', 'json'],
    ['a.ndjson.gz', 'json'],
    ['a.csv', 'csv'],
    ['a.tsv', 'csv'],
    ['a.txt', 'text'],
    ['a.log', 'text'],
    ['part-0.snappy.parquet', 'parquet'],
  ])('%s is data: %s', async (name, format) => {
    expect(await lookAtDropped(write(name, '{"a":1}\n'))).toBe(format);
  });

  it('a file that begins as a pipeline is one, whatever it is called before .json', async () => {
    expect(await lookAtDropped(write('any.json', pipeline))).toBe('pipeline');
    expect(await lookAtDropped(write('bom.json', `\uFEFF${pipeline}`))).toBe('pipeline');
    // A line of data that names the format is none.
    expect(await lookAtDropped(write('data.json', `[${pipeline}]`))).toBe('json');
    expect(await lookAtDropped(write('other.json', '{"format":"millraceXpipeline"}'))).toBe('json');
  });

  it('a folder is data in the format of most of its files', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    for (const name of ['a.csv', 'b.csv', 'c.json', '_SUCCESS', '.hidden.json', '_x.json', '_y.json'])
      writeFileSync(join(data, name), '');
    expect(await lookAtDropped(data)).toBe('csv');
  });

  it.each([
    ['a kind that no source reads', () => write('photo.png'), 'SHELL-023'],
    ['no ending', () => write('README'), 'SHELL-023'],
    ['a name of an object’s own', () => write('x.constructor'), 'SHELL-023'],
    ['an empty folder', () => folder, 'SHELL-024'],
    ['a file that is gone', () => join(folder, 'gone.json'), 'SHELL-009'],
    ['a relative path', () => 'package.json', 'SHELL-009'],
    ['a path with an end in it', () => `${folder}\0.json`, 'SHELL-009'],
    ['an empty path', () => '', 'SHELL-009'],
    ['a device', () => '/dev/zero', 'SHELL-011'],
  ])('%s is refused', async (_, path, code) => {
    await expect(lookAtDropped(path())).rejects.toMatchObject({ code });
  });

  it('a link into nowhere is refused', async () => {
    symlinkSync(join(folder, 'nowhere.json'), join(folder, 'link.json'));
    await expect(lookAtDropped(join(folder, 'link.json'))).rejects.toMatchObject({ code: 'SHELL-009' });
  });
});

describe('the desk', () => {
  it('opens a pipeline, which can be saved from then on', async () => {
    const { desk } = await deskForTest(folder);
    const path = write('mine.millrace.json', pipeline);
    const found = await desk.dropped({ path, documentPath: null });
    expect(found).toMatchObject({ kind: 'pipeline', document: { path, text: pipeline, origin: 'file' } });
    await expect(desk.save({ path, text: 'x', expectedFingerprint: null, overwrite: true })).resolves.toMatchObject({
      outcome: 'saved',
    });
  });

  it('names data as a setting would, and gives no right to write it', async () => {
    const { desk, answers } = await deskForTest(folder);
    const data = write('rows.csv', 'a,b\n');
    expect(await desk.dropped({ path: data, documentPath: null })).toEqual({ kind: 'data', path: data, format: 'csv' });
    answers.open = write('mine.millrace.json', pipeline);
    await desk.open(undefined);
    const found = await desk.dropped({ path: data, documentPath: answers.open });
    expect(found).toEqual({ kind: 'data', path: 'rows.csv', format: 'csv' });
    await expect(
      desk.save({ path: data, text: 'x', expectedFingerprint: null, overwrite: true }),
    ).rejects.toMatchObject({ code: 'SHELL-006' });
  });

  it('takes no document that the page was not given', async () => {
    const { desk } = await deskForTest(folder);
    const path = write('rows.csv');
    await expect(desk.dropped({ path, documentPath: '/etc/passwd' })).rejects.toMatchObject({ code: 'SHELL-006' });
  });
});

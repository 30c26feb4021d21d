import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceLogEntry } from '../logged-source.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { fileSettings } from '../testing/decode-bytes.ts';
import { FaultyFileSystem, type Operation } from '../testing/faulty-file-system.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { createFileSource } from './file-source.ts';
import { nodeFileSystem } from './file-system.ts';
import { systemNow } from './formats/record-decoder.ts';

const FILES = 4;
const signal = new AbortController().signal;

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(() => folder.remove());

const pathOf = (file: number) => `${folder.path}/in/${file}.json`;

/** What outlasts a crash: what a checkpoint and a sink keep. */
interface Kept {
  log: readonly SourceLogEntry[];
  /** The end of a batch that was planned; the last one may not be committed. */
  planned: number;
  committed: number;
  rows: unknown[];
}

/**
 * Runs a query's order of steps over the source until nothing is new or the disk breaks, and goes on where `kept` ends. A step that
 * would find the process dead is not done.
 */
async function runOn(kept: Kept, disk: FaultyFileSystem, options: Readonly<Record<string, string>>): Promise<void> {
  const settings = { path: `${folder.path}/in`, streaming: true, maxFilesPerTrigger: 1, options };
  const source = createFileSource(fileSettings(settings), { files: disk.files, now: systemNow });
  await source.prepare();
  source.restoreLog(kept.log);
  while (!disk.hasCrashed) {
    if (kept.planned === kept.committed) {
      const start = kept.committed === -1 ? null : { logOffset: kept.committed };
      const end = await source.latestOffset(start, 'configured');
      if (disk.hasCrashed) return;
      if (end === null || end.logOffset === kept.committed) return;
      kept.log = JSON.parse(JSON.stringify(source.exportLog()));
      kept.planned = Number(end.logOffset);
    }
    const sink = new CollectingSink();
    const start = kept.committed === -1 ? null : { logOffset: kept.committed };
    await source.read(start, { logOffset: kept.planned }, sink, signal);
    if (disk.hasCrashed) return;
    kept.rows.push(...sink.rows);
    kept.committed = kept.planned;
    await source.commit({ logOffset: kept.committed });
  }
}

/** Does it with a crash before every operation, and one more in the run that goes on. Returns how many operations there were. */
async function sweep(options: Readonly<Record<string, string>>): Promise<number> {
  for (let crashAt = 0; ; crashAt++) {
    for (let file = 0; file < FILES; file++) folder.write(`in/${file}.json`, `{"a":${file}}`, 1000 + file);
    const kept: Kept = { log: [], planned: -1, committed: -1, rows: [] };
    /** Files go only once the batch that read them is committed. */
    const check = ([name, path]: Operation) => {
      const batch = kept.log.find((entry) => entry.path === path)?.batchId ?? Number.POSITIVE_INFINITY;
      if (name === 'remove' || name === 'move') expect(batch).toBeLessThanOrEqual(kept.committed);
      return null;
    };
    const disk = new FaultyFileSystem(nodeFileSystem, crashAt, check);
    const broken = await runOn(kept, disk, options).then(
      () => disk.hasCrashed,
      () => true,
    );
    expect(broken).toBe(disk.hasCrashed);
    for (let file = kept.committed + 1; file < FILES; file++) expect(existsSync(pathOf(file))).toBe(true);
    if (broken) {
      const second = new FaultyFileSystem(nodeFileSystem, crashAt % 7, check);
      await runOn(kept, second, options).catch(() => undefined);
      await runOn(kept, new FaultyFileSystem(nodeFileSystem, Number.POSITIVE_INFINITY, check), options);
    }
    expect(kept.rows).toEqual(Array.from({ length: FILES }, (_, file) => [file]));
    if (!broken) return crashAt;
    folder.remove();
    mkdirSync(folder.path);
  }
}

describe('[1.6] cleanSource and a crash before every operation on the disk [FS-14]', () => {
  it('deletes nothing that was not counted', async () => {
    expect(await sweep({ cleanSource: 'delete' })).toBeGreaterThan(20);
  });

  it('archives nothing that was not counted', async () => {
    expect(await sweep({ cleanSource: 'archive', sourceArchiveDir: `${folder.path}/arch` })).toBeGreaterThan(20);
  });
});

it.each([
  ['archive', 'move', 'EXDEV'],
  ['archive', 'move', 'ENOSPC'],
  ['delete', 'remove', 'EPERM'],
] as const)(
  '[1.6] %s: a file that resists (%s, %s) stays as it is, and is not read again',
  async (mode, step, code) => {
    for (let file = 0; file < FILES; file++) folder.write(`in/${file}.json`, `{"a":${file}}`, 1000 + file);
    const kept: Kept = { log: [], planned: -1, committed: -1, rows: [] };
    const fails = ([name]: Operation) => (name === step ? Object.assign(new Error(code), { code }) : null);
    const options = { cleanSource: mode, sourceArchiveDir: `${folder.path}/arch` };
    for (let run = 0; run < 2; run++) {
      await runOn(kept, new FaultyFileSystem(nodeFileSystem, Number.POSITIVE_INFINITY, fails), options);
    }
    expect(kept.rows).toHaveLength(FILES);
    for (let file = 0; file < FILES; file++) expect(readFileSync(pathOf(file), 'utf8')).toBe(`{"a":${file}}`);
  },
);

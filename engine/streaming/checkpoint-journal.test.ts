import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskLogFiles } from '../platform/disk-log-files.ts';
import type { DatedSource } from '../sources/dated-source.ts';
import type { Source } from '../sources/source.ts';
import { TempFolder } from '../sources/testing/temp-folder.ts';
import { CheckpointJournal } from './checkpoint-journal.ts';

const source: Source = {
  nodeId: 'source',
  description: 'Numbers',
  schema: [],
  prepare: async () => undefined,
  freeze: async () => undefined,
  latestOffset: async () => null,
  read: async () => undefined,
  commit: async () => undefined,
};

function dated(createdMs: number): DatedSource & { restored: number | null } {
  return {
    ...source,
    createdMs,
    restored: null,
    restoreCreated(ms) {
      this.restored = ms;
    },
  };
}

const journalIn = (folder: string) =>
  new CheckpointJournal({
    folder,
    newQueryId: '00000000-0000-4000-8000-000000000000',
    stateFingerprint: '',
    mayResume: true,
    files: diskLogFiles,
  });

const batch = (batchId: number, conf: Record<string, string>) => ({
  batchId,
  endOffsets: [{ n: batchId }],
  watermarkMs: 0,
  timestampMs: 5,
  conf,
});

describe('a checkpoint', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => temp.remove());

  test('[CP-1] keeps when a dated source was created', async () => {
    const folder = join(temp.path, 'dated');
    const first = dated(1234);
    await journalIn(folder).open([source, first]);
    expect(first.restored).toBe(null);
    expect(readFileSync(join(folder, 'sources/1/0'), 'utf8')).toBe('v1\n1234\n');
    const second = dated(9999);
    await journalIn(folder).open([source, second]);
    expect(second.restored).toBe(1234);
  });

  test.each(['v1\nsoon\n', 'v1\n', 'v1\n-5\n', 'v1\n99999999999999999\n'])(
    'refuses %j as such a time',
    async (text) => {
      const folder = join(temp.path, 'no-time');
      mkdirSync(join(folder, 'sources/0'), { recursive: true });
      writeFileSync(join(folder, 'sources/0/0'), text);
      await expect(journalIn(folder).open([dated(1)])).rejects.toMatchObject({ code: 'EXE-106' });
    },
  );

  test('[WM-11] gives back the settings that it was begun with', async () => {
    const folder = join(temp.path, 'conf');
    const journal = journalIn(folder);
    expect((await journal.open([source])).conf).toBe(null);
    const conf = { 'spark.sql.streaming.multipleWatermarkPolicy': 'max' };
    await journal.logOffsets(batch(0, conf), [source]);
    expect((await journalIn(folder).open([source])).conf).toEqual(conf);
    await journal.saveState(0, () => null);
    await journal.logCommit(0, 0);
    expect(await journalIn(folder).open([source])).toMatchObject({ nextBatchId: 1, conf });
  });

  test.each([[{}], [{ conf: null }], [{ conf: 7 }], [{ conf: { a: 1, b: ['x'] } }]])(
    'takes settings %j that another version wrote for none',
    async (more) => {
      const folder = join(temp.path, 'other');
      await journalIn(folder).open([source]);
      mkdirSync(join(folder, 'offsets'), { recursive: true });
      const metadata = JSON.stringify({ batchWatermarkMs: 0, batchTimestampMs: 1, ...more });
      writeFileSync(join(folder, 'offsets/0'), `v1\n${metadata}\n{"n":0}\n`);
      expect((await journalIn(folder).open([source])).conf).toEqual({});
    },
  );
});

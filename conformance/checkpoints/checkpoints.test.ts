/** Checkpoints that this build and earlier ones have written: whatever comes later goes on from each, and ends as if never stopped. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkpointsIn, rowsIn, runIn } from '../../engine/testing/folder-run.ts';
import {
  copyMoved,
  FIXTURE_ROOT,
  type FixtureExpectation,
  filesBelow,
  readJson,
  versionFolder,
} from './fixture-folders.ts';
import { writeFixtures } from './write-fixtures.ts';

const here = import.meta.dirname;
const versions = readdirSync(here).filter((name) => name.startsWith('format-'));
const fixtures = versions.flatMap((version) => readdirSync(join(here, version)).map((name) => `${version}/${name}`));

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-checkpoints-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function expectationOf(fixture: string): FixtureExpectation {
  return readJson(join(here, fixture, 'expected.json')) as FixtureExpectation;
}

const documentOf = (fixture: string): unknown => readJson(join(here, fixture, 'pipeline.millrace.json'));

/** Puts the fixture, or a part of it, where a run can go on from it. */
function place(fixture: string, part: 'before' | 'more', below = ''): void {
  copyMoved(join(here, fixture, part, below), join(folder, below), FIXTURE_ROOT, folder);
}

const rowsOf = (sinks: readonly string[]) => rowsIn(folder, sinks);

/** Takes the last commit away where it is that of the last batch: what a kill leaves once the rows are out. */
function forgetLastCommit(sink: string): void {
  const checkpoint = join(folder, 'checkpoints', sink);
  const lastOf = (log: string) => Math.max(...readdirSync(join(checkpoint, log)).map(Number));
  const last = lastOf('commits');
  if (last === lastOf('offsets')) rmSync(join(checkpoint, 'commits', String(last)));
}

describe.each(fixtures)('%s', (fixture) => {
  const { rows, ended, maxBatches } = expectationOf(fixture);
  const document = documentOf(fixture);
  const sinks = Object.keys(rows);
  const fine = Object.fromEntries(sinks.map((sink) => [sink, null]));

  test.each<[string, { interpreted?: boolean; killed?: boolean }]>([
    ['goes on with more input', {}],
    ['goes on with more input on the interpreter', { interpreted: true }],
    ['goes on after a kill before the last commit', { killed: true }],
  ])('%s', async (_, { interpreted, killed = false }) => {
    place(fixture, 'before');
    place(fixture, 'more');
    if (killed) for (const sink of sinks) forgetLastCommit(sink);
    const statuses = await checkpointsIn(folder, document);
    expect(statuses.map(({ sinkNodeId, status }) => [sinkNodeId, status])).toEqual(
      sinks.map((sink) => [sink, 'resumable']),
    );
    expect(rowsOf(sinks)).not.toEqual(rows);
    expect(await runIn(folder, document, { interpreted, maxBatches: maxBatches ?? undefined })).toEqual(fine);
    expect(rowsOf(sinks)).toEqual(rows);
    if (fixture.startsWith(`${versionFolder()}/`)) {
      // The same formats: tables and columns go by the same names.
      const tablesBelow = (root: string) => sinks.map((sink) => tablesOf(join(root, 'checkpoints', sink)));
      expect(tablesBelow(folder)).toEqual(tablesBelow(join(here, fixture, 'before')));
    }
    if (maxBatches !== null) return;
    // And from what this build has written on top of it; there is nothing to do any more.
    expect(await runIn(folder, document)).toEqual(fine);
    expect(rowsOf(sinks)).toEqual(rows);
  });

  const goesByTheClock = maxBatches !== null;
  if (!goesByTheClock) {
    test('a run that was never stopped ends with the same rows', async () => {
      place(fixture, 'before', 'input');
      place(fixture, 'more', 'input');
      expect(await runIn(folder, document)).toEqual(fine);
      expect(rowsOf(sinks)).toEqual(rows);
    });
  }

  const isBroken = Object.values(ended).some((code) => code !== null);
  if (isBroken) {
    test('ends as it did when it was written, as long as its input is the same', async () => {
      place(fixture, 'before');
      const left = rowsOf(sinks);
      expect(await runIn(folder, document)).toEqual(ended);
      expect(rowsOf(sinks)).toEqual(left);
    });
  }

  test('is of the formats that its folder is named after', () => {
    const [version = ''] = fixture.split('/');
    const names = filesBelow(join(here, fixture, 'before', 'checkpoints'));
    const metadata = names.filter((name) => /^[^/]+\/metadata$/.test(name));
    const states = names.filter((name) => /\.(delta|snapshot)$/.test(name));
    expect(metadata).toHaveLength(sinks.length);
    for (const name of metadata) {
      const { format } = readJson(join(here, fixture, 'before', 'checkpoints', name)) as { format: number };
      for (const state of states) {
        const bytes = readFileSync(join(here, fixture, 'before', 'checkpoints', state));
        expect([state, versionFolder(format, headerOf(bytes).format)]).toEqual([state, version]);
      }
    }
  });
});

/** The header of a state file, read by what `docs/checkpoint-format.md` says alone. */
function headerOf(bytes: Buffer): { readonly format: number; readonly operators: unknown } {
  const content = bytes.subarray(24, 24 + bytes.readUInt32LE(12)).toString('utf8');
  return JSON.parse(content.replace(/\0+$/, '')) as ReturnType<typeof headerOf>;
}

/** What the newest delta of a checkpoint says of its tables. */
function tablesOf(checkpoint: string): unknown {
  const deltas = readdirSync(join(checkpoint, 'state')).filter((name) => name.endsWith('.delta'));
  const newest = Math.max(...deltas.map((name) => Number.parseInt(name, 10)));
  return headerOf(readFileSync(join(checkpoint, 'state', `${newest}.delta`))).operators;
}

describe('fixtures', () => {
  test('there are some of the formats of today: a new number needs new ones, and a migration for the old', () => {
    expect(versions).toContain(versionFolder());
  });

  test('between them they have every kind of file that a checkpoint is made of', () => {
    const names = new Set(
      fixtures
        .filter((fixture) => fixture.startsWith(`${versionFolder()}/`))
        .flatMap((fixture) => filesBelow(join(here, fixture, 'before')))
        .map((name) =>
          name
            .replace(/^(checkpoints|output)\/[^/]+\//, '$1/')
            .replace(/\d+(?=$|\.)/, 'N')
            .replace(/sources\/\d+/, 'sources/I')
            .replace(/part-.*/, 'part'),
        ),
    );
    expect([...names].filter((name) => !name.startsWith('input/')).sort()).toEqual([
      'checkpoints/commits/N',
      'checkpoints/metadata',
      'checkpoints/offsets/N',
      'checkpoints/query',
      'checkpoints/sources/I/N',
      'checkpoints/sources/I/N.compact',
      'checkpoints/state/N.delta',
      'checkpoints/state/N.snapshot',
      'output/_spark_metadata/N',
      'output/_spark_metadata/N.compact',
      'output/part',
    ]);
  });

  test('name no place of the machine that they were written on', () => {
    for (const fixture of fixtures) {
      for (const name of filesBelow(join(here, fixture))) {
        const text = readFileSync(join(here, fixture, name), 'latin1');
        const places = [...text.matchAll(/(?<![\w<.*])\/(tmp|home|Users|private|var)\/[^"]*/g)].map(([path]) => path);
        expect([name, places]).toEqual([name, []]);
      }
    }
  });

  test('are written once', async () => {
    mkdirSync(join(folder, versionFolder()));
    await expect(writeFixtures(folder, () => undefined)).rejects.toThrow('is there');
    expect(filesBelow(folder)).toEqual([]);
  });

  test('what cannot be written whole is not there', async () => {
    const wrong = { name: 'wrong', about: '', nodes: [], edges: [], input: [], batches: 0 };
    await expect(writeFixtures(folder, () => undefined, [wrong])).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileToRead } from '../../base/disk.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { Pacer } from '../../sources/pacer.ts';
import { CrashError, FaultDisk, type FaultPlan } from '../../testing/fault-disk.ts';
import { array, BIGINT, DOUBLE, STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { OperatorState, StateEntryWriter, StateTableForm } from '../state-table.ts';
import { CollectedTable } from './collected-table.ts';
import { StateFolder } from './state-folder.ts';

const FOLDER = '/checkpoint/state';
const forms: readonly StateTableForm[] = [
  { name: 'keys', key: [{ name: 'k', type: STRING }], value: [] },
  {
    name: 'left',
    key: [{ name: 'number', type: BIGINT }],
    value: [
      { name: 'd', type: DOUBLE },
      { name: 'l', type: array(STRING) },
    ],
  },
];

/** A table that remembers what its running batch does. */
class RunningTable extends CollectedTable {
  changes: ((to: StateEntryWriter) => void)[] = [];

  do(change: (to: StateEntryWriter) => void): void {
    this.changes.push(change);
    change(this);
  }

  override *writeChanges(to: StateEntryWriter): Iterable<void> {
    for (const change of this.changes) {
      change(to);
      yield;
    }
  }
}

type Tables = readonly RunningTable[];
const newTables = (): Tables => forms.map((form) => new RunningTable(form));
const statesOf = (tables: Tables): OperatorState[] =>
  tables.map((table, at) => ({ nodeId: `n${at}`, tables: [table] }));
const shown = (tables: Tables): unknown => tables.map((table) => [...table.entries]);

let uuids = 0;
const folderOn = (disk: FaultDisk): StateFolder =>
  new StateFolder({
    disk,
    folder: FOLDER,
    random: { uuid: () => `${++uuids}` },
    pacing: (signal) => new Pacer(signal),
  });
const { signal } = new AbortController();

type Change = { readonly table: number; readonly key: number; readonly value: number | null };
const change: fc.Arbitrary<Change> = fc.record({
  table: fc.nat(1),
  key: fc.nat(12),
  value: fc.option(fc.nat(5), { nil: null }),
});

function apply(tables: Tables, { table, key, value }: Change): void {
  const keyValues: Value[] = table === 0 ? [`key ${key}`] : [BigInt(key) << 60n];
  const values: Value[] = table === 0 ? [] : [value === 0 ? -0 : value, value === null ? null : Array(value).fill('é')];
  tables[table]?.do((to) => (value === null ? to.remove(keyValues) : to.put(keyValues, values)));
}

/** Runs a batch: what it does, then what a query does with the folder. */
async function runBatch(folder: StateFolder, tables: Tables, version: number, batch: readonly Change[]): Promise<void> {
  for (const table of tables) table.changes = [];
  for (const made of batch) apply(tables, made);
  await folder.save(version, statesOf(tables), signal);
}

test('whatever is saved and wherever it breaks off, what is loaded is what was saved last, in its order', async () => {
  const cause = fc.oneof(fc.constant('kill' as const), fc.record({ powerCutSeed: fc.nat() }));
  const life = fc.record({
    batches: fc.array(fc.array(change, { maxLength: 6 }), { minLength: 1, maxLength: 30 }),
    at: fc.nat(400),
    when: fc.constantFrom('before' as const, 'during' as const, 'after' as const),
    cause,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), async (lives) => {
      // By version, what the tables held; a version that was being saved may or may not be there.
      const kept: unknown[] = [shown(newTables())];
      let disk = new FaultDisk();
      let version = 0;
      for (const { batches, at, when, cause: ended } of lives) {
        disk = disk.survivors('kill', { crash: { at, when } });
        try {
          const tables = newTables();
          const folder = folderOn(disk);
          await folder.load(version, statesOf(tables), signal);
          expect(shown(tables)).toEqual(kept[version]);
          for (const batch of batches) {
            await runBatch(folder, tables, version + 1, batch);
            version++;
            kept[version] = shown(tables);
            await folder.maintain(version, statesOf(tables), signal);
          }
        } catch (error) {
          if (!(error instanceof CrashError)) throw error;
        }
        disk = disk.survivors(ended);
      }
      const tables = newTables();
      const report = await folderOn(disk).load(version, statesOf(tables), signal);
      expect(shown(tables)).toEqual(kept[version]);
      expect(report.damaged).toEqual([]);
      expect([...disk.files().keys()].filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }),
    { seed: 20261123, numRuns: 150 },
  );
});

/** Batches 1 to `count`, each of which puts one entry a table. */
async function filled(count: number, plan: FaultPlan = {}): Promise<{ disk: FaultDisk; tables: Tables }> {
  const disk = new FaultDisk(plan);
  const tables = newTables();
  const folder = folderOn(disk);
  for (let version = 1; version <= count; version++) {
    await runBatch(
      folder,
      tables,
      version,
      [0, 1].map((table) => ({ table, key: version, value: 3 })),
    );
    await folder.maintain(version, statesOf(tables), signal);
  }
  return { disk, tables };
}

const names = (disk: FaultDisk): string[] => [...disk.files().keys()].map((path) => path.slice(FOLDER.length + 1));

/** Wraps what goes wrong while a file is read. */
class GuardedDisk extends FaultDisk {
  override async openToRead(path: string): Promise<FileToRead | null> {
    const file = await super.openToRead(path);
    if (file === null) return null;
    const read: FileToRead['read'] = (into, position) =>
      file.read(into, position).catch((error: unknown) => {
        throw new EngineError('EXE-105', { path, reason: 'EIO' }, {}, error);
      });
    return { ...file, read };
  }
}

/** The error that a load ends with. */
async function refusal(disk: FaultDisk, version: number, states = statesOf(newTables())): Promise<EngineError> {
  try {
    await folderOn(disk).load(version, states, signal);
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  return expect.fail('the load was to be refused');
}

test('a batch costs two forced writes, however many tables there are', async () => {
  const { disk } = await filled(1);
  const folder = folderOn(disk);
  const tables = newTables();
  await folder.load(1, statesOf(tables), signal);
  const before = disk.operations.length;
  await runBatch(folder, tables, 2, [{ table: 0, key: 1, value: 1 }]);
  const calls = disk.operations.slice(before).map(({ call }) => call);
  expect(calls).toEqual(['create', 'write', 'syncFile', 'close', 'rename', 'sync']);
});

test('snapshots come every ten deltas of a small state, and the chains of two are kept', async () => {
  const { disk } = await filled(35);
  expect(names(disk).filter((name) => name.endsWith('.snapshot'))).toEqual(['20.snapshot', '30.snapshot']);
  expect(names(disk).filter((name) => name.endsWith('.delta'))).toHaveLength(15);
});

test('a batch that comes back to a folder of many files does not pay for their number', async () => {
  const { disk } = await filled(14);
  const folder = folderOn(disk);
  const tables = newTables();
  await folder.load(14, statesOf(tables), signal);
  // A batch that runs twice counts once.
  for (const version of [15, 15, 16, 17, 18, 19]) {
    await runBatch(folder, tables, version, []);
    await folder.maintain(version, statesOf(tables), signal);
  }
  expect(names(disk).filter((name) => name.endsWith('.snapshot'))).toEqual(['10.snapshot']);
  const before = disk.operations.length;
  await folder.maintain(19, statesOf(tables), signal);
  expect(disk.operations.length).toBe(before);
  await runBatch(folder, tables, 20, []);
  await folder.maintain(20, statesOf(tables), signal);
  expect(names(disk).filter((name) => name.endsWith('.snapshot'))).toEqual(['10.snapshot', '20.snapshot']);
});

describe('damage', () => {
  const wrecks: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
    'cut-short': (bytes) => bytes.subarray(0, bytes.length - 8),
    checksum: (bytes) => bytes.map((byte, at) => (at === bytes.length - 30 ? byte ^ 4 : byte)),
    'no-state-file': (bytes) => bytes.map((byte, at) => (at === 0 ? 0 : byte)),
  };

  test.each(Object.entries(wrecks))(
    'of the newest snapshot (%s) is made good by the one before it',
    async (reason, wreck) => {
      const { disk, tables: expected } = await filled(33);
      const path = `${FOLDER}/30.snapshot`;
      disk.put(path, wreck(disk.files().get(path) ?? new Uint8Array()));
      const tables = newTables();
      const folder = folderOn(disk);
      const report = await folder.load(33, statesOf(tables), signal);
      expect(shown(tables)).toEqual(shown(expected));
      expect(report).toMatchObject({ snapshotVersion: 20, deltas: 13, damaged: [{ path, reason }] });
      // It does not count as one of the two that are kept.
      await runBatch(folder, tables, 34, []);
      await folder.maintain(34, statesOf(tables), signal);
      expect(names(disk).filter((name) => name.endsWith('.snapshot'))).toEqual([
        '20.snapshot',
        '30.snapshot',
        '34.snapshot',
      ]);
      const again = newTables();
      await folderOn(disk).load(34, statesOf(again), signal);
      expect(shown(again)).toEqual(shown(tables));
    },
  );

  test.each(Object.entries(wrecks))('of a delta (%s) is told', async (reason, wreck) => {
    const { disk } = await filled(33);
    const path = `${FOLDER}/32.delta`;
    disk.put(path, wreck(disk.files().get(path) ?? new Uint8Array()));
    expect(await refusal(disk, 33)).toMatchObject({ code: 'EXE-170', params: { path, reason } });
  });

  test('of the device is damage, other faults of the disk are not', async () => {
    const { disk } = await filled(13);
    const failing = (code: string): FaultDisk =>
      disk.survivors('kill', {
        fails: ({ call, path }) => (call === 'read' && path.endsWith('.snapshot') ? code : null),
      });
    const tables = newTables();
    expect((await folderOn(failing('EIO')).load(13, statesOf(tables), signal)).damaged).toEqual([
      { path: `${FOLDER}/10.snapshot`, reason: 'unreadable' },
    ]);
    await expect(folderOn(failing('EMFILE')).load(13, statesOf(tables), signal)).rejects.toMatchObject({
      code: 'EMFILE',
    });
  });

  test('of the device is damage behind a guard as well', async () => {
    const { disk } = await filled(13);
    const guarded = new GuardedDisk({
      fails: ({ call, path }) => (call === 'read' && path.endsWith('.snapshot') ? 'EIO' : null),
    });
    for (const [path, bytes] of disk.files()) guarded.put(path, bytes);
    const report = await folderOn(guarded).load(13, statesOf(newTables()), signal);
    expect(report.damaged).toMatchObject([{ reason: 'unreadable' }]);
  });

  test('a missing delta is named', async () => {
    const { disk } = await filled(13);
    await disk.remove(`${FOLDER}/12.delta`);
    expect(await refusal(disk, 13)).toMatchObject({
      code: 'EXE-171',
      params: { path: `${FOLDER}/12.delta`, version: 13 },
    });
  });

  test('a file under another’s name is none of that version', async () => {
    const { disk } = await filled(3);
    disk.put(`${FOLDER}/3.delta`, disk.files().get(`${FOLDER}/2.delta`) ?? '');
    expect(await refusal(disk, 3)).toMatchObject({ code: 'EXE-170', params: { reason: 'structure' } });
  });
});

test('tables of another form are refused, with both forms shown', async () => {
  const { disk } = await filled(1);
  const [first, second] = newTables() as [RunningTable, RunningTable];
  const other = new CollectedTable({ ...second.form, value: [{ name: 'd', type: STRING }] });
  const states = [
    { nodeId: 'n0', tables: [first] },
    { nodeId: 'n1', tables: [other] },
  ];
  expect(await refusal(disk, 1, states)).toMatchObject({
    code: 'EXE-172',
    params: { saved: 'left(bigint -> double, array<string>)', now: 'left(bigint -> string)' },
    at: { nodeId: 'n1' },
  });
  expect(await refusal(disk, 1, states.slice(0, 1))).toMatchObject({ code: 'EXE-172', params: { now: '-' } });
});

test('what a broken-off batch has left is gone after a load, and nothing of it is read later', async () => {
  const { disk } = await filled(12);
  disk.put(`${FOLDER}/12.snapshot`, 'of another life');
  disk.put(`${FOLDER}/12.delta.3.tmp`, 'half');
  await folderOn(disk).load(9, statesOf(newTables()), signal);
  expect(names(disk)).toEqual([
    '1.delta',
    '2.delta',
    '3.delta',
    '4.delta',
    '5.delta',
    '6.delta',
    '7.delta',
    '8.delta',
    '9.delta',
  ]);
});

test('a save that fails or is given up leaves nothing', async () => {
  const { disk } = await filled(2);
  const before = names(disk);
  const full = disk.survivors('kill', { fails: ({ call }) => (call === 'write' ? 'ENOSPC' : null) });
  await expect(runBatch(folderOn(full), newTables(), 3, [])).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(names(full)).toEqual(before);
  const stopping = new AbortController();
  const tables = newTables();
  apply(tables, { table: 0, key: 1, value: 1 });
  stopping.abort();
  await expect(folderOn(disk).save(3, statesOf(tables), stopping.signal)).rejects.toThrow('cancelled');
  expect(names(disk)).toEqual(before);
});

test('forms and versions are told without the tables', async () => {
  const { disk } = await filled(2);
  const folder = folderOn(disk);
  expect(await folder.versions()).toEqual([1, 2]);
  expect(await folder.formsOf(2)).toMatchObject([
    { nodeId: 'n0', tables: [{ name: 'keys', key: [['k', 'string']], value: [] }] },
    { nodeId: 'n1', tables: [{ name: 'left' }] },
  ]);
  expect(await folder.formsOf(0)).toEqual([]);
});

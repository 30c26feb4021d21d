/** `showCheckpoint` and the command over it: all that a checkpoint holds, whole, damaged and while a run is at work in it. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { must } from './base/assert.ts';
import { showCheckpoint } from './cli/commands/checkpoint.ts';
import type { Terminal } from './cli/terminal.ts';
import { createSession, type Session } from './session.ts';
import fixture from './streaming/checkpoint/migrations/fixtures/format-0.json' with { type: 'json' };

let folder: string;
let session: Session;

beforeAll(async () => {
  session = await createSession({ threads: 1 });
});

afterAll(() => session.stop());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-show-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sinks = ['windows', 'sessions', 'unique', 'limited', 'joined'] as const;
const checkpoint = (sink: (typeof sinks)[number], ...names: string[]): string =>
  join(folder, 'checkpoints', sink, ...names);

/** Four batches of the pipeline with every kind of state. */
async function runFour(): Promise<void> {
  write('input/');
  const run = await session.run(fixture.pipeline, { baseDirectory: folder, follow: false, maxBatches: 4 });
  await run.awaitTermination();
}

/** Puts files of the fixture in their places. */
function write(prefix: string): void {
  for (const [name, lines] of Object.entries(fixture.files)) {
    if (!name.startsWith(prefix)) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), lines.join('\n'));
  }
}

/** Every file below a folder, with its bytes. */
function filesBelow(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true }).map(String);
  const files = names.filter((name) => statSync(join(path, name)).isFile()).sort();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(path, name), 'base64')]));
}

function terminalOf(): Terminal & { readonly outText: string; readonly errText: string } {
  const said = { out: '', err: '' };
  return {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    eraseLines: () => undefined,
    isInteractive: false,
    columns: 80,
    get outText() {
      return said.out;
    },
    get errText() {
      return said.err;
    },
  };
}

describe('a checkpoint that nobody uses', () => {
  beforeEach(runFour);

  test('is shown with its query, its batches and its state', async () => {
    const before = filesBelow(checkpoint('joined'));
    const content = await session.showCheckpoint(checkpoint('joined'), { rows: 2 });
    expect(filesBelow(checkpoint('joined'))).toEqual(before);
    expect(content).toMatchObject({
      queryId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      format: 1,
      holder: null,
      next: { action: 'go-on', lastBatch: 3 },
      findings: [],
    });
    expect(content.query?.operators.map(({ kind }) => kind)).toEqual(['join']);
    expect(content.batches.map(({ batchId, isCommitted }) => [batchId, isCommitted])).toEqual([
      [0, true],
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(content.batches.at(-1)).toMatchObject({
      endOffsets: [{ logOffset: 3 }, { logOffset: 3 }],
      watermarkMs: Date.UTC(2024, 4, 1, 10, 0, 36),
      nextWatermarkMs: Date.UTC(2024, 4, 1, 10, 1, 40),
    });
    const state = must(content.state, 'a state');
    expect(state.files.map(({ name }) => name)).toEqual(['1.delta', '2.delta', '3.delta', '4.delta']);
    const [left, right] = must(state.operators[0], 'an operator').tables;
    expect([left?.entries, right?.entries]).toEqual([9, 8]);
    expect(left?.value.at(-1)).toEqual({ name: 'matched', type: 'boolean' });
    expect(left?.rows).toEqual([
      { key: [5], value: [5, 'a', '2024-05-01T10:00:24Z', null, false] },
      { key: [6], value: [6, 'b', '2024-05-01T10:00:40Z', null, false] },
    ]);
  });

  test.each<[(typeof sinks)[number], string, number]>([
    ['windows', 'groups', 7],
    ['sessions', 'sessions', 3],
    ['unique', 'keys', 9],
    ['limited', 'passed', 1],
  ])('of sink %s is shown with its table %s', async (sink, table, entries) => {
    const { state, findings } = await session.showCheckpoint(checkpoint(sink));
    expect(findings).toEqual([]);
    expect(
      state?.operators.map(({ tables }) => tables.map((each) => [each.name, each.entries, each.rows.length])),
    ).toEqual([[[table, entries, entries]]]);
  });

  test('is shown as it was after an earlier batch', async () => {
    const { state } = await session.showCheckpoint(checkpoint('limited'), { batchId: 1 });
    expect(state).toMatchObject({
      batchId: 1,
      operators: [{ nodeId: 'firsts', tables: [{ rows: [{ key: [], value: [8] }] }] }],
    });
    const later = await session.showCheckpoint(checkpoint('limited'), { batchId: 99 });
    expect(later.state).toBe(null);
    expect(later.findings.map(({ code }) => code)).toEqual(['EXE-171']);
  });

  test('says that a batch runs again', async () => {
    rmSync(checkpoint('unique', 'commits', '3'));
    const { next, batches, state } = await session.showCheckpoint(checkpoint('unique'));
    expect(next).toMatchObject({ action: 'run-again', batch: 3 });
    expect(batches.at(-1)).toMatchObject({ batchId: 3, isCommitted: false, nextWatermarkMs: null });
    expect(state?.batchId).toBe(2);
  });

  test('says who has left its lock behind', async () => {
    const holder = {
      token: 't',
      host: 'elsewhere.example',
      pid: 7,
      process: null,
      thread: 0,
      since: '2024-05-01T10:00:00.000Z',
    };
    writeFileSync(checkpoint('unique', 'lock'), `${JSON.stringify(holder)}\n`);
    const shown = await session.showCheckpoint(checkpoint('unique'));
    expect(shown.holder).toEqual({
      pid: 7,
      host: 'elsewhere.example',
      since: holder.since,
      verdict: 'of-another-host',
    });
    writeFileSync(checkpoint('unique', 'lock'), 'nobody knows');
    expect((await session.showCheckpoint(checkpoint('unique'))).findings.map(({ code }) => code)).toEqual(['EXE-152']);
  });

  test('is shown as far as it can be when any of its files is damaged', async () => {
    const whole = await session.showCheckpoint(checkpoint('sessions'));
    const read = Object.keys(filesBelow(checkpoint('sessions'))).filter((name) => !name.startsWith('sources'));
    expect(read.length).toBeGreaterThan(10);
    for (const name of read) {
      const path = checkpoint('sessions', name);
      const bytes = readFileSync(path);
      for (const damage of ['cut', 'changed', 'other', 'removed'] as const) {
        if (damage === 'cut') truncateSync(path, bytes.length - 5);
        else if (damage === 'changed')
          writeFileSync(
            path,
            bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)),
          );
        else if (damage === 'other') writeFileSync(path, '{"neither": ["this", "nor", "that"]}\n');
        else rmSync(path);
        const shown = await session.showCheckpoint(checkpoint('sessions'));
        // A file that is not there at all may be one that never was.
        if (damage !== 'removed') expect([name, damage, shown.findings.length]).toEqual([name, damage, 1]);
        const kept = shown.batches.filter((batch) =>
          whole.batches.some((other) => JSON.stringify(other) === JSON.stringify(batch)),
        );
        expect(kept.length).toBeGreaterThanOrEqual(3);
        if (!name.startsWith('state') && damage !== 'removed') expect(shown.state).toEqual(whole.state);
      }
      writeFileSync(path, bytes);
    }
  });

  test('is told in words and in lines of JSON', async () => {
    const words = terminalOf();
    expect(await showCheckpoint(checkpoint('unique'), { rows: 1 }, session, words)).toBe(0);
    expect(words.errText).toBe('');
    for (const part of [
      'the next start goes on behind batch 3',
      'no run holds it',
      'deduplicate by id, kind, within the watermark',
      `sink unique: file json ${join(folder, 'output', 'unique')}, append`,
      '|3    |yes',
      'table keys: 9 entries, the first 1',
      'id (key)|kind (key)|',
    ]) {
      expect(words.outText).toContain(part);
    }
    const json = terminalOf();
    expect(await showCheckpoint(checkpoint('unique'), { json: true, rows: 1, batch: 0 }, session, json)).toBe(0);
    const lines = json.outText
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.map(({ type }) => type)).toEqual([
      'checkpoint',
      'query',
      'batch',
      'batch',
      'batch',
      'batch',
      'state',
      'table',
      'entry',
    ]);
    expect(lines[2]).toMatchObject({ batchId: 0, watermark: null, nextWatermark: '2024-05-01T09:59:38.000Z' });
  });

  test('is told with what is damaged', async () => {
    writeFileSync(checkpoint('unique', 'query'), 'no query');
    const words = terminalOf();
    expect(await showCheckpoint(checkpoint('unique'), {}, session, words)).toBe(3);
    expect(words.errText).toContain('EXE-106');
    expect(words.outText).toContain('table keys: 9 entries');
    const json = terminalOf();
    expect(await showCheckpoint(checkpoint('unique'), { json: true }, session, json)).toBe(3);
    expect(json.outText).toContain('{"type":"error","code":"EXE-106"');
  });

  test('is looked for one folder further down', async () => {
    await expect(session.showCheckpoint(join(folder, 'checkpoints'))).rejects.toMatchObject({
      code: 'EXE-188',
      hint: 'below it there are joined, limited, sessions, unique, windows: name one of them',
    });
  });
});

test('a folder that holds none, or is not there, is named', async () => {
  await expect(session.showCheckpoint(folder)).rejects.toMatchObject({ code: 'EXE-188', hint: undefined });
  await expect(session.showCheckpoint(join(folder, 'missing'))).rejects.toMatchObject({ code: 'EXE-188' });
});

test('a checkpoint of format 0 is shown without its state', async () => {
  write('checkpoints/');
  const { format, query, batches, next, state, findings } = await session.showCheckpoint(checkpoint('windows'));
  expect([format, query, state, findings]).toEqual([0, null, null, []]);
  expect(batches).toHaveLength(4);
  expect(next).toEqual({ action: 'go-on', lastBatch: 3 });
});

test('a run that is at work in the folder is not disturbed, and nothing of it looks damaged', async () => {
  const columns = [
    { name: 'time', type: 'event-time' },
    { name: 'key', type: 'key', prefix: 'k', count: 50 },
  ];
  const generator = { seed: 7, rowsPerBatch: 20, start: '2024-05-01 00:00:00', step: '1 second', columns };
  const nodes = [
    { id: 'events', kind: 'generator-source', config: generator },
    { id: 'unique', kind: 'deduplicate', config: {} },
    {
      id: 'out',
      kind: 'file-sink',
      config: {
        path: 'out',
        format: 'json',
        checkpointLocation: 'state',
        trigger: { type: 'processing-time', interval: '0 seconds' },
      },
    },
  ];
  const document = {
    format: 'millrace.pipeline',
    version: 1,
    name: 'endless',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map((node, x) => ({ ...node, position: { x, y: 0 } })),
    edges: [
      { source: 'events', target: 'unique' },
      { source: 'unique', target: 'out' },
    ],
  };
  const run = await session.run(document, { baseDirectory: folder, follow: true });
  try {
    let batches = 0;
    for (let looks = 0; looks < 20 || batches < 12; looks++) {
      const content = await session.showCheckpoint(join(folder, 'state')).catch(() => null);
      batches = run.snapshot().queries[0]?.batchesCompleted ?? 0;
      if (content === null) continue;
      expect(content.findings).toEqual([]);
      expect(content.holder?.verdict).toBe('held');
    }
    expect(run.snapshot().queries[0]?.exception).toBe(null);
  } finally {
    await run.stop();
  }
});

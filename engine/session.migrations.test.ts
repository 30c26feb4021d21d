/** Checkpoints that earlier builds have written: a query goes on from them, and ends with what it would have ended with. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from './base/assert.ts';
import fixture from './streaming/checkpoint/migrations/fixtures/format-0.json' with { type: 'json' };
import { loggedLines, runIn } from './testing/folder-run.ts';
import { movedText } from './testing/moved-checkpoint.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-migrations-'));
  unpack('');
});

/** Puts the files of the fixture whose names begin so in their places. */
function unpack(prefix: string): void {
  for (const [name, lines] of Object.entries(fixture.files)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, movedText(lines.join('\n'), '/fixture/', `${folder}/`));
    utimesSync(path, fixture.modifiedMs / 1000, fixture.modifiedMs / 1000);
  }
}

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sinks = Object.keys(fixture.expected) as (keyof typeof fixture.expected)[];

const run = (document: unknown = fixture.pipeline) => runIn(folder, document);

const outputOf = (sink: string): string[] => loggedLines(join(folder, 'output', sink));

const checkpoint = (sink: string, ...names: string[]): string => join(folder, 'checkpoints', sink, ...names);

const fine = Object.fromEntries(sinks.map((sink) => [sink, null]));

/** Without what came to nothing in the logs: a run that was killed after its rows were out. */
function killedBeforeCommit(): void {
  for (const sink of sinks) rmSync(checkpoint(sink, 'commits', '3'));
}

describe('checkpoints of format 0', () => {
  test.each<[string, () => void]>([
    ['that stopped between two batches', () => undefined],
    ['that was killed before the last commit', killedBeforeCommit],
  ])('every kind of state goes on from a run %s', async (_, prepare) => {
    prepare();
    expect(await run()).toEqual(fine);
    for (const sink of sinks) {
      expect([sink, outputOf(sink)]).toEqual([sink, fixture.expected[sink]]);
      expect(JSON.parse(readFileSync(checkpoint(sink, 'metadata'), 'utf8'))).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        format: 1,
      });
      expect(readdirSync(checkpoint(sink, 'state')).filter((name) => name.endsWith('.json'))).toEqual([]);
      expect(readFileSync(checkpoint(sink, 'offsets', '0'), 'utf8')).toMatch(/\{"crc32c":"[0-9a-f]{8}"\}\n$/);
    }
    // And from what the migration has written.
    expect(await run()).toEqual(fine);
  });

  test('a migration that was broken off begins again', async () => {
    killedBeforeCommit();
    const states = sinks.map((sink) => readFileSync(checkpoint(sink, 'state', '2.json')));
    const metadata = sinks.map((sink) => readFileSync(checkpoint(sink, 'metadata')));
    await run();
    // All but its last steps: the format is written last, and then the old state is removed.
    for (const [at, sink] of sinks.entries()) {
      rmSync(join(folder, 'output', sink), { recursive: true });
      for (const name of readdirSync(checkpoint(sink, 'commits'))) {
        if (Number(name) > 2) rmSync(checkpoint(sink, 'commits', name));
      }
      for (const name of readdirSync(checkpoint(sink, 'offsets'))) {
        if (Number(name) > 3) rmSync(checkpoint(sink, 'offsets', name));
      }
      for (const name of readdirSync(checkpoint(sink, 'state'))) rmSync(checkpoint(sink, 'state', name));
      writeFileSync(checkpoint(sink, 'state', '3.snapshot'), 'what is written again');
      writeFileSync(checkpoint(sink, 'state', '2.json'), must(states[at], 'a state'));
      writeFileSync(checkpoint(sink, 'metadata'), must(metadata[at], 'metadata'));
    }
    unpack('output/');
    expect(await run()).toEqual(fine);
    for (const sink of sinks) expect([sink, outputOf(sink)]).toEqual([sink, fixture.expected[sink]]);
  });

  test('state of another query is refused, and left as it is', async () => {
    const before = readFileSync(checkpoint('unique', 'state', '3.json'), 'utf8');
    const document = structuredClone(fixture.pipeline) as { nodes: { id: string; config: Record<string, unknown> }[] };
    const once = document.nodes.find(({ id }) => id === 'once');
    if (once !== undefined) once.config = { columns: ['id'], withinWatermark: true };
    expect(await run(document)).toEqual({ ...fine, unique: 'EXE-189' });
    expect(readFileSync(checkpoint('unique', 'state', '3.json'), 'utf8')).toBe(before);
    expect(JSON.parse(readFileSync(checkpoint('unique', 'metadata'), 'utf8'))).not.toHaveProperty('format');
  });

  test.each<[string, (text: string) => string]>([
    ['cut', (text) => text.slice(0, -20)],
    ['no list of operators', (text) => text.replace(/"state":.*\]\}/, '"state":{}}')],
    ['a value of another type', (text) => text.replace('[["3","a"]', '[[true,"a"]')],
    ['a value too few', (text) => text.replace('[["3","a"]', '[["3"]')],
  ])('damaged state is named: %s', async (_, damage) => {
    const path = checkpoint('unique', 'state', '3.json');
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    expect(await run()).toEqual({ ...fine, unique: 'EXE-106' });
    expect(existsSync(path)).toBe(true);
  });
});

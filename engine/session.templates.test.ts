import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, type Session } from './session.ts';

const folder = fileURLToPath(new URL('../assets/pipelines/templates', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const package_ = readFileSync(new URL('../electron-builder.yml', import.meta.url), 'utf8');

interface Template {
  readonly name: string;
  readonly nodes: readonly { readonly label: string; readonly position: { readonly x: number; readonly y: number } }[];
  readonly notes: readonly { readonly text: string; readonly position: { readonly y: number } }[];
  readonly views: { readonly queries: readonly { readonly name: string; readonly sql: string }[] };
}

function read(path: string): Template {
  return JSON.parse(readFileSync(`${folder}/${path}`, 'utf8')) as Template;
}

/** The document with every word of a language taken out. */
function graphOf(document: Template): unknown {
  return {
    ...document,
    name: '',
    nodes: document.nodes.map((node) => ({ ...node, label: '' })),
    notes: document.notes.map((note) => ({ ...note, text: '' })),
    views: { queries: document.views.queries.map((query) => ({ ...query, name: '' })) },
  };
}

let session: Session;
beforeAll(async () => {
  session = await createSession({ threads: 1 });
});
afterAll(() => session.stop());

it('there are seven, in both languages, and the package has them', () => {
  expect(names).toHaveLength(7);
  expect(readdirSync(`${folder}/fr`)).toEqual(names);
  expect(package_).toMatch(/- from: assets\n\s+to: assets/);
});

describe.each(names)('%s', (name) => {
  const document = read(name);

  it.each(['streaming', 'batch'] as const)('has no finding and gives rows, %s', async (mode) => {
    expect(session.analyze(document, folder, mode).diagnostics).toEqual([]);
    const run = await session.run(document, { baseDirectory: folder, follow: false, mode });
    await run.awaitTermination();
    expect(run.snapshot().queries.map(({ exception }) => exception)).toEqual([null]);
    for (const { sql } of document.views.queries) {
      const { rows, columns } = await session.sql(sql, 100);
      expect(rows.length).toBeGreaterThan(0);
      expect(columns.length).toBeGreaterThan(0);
    }
  });

  it('is a PySpark program whose lines name every node', () => {
    const program = session.exportPySpark(document, folder);
    expect(program.ok).toBe(true);
    const ids = program.ok ? new Set(program.value.lines.map(({ nodeId }) => nodeId)) : new Set();
    expect(ids.size).toBe(document.nodes.length);
  });

  it('is laid out from left to right on the grid, with its notes below the cards', () => {
    for (const { position } of document.nodes) expect([position.x % 8, position.y % 4]).toEqual([0, 0]);
    const places = document.nodes.map(({ position }) => `${position.x} ${position.y}`);
    expect(new Set(places).size).toBe(places.length);
    const bottom = Math.max(...document.nodes.map(({ position }) => position.y)) + 88;
    for (const { position } of document.notes) expect(position.y).toBeGreaterThanOrEqual(bottom);
  });

  it('says the same in French, with other words', () => {
    const french = read(`fr/${name}`);
    expect(graphOf(french)).toEqual(graphOf(document));
    expect(french.notes.map(({ text }) => text)).not.toEqual(document.notes.map(({ text }) => text));
    expect(JSON.stringify(french)).not.toMatch(/[a-zé] [:;?!](?!=)/);
  });
});

it('the late events of the template about them are dropped', async () => {
  const run = await session.run(read('late-data.millrace.json'), { baseDirectory: folder, follow: false });
  await run.awaitTermination();
  const dropped = session
    .recentProgress('by_quarter')
    .flatMap(({ stateOperators }) => stateOperators.map((state) => state.numRowsDroppedByWatermark));
  expect(dropped.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
});

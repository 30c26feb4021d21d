/** Renames on pipelines that run: the results are the same, up to the name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from './base/assert.ts';
import { createSession, type Session } from './session.ts';

let session: Session;
beforeAll(async () => {
  session = await createSession({ threads: 1 });
});
afterAll(() => session.stop());

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
  { name: 'amount', type: 'bigint' },
];
const row = (time: number, action: string | null, amount: number) => ({ time, action, amount });
const batches = [
  [row(0, 'Open', 3), row(60, 'Close', 4), row(60, null, 9)],
  [row(4000, 'Open', 5), row(4100, 'open', -1), row(9000, 'Close', 2)],
];

function pipeline() {
  const nodes = [
    { id: 'rows', kind: 'rows-source', config: { fields, batches } },
    {
      id: 'other',
      kind: 'rows-source',
      config: { fields: fields.slice(1), batches: [[{ action: 'Open', amount: 1 }]], static: true },
    },
    {
      id: 'more',
      kind: 'select',
      config: { keep: true, columns: [{ expr: 'amount + length(action)', as: 'size' }, { expr: 'upper(action)' }] },
    },
    { id: 'some', kind: 'filter', config: { condition: "action <> 'amount' and amount > 0 and time is not null" } },
    { id: 'hours', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' } },
    {
      id: 'both',
      kind: 'join',
      config: { type: 'left', on: 'left.action = right.action and left.amount > right.amount' },
    },
    {
      id: 'flat',
      kind: 'select',
      config: { columns: [{ expr: 'left.action' }, { expr: 'left.amount' }, { expr: 'window' }, { expr: 'size' }] },
    },
    {
      id: 'sums',
      kind: 'group-by',
      config: {
        keys: ['action', 'window'],
        aggregates: [
          { function: 'sum', expr: 'amount' },
          { function: 'max', expr: 'size' },
        ],
      },
    },
    { id: 'sink', kind: 'memory-sink', config: { queryName: 'sums', outputMode: 'complete' } },
  ].map((node) => ({ ...node, position: { x: 0, y: 0 } }));
  const wires = [
    'rows more',
    'more some',
    'some hours',
    'hours both left',
    'other both right',
    'both flat',
    'flat sums',
    'sums sink',
  ];
  const edges = wires.map((wire) => {
    const [source, target, targetPort] = wire.split(' ');
    return { source, target, ...(targetPort === undefined ? {} : { targetPort }) };
  });
  const settings = { mode: 'streaming', timeZone: 'UTC' };
  return { format: 'millrace.pipeline', version: 1, name: 'Test', settings, nodes, edges };
}

async function results(document: unknown): Promise<readonly string[]> {
  const run = await session.run(document, { baseDirectory: '/', follow: false });
  await run.awaitTermination();
  expect(run.snapshot().queries.map(({ exception }) => exception)).toEqual([null]);
  const { rows } = await session.sql('select * from sums', 100);
  return rows.map((each) => JSON.stringify(each)).sort();
}

describe('a renamed column', () => {
  it.each(
    ['time', 'action', 'amount'].flatMap((from) => ['renamed', 'two words', 'a`b'].map((to) => [from, to] as const)),
  )('%s, to %s', async (from, to) => {
    const document = pipeline();
    const { edits, findings } = session.renameColumn(document, '/', { nodeId: 'rows', from, to });
    expect(findings).toEqual([]);
    expect(edits.length).toBeGreaterThan(0);
    const renamed = structuredClone(document);
    const node = (id: string) =>
      must(
        renamed.nodes.find((each) => each.id === id),
        'a node of the document',
      );
    const source = node('rows').config as { fields: unknown; batches: unknown };
    source.fields = fields.map((each) => (each.name === from ? { ...each, name: to } : each));
    source.batches = batches.map((rows) =>
      rows.map((each) =>
        Object.fromEntries(Object.entries(each).map(([name, value]) => [name === from ? to : name, value])),
      ),
    );
    for (const { nodeId, setting, before, after } of edits) {
      const path = setting.split('.');
      const last = must(path.pop(), 'a path has a last step');
      const holder = path.reduce(
        (at, step) => at[step] as Record<string, unknown>,
        node(nodeId).config as Record<string, unknown>,
      );
      expect(holder[last]).toBe(before);
      holder[last] = after;
    }
    expect(session.analyze(renamed, '/').diagnostics).toEqual(session.analyze(document, '/').diagnostics);
    expect(await results(renamed)).toEqual(await results(document));
  });
});

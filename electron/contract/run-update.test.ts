import { describe, expect, test } from 'vitest';
import type { NodeFigures, QuerySnapshot } from '../../engine/session-shapes.ts';
import { FIELD_COUNT, FigureWriter, readFigures, rowsOfQuery } from './run-update.ts';
import { runMessageSchema } from './shapes.ts';

const figures = (more: Partial<NodeFigures> = {}): NodeFigures => ({
  batchIn: 5,
  batchOut: 4,
  lateRows: 0,
  stateRows: null,
  stateBytes: null,
  share: null,
  loop: null,
  ...more,
});

function query(more: Partial<QuerySnapshot> = {}): QuerySnapshot {
  return {
    nodes: { files: { in: 0, out: 2 ** 40 }, counts: { in: 300, out: 0 }, table: { in: 0, out: 0 } },
    figures: {
      files: figures({ share: 0.25, loop: 'counts' }),
      counts: figures({ lateRows: 129, stateRows: 0, stateBytes: 16_384, share: 0.25, loop: 'counts' }),
    },
    status: { message: '', isDataAvailable: true, isTriggerActive: false },
    isActive: true,
    batchesCompleted: 128,
    filesRead: null,
    ...more,
  } as QuerySnapshot;
}

function written(...queries: readonly (readonly [number, QuerySnapshot])[]): Uint8Array {
  const writer = new FigureWriter();
  for (const [at, each] of queries) writer.add(at, each);
  return writer.take();
}

describe('figures as bytes', () => {
  test('come back as they were, also large ones and those that are not there', () => {
    const rows = new Float64Array(3 * FIELD_COUNT);
    expect(readFigures(written([7, query()]), (at) => (at === 7 ? rows : null))).toEqual([
      { at: 7, isActive: true, isDataAvailable: true, isTriggerActive: false, batchesCompleted: 128, filesRead: null },
    ]);
    expect(rows).toEqual(rowsOfQuery(query()));
  });

  test('of several queries, in the order in which they were added', () => {
    const one = query({ nodes: { a: { in: 1, out: 2 } }, figures: {}, filesRead: 0 });
    const rows = new Float64Array(FIELD_COUNT);
    const read = readFigures(written([1, one], [0, one]), () => rows);
    expect(read?.map(({ at, filesRead }) => [at, filesRead])).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });

  test('a writer forgets what was taken', () => {
    const writer = new FigureWriter();
    writer.add(0, query());
    const { length } = writer.take();
    expect(length).toBeGreaterThan(0);
    expect(writer.take()).toHaveLength(0);
  });

  test.each([
    ['cut off', written([0, query()]).slice(0, -1)],
    ['of more nodes than there are', written([0, query({ nodes: { a: { in: 0, out: 0 } }, figures: {} })])],
    ['of a query that is not there', written([3, query()])],
    ['a number without an end', new Uint8Array(64).fill(255)],
    ['noise', Uint8Array.from({ length: 500 }, (_, at) => (at * 37 + 11) % 256)],
  ])('are refused where they are %s', (_, bytes) => {
    const rows = new Float64Array(3 * FIELD_COUNT);
    expect(readFigures(bytes, (at) => (at === 0 ? rows : null))).toBeNull();
  });

  test('numbers that no count can be are written as none', () => {
    const rows = new Float64Array(FIELD_COUNT);
    const strange = query({ nodes: { a: { in: Number.NaN, out: -4 } }, figures: {} });
    expect(readFigures(written([0, strange]), () => rows)).not.toBeNull();
    expect([rows[0], rows[1]]).toEqual([0, 0]);
  });
});

describe('the schema of what is pushed', () => {
  const update = {
    runId: 'run',
    sequence: 2,
    since: 1,
    atMs: 5,
    isActive: true,
    changes: [],
    figures: new Uint8Array(3),
  };

  test('takes an update and a whole snapshot', () => {
    expect(runMessageSchema.safeParse(update).success).toBe(true);
    expect(runMessageSchema.safeParse({ runId: 'run', sequence: 1, queries: [] }).success).toBe(true);
  });

  test.each([
    ['bytes beyond all measure', { figures: new Uint8Array(1024 * 1024 + 1) }],
    ['figures that are no bytes', { figures: [1, 2, 3] }],
    ['a sequence that is no number', { sequence: '2' }],
    ['a time without end', { atMs: Number.POSITIVE_INFINITY }],
    ['changes of nothing', { changes: [{}] }],
    ['more changes than there can be queries', { changes: Array.from({ length: 10_001 }, () => ({ at: 0 })) }],
  ])('refuses %s', (_, change) => {
    expect(runMessageSchema.safeParse({ ...update, ...change }).success).toBe(false);
  });
});

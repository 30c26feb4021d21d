/** A run over files with late rows, rows that do not fit and columns that nobody reads, for tests of pausing and looking. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run, Session } from '../session.ts';
import type { Breakpoint, QueryPause, QuerySnapshot, RunOptions } from '../session-shapes.ts';

export interface Event {
  readonly time: string;
  readonly user: string;
  readonly action: string;
  readonly n: number;
  readonly note: string;
}

const ACTIONS = ['Open', 'Close', 'Move'];

/** The same rows each time: minutes that go on from file to file, with some far behind. */
export function eventsOf(file: number, rows: number): Event[] {
  return Array.from({ length: rows }, (_, at) => {
    const minute = file * 10 + (at % 10) - (at % 7 === 6 ? 40 : 0);
    const time = new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
    return { time, user: `u${at % 4}`, action: ACTIONS[at % 3] ?? '', n: file * rows + at, note: `note ${file}.${at}` };
  });
}

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'user', type: 'string' },
  { name: 'action', type: 'string' },
  { name: 'n', type: 'bigint' },
  { name: 'note', type: 'string' },
];

/** Nodes in a row behind `events` and `typed`, the last of them a table `table`. */
export function chainDocument(nodes: readonly { id: string; kind: string; config: object }[], settings: object = {}) {
  const all = [
    { id: 'events', kind: 'file-source', config: { path: 'in', format: 'json', maxFilesPerTrigger: 1 } },
    { id: 'typed', kind: 'schema', config: { fields } },
    ...nodes,
  ];
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'looked at',
    settings: { mode: 'streaming', timeZone: 'UTC', ...settings },
    nodes: all.map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } })),
    edges: all.slice(1).map(({ id }, index) => ({ source: all[index]?.id ?? '', target: id })),
  };
}

/** Windows of ten minutes, counted: everything up to the groups is one compiled stage, and nobody reads `user` and `note`. */
export const windowCounts = (outputMode = 'update') =>
  chainDocument([
    { id: 'some', kind: 'filter', config: { condition: "action <> 'Move'" } },
    { id: 'marked', kind: 'watermark', config: { timeColumn: 'time', delay: '5 minutes' } },
    { id: 'windows', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '10 minutes' } },
    {
      id: 'groups',
      kind: 'group-by',
      config: {
        keys: ['window', 'action'],
        aggregates: [
          { function: 'count', as: 'rows' },
          { function: 'sum', expr: 'n', as: 'total' },
        ],
      },
    },
    { id: 'table', kind: 'memory-sink', config: { queryName: 'counts', outputMode } },
  ]);

/** The first row of each user and ten minutes; nobody reads `note` behind the columns that are chosen. */
export const firstOfUsers = () =>
  chainDocument([
    { id: 'marked', kind: 'watermark', config: { timeColumn: 'time', delay: '5 minutes' } },
    { id: 'first', kind: 'deduplicate', config: { columns: ['user', 'time'] } },
    { id: 'chosen', kind: 'select', config: { columns: [{ expr: 'time' }, { expr: 'user' }, { expr: 'n' }] } },
    { id: 'table', kind: 'memory-sink', config: { queryName: 'firsts', outputMode: 'append' } },
  ]);

/** A folder `in` of files, each of which is a micro-batch. */
export class LookedAtFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'millrace-looks-'));

  constructor(files = 5, rows = 60) {
    mkdirSync(join(this.folder, 'in'));
    for (let file = 0; file < files; file++) this.add(file, rows);
  }

  add(file: number, rows: number): void {
    const lines = eventsOf(file, rows).map((event) => JSON.stringify(event));
    // A record that fits no schema, and one that only fits where nobody reads the note.
    lines.splice(3, 0, '{"time": "2026-01-05T10:00:00Z", broken', '{"time":"2026-01-05T10:00:30Z","n":1,"note":7}');
    const path = join(this.folder, 'in', `${String(file).padStart(3, '0')}.json`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    utimesSync(path, 1_700_000_000 + file, 1_700_000_000 + file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a run did, without what differs from run to run: times, rates and names of runs. */
export interface RunTrace {
  readonly pauses: readonly QueryPause[];
  readonly progress: readonly unknown[];
  readonly emitted: readonly unknown[];
  readonly end: QuerySnapshot;
}

/**
 * Runs a document to its end. Wherever it waits, `goOn` is asked; left out, the run is resumed.
 */
export async function traceOf(
  session: Session,
  document: unknown,
  options: RunOptions,
  goOn: (run: Run, pause: QueryPause) => void | Promise<void> = (run) => run.resume(),
): Promise<RunTrace> {
  const pauses: QueryPause[] = [];
  const progress: unknown[] = [];
  const emitted: unknown[] = [];
  let run: Run | null = null;
  const waiting: QueryPause[] = [];
  const answer = async (): Promise<void> => {
    for (let pause = waiting.shift(); run !== null && pause !== undefined; pause = waiting.shift()) {
      await goOn(run, pause);
    }
  };
  run = await session.run(document, options, {
    progress: (event) => progress.push(withoutTimes(event)),
    emit: ({ batchId, outputMode, rows }) => emitted.push({ batchId, outputMode, rows }),
    pauseChanged: ({ pause }) => {
      if (pause === null) return;
      pauses.push(pause);
      waiting.push(pause);
      void answer();
    },
  });
  await answer();
  await run.awaitTermination();
  const [end] = run.snapshot().queries;
  if (end === undefined) throw new Error('the document has a query');
  return { pauses, progress, emitted, end };
}

const timed = new Set([
  'id',
  'runId',
  'timestamp',
  'batchDuration',
  'durationMs',
  'inputRowsPerSecond',
  'processedRowsPerSecond',
  'allUpdatesTimeMs',
  'allRemovalsTimeMs',
  'commitTimeMs',
]);

export function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (timed.has(key) ? undefined : each)));
}

export function breakpointOn(
  source: string,
  target: string,
  condition = '',
  more: Partial<Breakpoint> = {},
): Breakpoint {
  return { id: `${source}→${target}`, source, target, condition, ...more };
}

/**
 * A document of two queries over folders of files, each of which counts users in a table: `shaky`, to which something is done while it
 * runs, and `steady`, which must go on as if nothing had happened.
 */
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../base/assert.ts';
import type { Run, RunListener, Session } from '../session.ts';
import type { QuerySnapshot, RunOptions } from '../session-shapes.ts';

export type QueryName = 'shaky' | 'steady';

/** Files of each query; one a micro-batch. */
export const PAIR_FILES = 4;
const LINES = 40;
const USERS = 7;

/** When a file was changed last, in seconds since 1970. */
const timeOf = (file: number) => 1_700_000_000 + file * 10;

const fields = [
  { name: 'user', type: 'string' },
  { name: 'n', type: 'bigint' },
];

export class QueryPair {
  readonly folder = mkdtempSync(join(tmpdir(), 'millrace-pair-'));
  readonly checkpoint = join(this.folder, 'checkpoint');
  readonly crowdSize = 200_000;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    for (const name of ['shaky', 'steady'] as const) {
      mkdirSync(join(this.folder, name));
      mkdirSync(join(this.folder, `${name}-copies`));
      for (let file = 0; file < PAIR_FILES; file++) {
        const copy = join(this.folder, `${name}-copies`, `${file}.json`);
        writeFileSync(copy, linesOf(file));
        this.putBack(name, file);
      }
    }
  }

  pathOf(name: QueryName, file: number): string {
    return join(this.folder, name, `${file}.json`);
  }

  /** The file as it was, of the time that it had. */
  putBack(name: QueryName, file: number): void {
    const path = this.pathOf(name, file);
    rmSync(path, { recursive: true, force: true });
    copyFileSync(join(this.folder, `${name}-copies`, `${file}.json`), path);
    utimesSync(path, timeOf(file), timeOf(file));
  }

  /** Adds a line each of many other users to a file. */
  crowd(name: QueryName, file: number): void {
    const lines = Array.from({ length: this.crowdSize }, (_, one) => `{"user":"one of many ${one}","n":0}\n`);
    appendFileSync(this.pathOf(name, file), lines.join(''));
    utimesSync(this.pathOf(name, file), timeOf(file), timeOf(file));
  }

  /** @param source more settings of the source of `shaky` */
  document(source: object = {}, settings: object = {}): unknown {
    const ids = (name: QueryName) => ['files', 'typed', 'users', 'table'].map((id) => `${name}-${id}`);
    const nodes = (['shaky', 'steady'] as const).flatMap((name) => {
      const [files, typed, users, table] = ids(name);
      const aggregates = [
        { function: 'count', as: 'rows' },
        { function: 'sum', expr: 'n', as: 'total' },
      ];
      const more = name === 'shaky' ? source : {};
      return [
        { id: files, kind: 'file-source', config: { path: name, format: 'json', maxFilesPerTrigger: 1, ...more } },
        { id: typed, kind: 'schema', config: { fields } },
        { id: users, kind: 'group-by', config: { keys: ['user'], aggregates } },
        { id: table, kind: 'memory-sink', config: { queryName: name, outputMode: 'complete' } },
      ];
    });
    const edges = (['shaky', 'steady'] as const).flatMap((name) =>
      ids(name)
        .slice(1)
        .map((target, index) => ({ source: ids(name)[index], target })),
    );
    return {
      format: 'millrace.pipeline',
      version: 1,
      name: 'pair',
      settings: { mode: 'streaming', timeZone: 'UTC', ...settings },
      nodes: nodes.map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } })),
      edges,
    };
  }

  start(options: Partial<RunOptions> = {}, document = this.document(), listener: RunListener = {}): Promise<Run> {
    const all = { baseDirectory: this.folder, follow: false, checkpointDirectory: this.checkpoint, ...options };
    return this.#session.run(document, all, listener);
  }

  /** Runs both to their ends; how they stand then. */
  async run(...how: Parameters<QueryPair['start']>): Promise<Readonly<Record<QueryName, QuerySnapshot>>> {
    const run = await this.start(...how);
    await run.awaitTermination();
    return snapshotOf(run);
  }

  /** As after a crash before the commit of `shaky`'s batch: the next run runs it again. */
  forgetCommit(batch: number): void {
    rmSync(join(this.checkpoint, 'shaky', 'commits', String(batch)));
  }

  /** The table of a query, by user. */
  async table(name: QueryName): Promise<readonly (readonly unknown[])[]> {
    return (await this.#session.sql(`select user, rows, total from ${name} order by user`, 1000)).rows;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function snapshotOf(run: Run): Readonly<Record<QueryName, QuerySnapshot>> {
  const { queries } = run.snapshot();
  const named = (name: QueryName) =>
    must(
      queries.find(({ query }) => query === name),
      'a query of that name',
    );
  return { shaky: named('shaky'), steady: named('steady') };
}

/** What a table holds once the first files of its query were read, each once. */
export function tableAfter(files: number): (string | number)[][] {
  const rows = new Map<string, [number, number]>();
  for (let file = 0; file < files; file++) {
    for (let line = 0; line < LINES; line++) {
      const [count, total] = rows.get(userOf(line)) ?? [0, 0];
      rows.set(userOf(line), [count + 1, total + numberOf(file, line)]);
    }
  }
  return [...rows].map(([user, figures]) => [user, ...figures]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function linesOf(file: number): string {
  const lines = Array.from({ length: LINES }, (_, line) => `{"user":"${userOf(line)}","n":${numberOf(file, line)}}\n`);
  return lines.join('');
}

const userOf = (line: number) => `user ${line % USERS}`;
const numberOf = (file: number, line: number) => 1000 * file + line;

/** Writes the checkpoints of today's formats into the tree, once: what is there was written by builds that people have used. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkpointsIn, rowsIn, runIn } from '../../engine/testing/folder-run.ts';
import {
  copyMoved,
  FIXTURE_ROOT,
  type FixtureExpectation,
  filesBelow,
  MODIFIED_MS,
  versionFolder,
} from './fixture-folders.ts';
import { documentOf, type FixtureQueries, fixtureQueries } from './fixture-queries.ts';

/**
 * Writes all fixtures below `root`. Throws where those of today's formats are there already, and for a query that does not end as its
 * fixture says.
 *
 * @returns how many files there are
 */
export async function writeFixtures(
  root: string,
  say: (line: string) => void,
  queries: readonly FixtureQueries[] = fixtureQueries,
): Promise<number> {
  const folder = join(root, versionFolder());
  if (existsSync(folder)) {
    throw new Error(
      `${folder} is there: checkpoints that a build has written are kept as they are. Raise a format's number first`,
    );
  }
  try {
    for (const each of queries) {
      await writeFixture(each, join(folder, each.name));
      say(`${each.name}: ${filesBelow(join(folder, each.name)).length} files`);
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return filesBelow(folder).length;
}

async function writeFixture(queries: FixtureQueries, target: string): Promise<void> {
  const { about, input, batches, broken, seconds } = queries;
  const document = documentOf(queries);
  const before = temporaryFolder();
  try {
    const first = input.slice(0, batches).map((lines, file) => (file === broken?.file ? broken.lines : lines));
    writeInput(before, first);
    const ended = await endedOf(queries, before, seconds === undefined ? batches : 1);
    const sinks = Object.keys(ended);
    if (seconds !== undefined) {
      await sleep(1000 * seconds);
      await endedOf(queries, before, 1);
    }
    const rows = seconds === undefined ? await undisturbedRows(queries, sinks) : rowsIn(before, sinks);
    if (seconds !== undefined) for (const sink of sinks) forgetBatch(before, sink, batches - 1);
    for (const { query, status } of await checkpointsIn(before, document)) {
      if (status !== 'resumable') throw new Error(`${queries.name}: the checkpoint of ${query} is ${status}`);
    }
    const expectation: FixtureExpectation = { about, ended, maxBatches: seconds === undefined ? null : 1, rows };
    copyMoved(before, join(target, 'before'), before, FIXTURE_ROOT);
    writeInput(join(target, 'more'), input, (file) => file >= batches || file === broken?.file);
    writeFileSync(join(target, 'pipeline.millrace.json'), textOf(document));
    writeFileSync(join(target, 'expected.json'), textOf(expectation));
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
}

/** What the queries end with. Throws where that is not what the fixture says. */
async function endedOf(
  queries: FixtureQueries,
  folder: string,
  maxBatches: number,
): Promise<Record<string, string | null>> {
  const ended = await runIn(folder, documentOf(queries), { maxBatches });
  for (const [sink, code] of Object.entries(ended)) {
    if (code !== (queries.broken?.code ?? null))
      throw new Error(`${queries.name}: the query of ${sink} ended with ${code}`);
  }
  return ended;
}

async function undisturbedRows(queries: FixtureQueries, sinks: readonly string[]): Promise<FixtureExpectation['rows']> {
  const folder = temporaryFolder();
  try {
    writeInput(folder, queries.input);
    await runIn(folder, documentOf(queries));
    return rowsIn(folder, sinks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes away what a batch has left but for its plan, as if its process had been killed before it ran. */
function forgetBatch(folder: string, sink: string, batchId: number): void {
  const output = join(folder, 'output', sink);
  const log = join(output, '_spark_metadata', String(batchId));
  for (const [, part = ''] of readFileSync(log, 'utf8').matchAll(/\/(part-[^"/]+)"/g)) rmSync(join(output, part));
  rmSync(log);
  rmSync(join(folder, 'checkpoints', sink, 'commits', String(batchId)));
  rmSync(join(folder, 'checkpoints', sink, 'state', `${batchId + 1}.delta`));
}

function writeInput(
  folder: string,
  input: readonly (readonly string[])[],
  isWanted: (file: number) => boolean = () => true,
): void {
  for (const [file, lines] of input.entries()) {
    if (!isWanted(file)) continue;
    mkdirSync(join(folder, 'input'), { recursive: true });
    const path = join(folder, 'input', `${file}.json`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    utimesSync(path, MODIFIED_MS / 1000, MODIFIED_MS / 1000);
  }
}

const temporaryFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'millrace-fixture-')));

const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

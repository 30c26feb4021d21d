/** Writes the checkpoints of today's formats into the tree, once: what is there was written by builds that people have used. */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointsIn, loggedLines, runIn } from '../../engine/testing/folder-run.ts';
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
    throw new Error(`${folder} is there: checkpoints that a build has written are kept as they are. Raise a format's number first`);
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
  const { about, input, batches, broken } = queries;
  const document = documentOf(queries);
  const before = temporaryFolder();
  const undisturbed = temporaryFolder();
  try {
    const first = input.slice(0, batches).map((lines, file) => (file === broken?.file ? broken.lines : lines));
    writeInput(before, first);
    const ended = await runIn(before, document, { maxBatches: batches });
    for (const [sink, code] of Object.entries(ended)) {
      if (code !== (broken?.code ?? null)) throw new Error(`${queries.name}: the query of ${sink} ended with ${code}`);
    }
    for (const { query, status } of await checkpointsIn(before, document)) {
      if (status !== 'resumable') throw new Error(`${queries.name}: the checkpoint of ${query} is ${status}`);
    }
    writeInput(undisturbed, input);
    await runIn(undisturbed, document);
    const sinks = Object.keys(ended);
    const rows = Object.fromEntries(sinks.map((sink) => [sink, loggedLines(join(undisturbed, 'output', sink))]));
    const expectation: FixtureExpectation = { about, ended, rows };
    copyMoved(before, join(target, 'before'), before, FIXTURE_ROOT);
    writeInput(join(target, 'more'), input, (file) => file >= batches || file === broken?.file);
    writeFileSync(join(target, 'pipeline.millrace.json'), textOf(document));
    writeFileSync(join(target, 'expected.json'), textOf(expectation));
  } finally {
    for (const folder of [before, undisturbed]) rmSync(folder, { recursive: true, force: true });
  }
}

function writeInput(
  folder: string,
  input: readonly (readonly string[])[],
  isWanted: (file: number) => boolean = () => true,
): void {
  mkdirSync(join(folder, 'input'), { recursive: true });
  for (const [file, lines] of input.entries()) {
    if (!isWanted(file)) continue;
    const path = join(folder, 'input', `${file}.json`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    utimesSync(path, MODIFIED_MS / 1000, MODIFIED_MS / 1000);
  }
}

const temporaryFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'millrace-fixture-')));

const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;


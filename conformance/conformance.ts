/**
 * Runs all cases on the interpreter and the compiler, on the latter also with scanners of plain TypeScript and on two threads, and
 * says what differs from what each expects.
 *
 *     npm run conformance [-- PART-OF-ID ...]    run
 *     npm run conformance -- --draft [...]       also write an expectation for cases that have none, or one without
 *                                                queries: what the interpreter does, to be read by a person
 */
import { writeFileSync } from 'node:fs';
import { loadExpressionParser } from '../engine/expression/parse-expression.ts';
import type { CaseQuery, ConformanceCase, Expectation } from './case-format.ts';
import { caseJson } from './case-json.ts';
import { differencesOf } from './compare.ts';
import { EXECUTORS, type Executor } from './executors.ts';
import { loadCases } from './load-cases.ts';
import { type CaseOutcome, runCase } from './run-case.ts';

/** @returns how many cases were run and which of them differ, by id */
export async function runConformance(
  folder: string,
  args: readonly string[],
  say: (line: string) => void,
): Promise<{ readonly passed: number; readonly failed: number }> {
  await loadExpressionParser();
  const cases = loadCases(
    folder,
    args.filter((argument) => !argument.startsWith('--')),
  );
  let compiled = 0;
  let notSeen = 0;
  const failed: string[] = [];
  for (const found of cases) {
    if (isOpen(found) && args.includes('--draft')) await draft(found, say);
    if (found.expected !== null && found.recording === null) notSeen++;
    const differences: string[] = [];
    for (const executor of EXECUTORS) {
      const outcome = await runCase(found, executor);
      if (executor === 'compiler' && Object.values(outcome.queries).some(({ isCompiled }) => isCompiled)) compiled++;
      differences.push(...check(found, executor, outcome));
    }
    if (differences.length === 0) continue;
    failed.push(found.id);
    say(`${found.id}${found.expected === null ? '' : `  ${found.expected.title}`}`);
    for (const difference of differences) say(`  ${difference}`);
  }
  const passed = cases.length - failed.length;
  say(
    `${cases.length} cases on the interpreter and the compiler, also with plain scanners and on two threads (${compiled} with a compiled stage).`,
  );
  if (notSeen > 0) say(`${notSeen} expectations were written by hand and not yet seen on Spark.`);
  say(`${passed} passed, ${failed.length} failed`);
  return { passed, failed: failed.length };
}

/** What differs between a case's expectation and what came of it. */
export function check({ expected }: ConformanceCase, executor: Executor, outcome: CaseOutcome): string[] {
  if (expected === null) return [`${executor}: nobody has said what to expect; see --draft`];
  const refused = expected.refused?.code ?? null;
  if (refused !== outcome.refused)
    return [`${executor}: expected to be refused by ${refused}, found ${outcome.refused}`];
  return Object.entries(expected.queries).flatMap(([sink, wanted]) => {
    const found = outcome.queries[sink];
    if (found === undefined) return [`${executor} ${sink}: no such query`];
    const ends = wanted.fails?.code ?? null;
    return [
      ...differencesOf(`${executor} ${sink}`, wanted, found, wanted.ordered === true),
      ...(ends === found.fails ? [] : [`${executor} ${sink}: expected to fail by ${ends}, found ${found.fails}`]),
    ];
  });
}

/** Whether nobody has said yet what must come of the case. */
function isOpen({ expected }: ConformanceCase): boolean {
  return expected === null || (expected.refused === undefined && Object.keys(expected.queries).length === 0);
}

/**
 * Writes what a case does now as what it should do, keeping the title, rules and files that it has; somebody must read it, and
 * Spark must see it.
 */
async function draft(found: ConformanceCase, say: (line: string) => void): Promise<void> {
  const outcome = await runCase(found, 'interpreter');
  const queries: Record<string, CaseQuery> = {};
  for (const [sink, { columns, batches, fails }] of Object.entries(outcome.queries)) {
    const seen = found.recording?.queries[sink]?.fails ?? found.recording?.refused ?? '';
    queries[sink] = {
      columns: columns.map(([name, type]) => [name, type]),
      batches: [...batches],
      ...(fails === null ? {} : { fails: { code: fails, spark: seen } }),
    };
  }
  const expected: Expectation = {
    ...(found.expected ?? { title: found.id, rules: ['?'] }),
    ...(outcome.refused === null ? {} : { refused: { code: outcome.refused, spark: refusalOf(found) } }),
    queries,
  };
  writeFileSync(`${found.path}.expected.json`, caseJson(expected));
  say(`drafted ${found.id}`);
}

/** How Spark refused a case: at once, or when it ran. */
function refusalOf({ recording }: ConformanceCase): string {
  const fails = Object.values(recording?.queries ?? {}).flatMap((query) => query.fails ?? []);
  return recording?.refused ?? fails[0] ?? '';
}

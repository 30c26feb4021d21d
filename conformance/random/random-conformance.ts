/**
 * Checks random pipelines until one is wrong or all are right. The same seed gives the same pipelines; a failure is shrunk and
 * kept as a case.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { caseJson } from '../case-json.ts';
import { DuckDbAnswers } from './duckdb-answer.ts';
import { checkProperties, type PropertyName } from './properties.ts';
import { randomPipeline } from './random-pipeline.ts';
import { toDocument } from './to-document.ts';

export interface RandomReport {
  readonly seed: number;
  readonly pipelines: number;
  /** Pipelines that analysis refuses, so that there was nothing to compare. */
  readonly refused: number;
  readonly checked: Readonly<Record<PropertyName, number>>;
  /** In words, with the file that the shrunk pipeline was kept in; null when nothing differs. */
  readonly failure: { readonly differences: readonly string[]; readonly path: string } | null;
}

/**
 * @param keepIn folder for the pipeline that fails; null keeps none
 * @param heard told how many pipelines were checked, now and then
 */
export async function checkRandomPipelines(
  count: number,
  seed: number,
  keepIn: string | null,
  heard: (checked: number) => void = () => undefined,
): Promise<RandomReport> {
  await loadExpressionParser();
  const duckDb = await DuckDbAnswers.open();
  const checked: Record<PropertyName, number> = { executors: 0, split: 0, restart: 0, batch: 0 };
  let pipelines = 0;
  let refused = 0;
  const result = await fc.check(
    fc.asyncProperty(randomPipeline, fc.constantFrom('scripted', 'parallel'), async (pipeline, other) => {
      const verdict = await checkProperties(pipeline, other, duckDb);
      pipelines++;
      if (!verdict.isLegal) refused++;
      for (const name of verdict.checked) checked[name]++;
      if (pipelines % 500 === 0) heard(pipelines);
      if (verdict.differences.length > 0) throw new Error(verdict.differences.join('\n'));
    }),
    { seed, numRuns: count },
  );
  if (!result.failed) return { seed, pipelines, refused, checked, failure: null };
  const [pipeline] = result.counterexample ?? [];
  const path = keepIn === null ? '' : join(keepIn, `seed-${seed}-run-${result.numRuns}.millrace.json`);
  if (pipeline !== undefined && path !== '') writeFileSync(path, caseJson(toDocument(pipeline)));
  const reason = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  return { seed, pipelines, refused, checked, failure: { differences: reason.split('\n'), path } };
}

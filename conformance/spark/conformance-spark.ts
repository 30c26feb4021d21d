/** The parts of `npm run conformance:spark` that need the engine: the manifest before Spark runs, the report after. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { loadCases } from '../load-cases.ts';
import { driverCase } from './manifest.ts';
import { conformanceText, type ExpressionVerdict, recordResults } from './report.ts';

/** Writes the driver's manifest of all cases (or those whose ids have one of `wanted`); returns how many there are. */
export async function writeManifest(folder: string, wanted: readonly string[], path: string): Promise<number> {
  await loadExpressionParser();
  const cases = loadCases(folder, wanted).map((found) => {
    try {
      return driverCase(found);
    } catch (error) {
      throw new Error(`${found.id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
  writeFileSync(path, JSON.stringify({ cases }));
  return cases.length;
}

export interface SparkReport {
  readonly cases: number;
  readonly same: number;
  readonly explained: number;
  readonly unexplained: readonly string[];
}

/**
 * Records what the driver found, beside the cases, and writes the page about it when all cases were run.
 *
 * @param paths `results` of the driver, `expressions` of the expression check where it ran, and the `page` to write
 */
export function writeReport(
  folder: string,
  wanted: readonly string[],
  paths: { readonly results: string; readonly expressions: string; readonly page: string },
  say: (line: string) => void,
): SparkReport {
  const verdicts = recordResults(loadCases(folder, wanted), paths.results);
  const version = loadCases(folder, wanted).find(({ recording }) => recording !== null)?.recording?.sparkVersion ?? '';
  const expressions = existsSync(paths.expressions)
    ? (JSON.parse(readFileSync(paths.expressions, 'utf8')) as ExpressionVerdict)
    : null;
  if (wanted.length === 0) writeFileSync(paths.page, conformanceText(verdicts, expressions, version));
  const different = verdicts.filter(({ differences }) => differences.length > 0);
  const unexplained = different.filter(({ reason }) => reason === null);
  for (const { id, differences } of unexplained) {
    say(id);
    for (const difference of differences) say(`  ${difference}`);
  }
  return {
    cases: verdicts.length,
    same: verdicts.length - different.length,
    explained: different.length - unexplained.length,
    unexplained: unexplained.map(({ id }) => id),
  };
}

// npm run conformance:spark [-- PART-OF-ID ...]: runs the exported program of every case on a real Spark, which it installs into
// the checkout where that is missing, records what Spark did beside the cases and writes docs/conformance.md.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, requireNode } from './dependencies.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { root } from './paths.mjs';
import { missingForSpark, provideSpark } from './pyspark.mjs';
import { runProcess } from './run-process.mjs';

requireNode(console.error);
await installDependencies(console.error, { output: 'stderr' });
const missing = await missingForSpark();
if (missing !== null) {
  console.error(`Spark cannot run here: ${missing}`);
  process.exit(3);
}
const python = await provideSpark(console.log);
const wanted = process.argv.slice(2);
const cases = join(root, 'conformance', 'cases');
const folder = process.env.MILLRACE_CONFORMANCE_OUT ?? join(root, 'out', 'conformance');
const paths = {
  manifest: join(folder, 'manifest.json'),
  results: join(folder, 'results.jsonl'),
  expressionCases: join(folder, 'expression-cases.json'),
  expressions: join(folder, 'expressions.json'),
  page: join(root, 'docs', 'conformance.md'),
};
mkdirSync(folder, { recursive: true });
rmSync(paths.expressions, { force: true });

/** @param {readonly string[]} args */
async function runPython(args) {
  const { code } = await runProcess(python, args, { cwd: root, output: 'show' });
  if (code !== 0) throw new Error(`${args[0]} ended with code ${code}`);
}

const report = await loadTypeScript(
  'conformance/spark/conformance-spark.ts',
  async ({ writeManifest, writeReport }) => {
    const count = await writeManifest(cases, wanted, paths.manifest);
    console.log(`${count} cases on Spark.`);
    await runPython([join('conformance', 'spark', 'driver.py'), paths.manifest, paths.results]);
    if (wanted.length === 0 && existsSync(join(root, 'conformance', 'expressions', 'dump-cases.ts'))) {
      await loadTypeScript('conformance/expressions/dump-cases.ts', ({ dumpCases }) =>
        dumpCases(paths.expressionCases),
      );
      await runPython([join('conformance', 'expressions', 'compare.py'), paths.expressionCases, paths.expressions]);
    }
    return writeReport(cases, wanted, paths, console.log);
  },
);
console.log(
  `${report.cases} cases on Spark: ${report.same} the same, ${report.explained} explained differences, ${report.unexplained.length} unexplained`,
);
process.exitCode = report.unexplained.length > 0 ? 1 : 0;

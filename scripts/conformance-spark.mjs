// npm run conformance:spark [-- PART-OF-ID ...]: runs the exported program of every case on a real Spark, which it installs into
// the checkout where that is missing, records what Spark did beside the cases and writes docs/conformance.md.
import { installDependencies, requireNode } from './dependencies.mjs';
import { missingForSpark } from './pyspark.mjs';
import { runOnSpark } from './run-on-spark.mjs';

requireNode(console.error);
await installDependencies(console.error, { output: 'stderr' });
const missing = await missingForSpark();
if (missing !== null) {
  console.error(`Spark cannot run here: ${missing}`);
  process.exit(3);
}
const { cases, same, explained, unexplained } = await runOnSpark(process.argv.slice(2), console.log);
console.log(
  `${cases} cases on Spark: ${same} the same, ${explained} explained differences, ${unexplained.length} unexplained`,
);
process.exitCode = unexplained.length > 0 ? 1 : 0;

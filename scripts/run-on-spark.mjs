import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadTypeScript } from './load-typescript.mjs';
import { root } from './paths.mjs';
import { provideSpark } from './pyspark.mjs';
import { runProcess } from './run-process.mjs';

const cases = join(root, 'conformance', 'cases');
const folder = process.env.MILLRACE_CONFORMANCE_OUT ?? join(root, 'out', 'conformance');
const paths = {
  manifest: join(folder, 'manifest.json'),
  results: join(folder, 'results.jsonl'),
  expressionCases: join(folder, 'expression-cases.json'),
  expressions: join(folder, 'expressions.json'),
  sinkFolders: join(folder, 'sink-folders'),
  page: join(root, 'docs', 'conformance.md'),
};

/** Longest time of one Python program, in milliseconds: some five times what it takes on two slow cores. */
const sparkMsMax = 40 * 60_000;

/**
 * Runs the exported program of each case, and the functions' case tables, on a real Spark; records what it did beside the
 * cases and, when all were run, writes docs/conformance.md. With all cases, folders of file sinks are read across, too. `missingForSpark` must have found nothing.
 *
 * @param {readonly string[]} wanted parts of case ids; none for all
 * @param {(line: string) => void} say
 * @param {'show' | 'capture'} output where the driver's own lines go
 * @returns {Promise<{ cases: number, same: number, explained: number, unexplained: readonly string[] }>}
 */
export async function runOnSpark(wanted, say, output = 'show') {
  const python = await provideSpark(say);
  mkdirSync(folder, { recursive: true });
  rmSync(paths.expressions, { force: true });
  /** @param {readonly string[]} args */
  const runPython = async (args) => {
    const {
      code,
      output: text,
      timedOut,
    } = await runProcess(python, args, { cwd: root, output, timeoutMs: sparkMsMax });
    if (timedOut) throw new Error(`${args[0]} was not done after ${sparkMsMax / 60_000} minutes\n${text.slice(-3000)}`);
    if (code !== 0) throw new Error(`${args[0]} ended with code ${code}\n${text.slice(-3000)}`);
  };
  return loadTypeScript('conformance/spark/conformance-spark.ts', async ({ writeManifest, writeReport }) => {
    const count = await writeManifest(cases, wanted, paths.manifest);
    say(`${count} cases on Spark.`);
    await runPython([join('conformance', 'spark', 'driver.py'), paths.manifest, paths.results]);
    if (wanted.length === 0 && existsSync(join(root, 'conformance', 'expressions', 'dump-cases.ts'))) {
      await loadTypeScript('conformance/expressions/dump-cases.ts', ({ dumpCases }) =>
        dumpCases(paths.expressionCases),
      );
      await runPython([join('conformance', 'expressions', 'compare.py'), paths.expressionCases, paths.expressions]);
    }
    const report = await writeReport(cases, wanted, paths, say);
    const differences = wanted.length === 0 ? await readFoldersAcross(runPython) : [];
    for (const difference of differences) say(difference);
    return { ...report, unexplained: [...report.unexplained, ...differences] };
  });
}

/**
 * Has Spark read what Millrace's file sink wrote, and the other way round; returns what was read otherwise than it was written.
 *
 * @param {(args: readonly string[]) => Promise<void>} runPython
 * @returns {Promise<readonly string[]>}
 */
async function readFoldersAcross(runPython) {
  const results = join(paths.sinkFolders, 'results.json');
  return loadTypeScript('conformance/spark/sink-folders.ts', async ({ writeSinkFolders, compareSinkFolders }) => {
    const manifest = await writeSinkFolders(paths.sinkFolders);
    await runPython([join('conformance', 'spark', 'sink_folders.py'), manifest, results]);
    return compareSinkFolders(manifest, results);
  });
}

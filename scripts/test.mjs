// npm test: types, lint, layers, unit, conformance, crash, build and end-to-end, each in one line; goes on after a failure, so that one run tells
// everything. The last line counts all tests. `npm test -- unit` runs one stage, `npm test -- e2e lab` some files of it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, requireNode } from './dependencies.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

/**
 * @typedef {object} StageResult
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped names of tests that did not run
 * @property {string[]} details what went wrong, for people
 * @property {string} [note] said after the count
 */

/** @typedef {{ name: string, run: (filters: readonly string[]) => Promise<StageResult> }} Stage */

/** Longest time of a stage that runs tests, in milliseconds. */
const stageMsMax = 25 * 60_000;
/** Lines shown of one failure; the rest is in the runner's own report. */
const failureLinesMax = 14;
const lineCharsMax = 240;
/** Differences of a crash sweep that are shown; `npm run crash-sweep` shows all. */
const differencesMax = 10;

// Reports are read in files as well as on terminals.
process.env.NO_COLOR = '1';

const reportFolder = join(root, 'out', 'test');
/** @param {string} path */
const tool = (path) => join(root, 'node_modules', ...path.split('/'));

/** @param {string} line */
const say = (line) => console.log(line);

/** One check that passes or fails as a whole. @param {string[]} details @param {string} [note] @returns {StageResult} */
const single = (details, note) => ({
  passed: details.length === 0 ? 1 : 0,
  failed: details.length === 0 ? 0 : 1,
  skipped: [],
  details,
  ...(note === undefined ? {} : { note }),
});

/** @param {string} script @param {readonly string[]} args */
const runTool = (script, args) => runProcess(process.execPath, [script, ...args], { cwd: root, output: 'capture' });

/** Every tsconfig of the checkout but the shared base. */
function typeProjects() {
  const folders = ['.', 'engine', 'electron', 'electron/preload', 'renderer', 'scripts', 'conformance'];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name) && name !== 'tsconfig.base.json')
      .map((name) => join(folder, name)),
  );
}

async function types() {
  const projects = typeProjects();
  /** @type {string[]} */
  const details = [];
  for (const project of projects) {
    const { code, output } = await runTool(tool('typescript/bin/tsc'), ['-p', project, '--pretty', 'false']);
    if (code !== 0) details.push(`${project}\n${output.trim()}`);
  }
  return single(details, `${projects.length} projects`);
}

async function lint() {
  const { code, output } = await runTool(tool('@biomejs/biome/bin/biome'), [
    'check',
    '--diagnostic-level=error',
    '--max-diagnostics=12',
    '--colors=off',
  ]);
  return single(code === 0 ? [] : [output.trim()]);
}

async function layers() {
  const { checkLayers, describeFinding } = await import('./layers.mjs');
  const { files, findings } = checkLayers(root);
  return single(findings.map(describeFinding), `${files} files`);
}

/**
 * Runs vitest and counts from its report.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<StageResult>}
 */
async function vitest(name, args) {
  const report = join(reportFolder, `${name}.json`);
  mkdirSync(reportFolder, { recursive: true });
  rmSync(report, { force: true });
  const { code, output, timedOut } = await runProcess(
    process.execPath,
    [tool('vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${report}`, ...args],
    {
      cwd: root,
      output: 'capture',
      timeoutMs: stageMsMax,
      env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
    },
  );
  const tail = output.trim().split('\n').slice(-40).join('\n');
  if (timedOut) return single([`not done after ${stageMsMax / 60_000} minutes\n${tail}`]);
  if (!existsSync(report)) return single([`vitest ended with code ${code} and no report\n${tail}`]);

  /** @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test */
  /** @type {{ testResults: { name: string, status: string, message: string, assertionResults: Test[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  /** @type {StageResult} */
  const result = { passed: 0, failed: 0, skipped: [], details: [] };
  /** @param {string} title @param {string} message */
  const fail = (title, message) => {
    result.failed += 1;
    result.details.push(`${title}\n${message.trim().split('\n').slice(0, failureLinesMax).join('\n')}`);
  };
  for (const { name: path, status, message, assertionResults } of testResults) {
    const file = path.replace(`${root}/`, '');
    for (const test of assertionResults) {
      if (test.status === 'passed') result.passed += 1;
      else if (test.status === 'failed') fail(`${file}: ${test.fullName}`, test.failureMessages.join('\n'));
      else result.skipped.push(`${file}: ${test.fullName}`);
    }
    // A file that cannot be loaded, or whose set-up fails, has no failed test of its own.
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) fail(file, message);
  }
  if (code !== 0 && result.failed === 0) fail(`vitest ended with code ${code}`, tail);
  result.note = `${testResults.length} files`;
  return result;
}

/** @param {readonly string[]} filters */
const unit = (filters) => vitest('unit', filters);

/** Pipelines that the check makes up; `npm run conformance -- --random` takes any number. */
const randomPipelines = { count: 2000, seed: 20160726 };
/** Broken lines that the check makes up; `npm run conformance -- --bytes` takes any number. */
const brokenLines = { count: 20_000, seed: 20160726 };

/** All conformance cases on both executors, random pipelines, and broken lines. */
async function conformance() {
  const { loadTypeScript } = await import('./load-typescript.mjs');
  /** @type {string[]} */
  const details = [];
  const cases = await loadTypeScript('conformance/conformance.ts', ({ runConformance }) =>
    runConformance(join(root, 'conformance', 'cases'), [], (/** @type {string} */ line) => details.push(line)),
  );
  const { count, seed } = randomPipelines;
  const random = await loadTypeScript('conformance/random/random-conformance.ts', ({ checkRandomPipelines }) =>
    checkRandomPipelines(count, seed, null),
  );
  if (random.failure !== null) details.push(`random pipelines, seed ${seed}`, ...random.failure.differences);
  const bytes = await loadTypeScript('conformance/bytes/byte-conformance.ts', ({ checkBytes }) =>
    checkBytes(brokenLines.count, brokenLines.seed),
  );
  if (bytes.failure !== null) {
    details.push(`broken lines, seed ${brokenLines.seed}`, bytes.failure.difference, bytes.failure.testCase);
  }
  const made = [random, bytes].filter(({ failure }) => failure !== null).length;
  const failed = cases.failed + made;
  return {
    passed: cases.passed + 2 - made,
    failed,
    skipped: [],
    details: failed > 0 ? [details.join('\n')] : [],
    note: `${cases.passed + cases.failed} cases, ${random.pipelines} random pipelines with seed ${seed}, ${brokenLines.count} broken lines`,
  };
}

/** Every stateful case, broken off at every operation on its disk. */
async function crash() {
  const { describeDifference, describeSweep, sweepAll, usualSweep } = await import('./crash-sweep.mjs');
  const report = await sweepAll(usualSweep);
  const { seed } = usualSweep;
  const differ = new Set(report.differences.map(({ id }) => id.split(' ')[0]));
  return {
    passed: report.cases - differ.size,
    failed: differ.size,
    skipped: [],
    details: report.differences.slice(0, differencesMax).map((difference) => describeDifference(difference, seed)),
    note: describeSweep(report, seed),
  };
}

/** The exported program of every case on a real Spark, where Python 3 and Java are there. */
async function spark() {
  const { missingForSpark, provideSpark } = await import('./pyspark.mjs');
  /** @param {string} why @returns {StageResult} */
  const skipped = (why) => ({ passed: 0, failed: 0, skipped: ['conformance on Spark'], details: [why] });
  const missing = await missingForSpark();
  if (missing !== null) return skipped(missing);
  try {
    await provideSpark(say);
  } catch (error) {
    return skipped(error instanceof Error ? error.message : String(error));
  }
  const { runOnSpark } = await import('./run-on-spark.mjs');
  /** @type {string[]} */
  const lines = [];
  const report = await runOnSpark([], (line) => lines.push(line), 'capture');
  const failed = report.unexplained.length;
  return {
    passed: report.cases - failed,
    failed,
    skipped: [],
    details: failed > 0 ? [lines.join('\n')] : [],
    note: `${report.same} the same, ${report.explained} explained differences`,
  };
}

async function build() {
  const { buildStale } = await import('./build.mjs');
  try {
    await buildStale(['app', 'cli'], () => {});
    return single([]);
  } catch (error) {
    return single([error instanceof Error ? error.message : String(error)]);
  }
}

/** Every end-to-end file as a skip, and the reason once. @param {string} why @returns {StageResult} */
const skippedEndToEnd = (why) => ({
  passed: 0,
  failed: 0,
  skipped: readdirSync(join(root, 'e2e'))
    .filter((name) => name.endsWith('.e2e.ts'))
    .map((name) => `e2e/${name}`),
  details: [why],
});

/** @param {readonly string[]} filters */
async function endToEnd(filters) {
  const { provideElectron } = await import('./electron-runtime.mjs');
  const { prepareDisplay } = await import('./display.mjs');
  const { isFresh } = await import('./build.mjs');
  try {
    const { binary } = await provideElectron(say);
    const missing = await prepareDisplay(binary, say);
    if (missing !== null) return skippedEndToEnd(missing);
  } catch (error) {
    return skippedEndToEnd(error instanceof Error ? error.message : String(error));
  }
  if (filters.length === 0 && !isFresh('app') && (await build()).failed > 0)
    return skippedEndToEnd('the app does not build');
  return vitest('e2e', ['--config', join('e2e', 'vitest.config.ts'), ...filters]);
}

/** A minified line in a report helps nobody. @param {string} text */
const shorten = (text) =>
  text
    .split('\n')
    .map((line) => (line.length > lineCharsMax ? `${line.slice(0, lineCharsMax)} …` : line))
    .join('\n');

/** @type {Stage[]} */
const stages = [
  { name: 'types', run: types },
  { name: 'lint', run: lint },
  { name: 'layers', run: layers },
  { name: 'unit', run: unit },
  { name: 'conformance', run: conformance },
  { name: 'crash', run: crash },
  { name: 'spark', run: spark },
  { name: 'build', run: build },
  { name: 'e2e', run: endToEnd },
];

const args = process.argv.slice(2);
const asked = stages.filter(({ name }) => args.includes(name));
const filters = args.filter((argument) => !stages.some(({ name }) => name === argument));
const takesFilters = asked.length === 1 && asked.every(({ name }) => name === 'unit' || name === 'e2e');
if (filters.length > 0 && !takesFilters) {
  console.error(`No stage is called ${filters.join(' ')}; there are ${stages.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

requireNode(console.error);
await installDependencies(say);

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, run } of asked.length > 0 ? asked : stages) {
  const startedMs = performance.now();
  const result = await run(filters).catch((error) =>
    single([error instanceof Error ? (error.stack ?? error.message) : String(error)]),
  );
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped.length;
  const counts = [
    `${result.passed} passed`,
    `${result.failed} failed`,
    ...(result.skipped.length > 0 ? [`${result.skipped.length} skipped`] : []),
  ];
  const note = result.note === undefined ? '' : ` (${result.note})`;
  say(`${name.padEnd(11)} ${result.failed > 0 ? 'FAILED' : 'ok'}: ${counts.join(', ')}${note}, ${seconds} s`);
  for (const skip of result.skipped) say(`  skipped: ${skip}`);
  for (const detail of result.details) say(`\n${shorten(detail)}\n`);
}

say('');
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;

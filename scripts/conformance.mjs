// npm run conformance [-- PART-OF-ID ... | --draft | --random COUNT [--seed N] | --bytes COUNT [--seed N] |
// --write-checkpoints]: all cases of conformance/cases on the interpreter and the compiler, or random pipelines, or files of that many
// broken lines; or writes the checkpoints that are kept of a new format.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, requireNode } from './dependencies.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { root } from './paths.mjs';

const cases = join(root, 'conformance', 'cases');

/** The number behind an option; null where the option is not given. @param {string} option */
function numberOf(option) {
  const at = process.argv.indexOf(option);
  if (at < 0) return null;
  const value = Number(process.argv[at + 1]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`${option} needs a whole number`);
  process.exit(2);
}

/** @returns {Promise<boolean>} whether all is well */
async function runCases() {
  return loadTypeScript('conformance/conformance.ts', async ({ runConformance }) => {
    const result = await runConformance(cases, process.argv.slice(2), console.log);
    return result.failed === 0;
  });
}

/** @param {number} count @param {number} seed @returns {Promise<boolean>} */
async function runRandom(count, seed) {
  console.log(`${count} random pipelines, seed ${seed}`);
  const keepIn = join(cases, 'random');
  mkdirSync(keepIn, { recursive: true });
  return loadTypeScript('conformance/random/random-conformance.ts', async ({ checkRandomPipelines }) => {
    /** @param {number} checked */
    const heard = (checked) => console.log(`  ${checked} checked`);
    const { pipelines, refused, checked, failure } = await checkRandomPipelines(count, seed, keepIn, heard);
    const { executors, split, restart, batch } = checked;
    console.log(
      `${pipelines} pipelines, ${refused} of them refused by analysis. Compared: interpreter with compiler ${executors}, splits ${split}, restarts ${restart}, batch mode with DuckDB ${batch}.`,
    );
    if (failure === null) console.log(`no difference (seed ${seed})`);
    else {
      console.log(`a difference (seed ${seed}), kept in ${failure.path}`);
      for (const line of failure.differences) console.log(`  ${line}`);
    }
    return failure === null;
  });
}

/** @param {number} count @param {number} seed @returns {Promise<boolean>} */
async function runBytes(count, seed) {
  console.log(`${count} broken lines, seed ${seed}`);
  return loadTypeScript('conformance/bytes/byte-conformance.ts', async ({ checkBytes }) => {
    /** @param {number} compared */
    const heard = (compared) => console.log(`  ${compared} compared`);
    const { trials, mutations, failed, passedOver, failure } = await checkBytes(count, seed, heard);
    const { json, csv, text } = mutations;
    console.log(
      `${trials} compiled queries over broken lines, ${failed} of them ended by the data. Lines of JSON ${json}, CSV ${csv}, text ${text}.`,
    );
    for (const [reason, queries] of Object.entries(passedOver))
      console.log(`  nothing to compare: ${reason} (${queries})`);
    if (failure === null) console.log(`no difference (seed ${seed})`);
    else
      console.log(
        `a difference (seed ${seed}, trial ${failure.trialSeed})\n  ${failure.difference}\n${failure.testCase}`,
      );
    return failure === null;
  });
}

/** @returns {Promise<boolean>} */
async function writeCheckpoints() {
  return loadTypeScript('conformance/checkpoints/write-fixtures.ts', async ({ writeFixtures }) => {
    try {
      const files = await writeFixtures(join(root, 'conformance', 'checkpoints'), console.log);
      console.log(`${files} files written`);
      return true;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return false;
    }
  });
}

requireNode(console.error);
await installDependencies(console.error, { output: 'stderr' });
const random = numberOf('--random');
const bytes = numberOf('--bytes');
const seed = numberOf('--seed') ?? Math.floor(Math.random() * 2 ** 31);
/** What was asked for. */
function asked() {
  if (process.argv.includes('--write-checkpoints')) return writeCheckpoints();
  if (random !== null) return runRandom(random, seed);
  return bytes !== null ? runBytes(bytes, seed) : runCases();
}
process.exitCode = (await asked()) ? 0 : 1;

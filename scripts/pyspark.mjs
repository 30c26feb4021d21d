import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

/** The Spark that cases are recorded with. */
export const sparkVersion = '4.2.1';

/** Oldest Java that this Spark runs on. */
const javaMin = 17;

const folder = join(root, '.cache', 'pyspark');
const python = join(folder, 'bin', 'python');
const stamp = join(folder, 'installed.txt');

/** Why Spark cannot run on this machine, in words; null when Python 3 and Java are there. */
export async function missingForSpark() {
  const found = await runProcess('python3', ['-c', 'import venv, ensurepip'], { output: 'capture' }).catch(() => null);
  if (found?.code !== 0) return 'Python 3 with venv is missing';
  const java = await runProcess('java', ['-version'], { output: 'capture' }).catch(() => null);
  const version = Number(/version "(\d+)/.exec(java?.output ?? '')?.[1] ?? 0);
  return version >= javaMin ? null : `Java ${javaMin} or newer is missing`;
}

/**
 * Installs PySpark into the checkout's cache where it is not there yet.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the Python that has it
 */
export async function provideSpark(say) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sparkVersion) return python;
  say(`Installing PySpark ${sparkVersion} into .cache/pyspark (some 450 MB).`);
  await must('python3', ['-m', 'venv', '--clear', folder]);
  await must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pyspark==${sparkVersion}`]);
  writeFileSync(stamp, sparkVersion);
  return python;
}

/** @param {string} command @param {readonly string[]} args */
async function must(command, args) {
  const { code, output } = await runProcess(command, args, { cwd: root, output: 'capture' });
  if (code !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with code ${code}:\n${output.trim().slice(-2000)}`);
}

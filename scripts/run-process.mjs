// Child processes: run one to its end, with its output shown, kept or sent to standard error.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 + the signal's number where a signal ended the process
 * @property {string} output standard output and standard error as they came; empty unless captured
 * @property {boolean} timedOut true when the time ran out and the process was ended
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; the own one by default
 * @property {'show' | 'capture' | 'stderr'} [output] where the child's output goes; `show` by default
 * @property {number} [timeoutMs] the process is ended after this time
 * @property {boolean} [shell] through the system's shell; only for fixed command lines
 * @property {boolean} [forwardSignals] hand on the signals that end us, and leave it to the child when to go
 */

/** Signals that ask a program to end. */
const endings = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Time between asking a program to end and ending it, in milliseconds. */
const graceMs = 5000;

/**
 * Runs a program and resolves when it has ended. Rejects only where it cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runProcess(command, args, options = {}) {
  const { output = 'show', timeoutMs, forwardSignals = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      windowsHide: true,
      stdio: output === 'show' ? 'inherit' : output === 'stderr' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));

    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill();
            setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
          }, timeoutMs);

    // A terminal's Ctrl-C reaches the whole group by itself; a signal sent to us alone has to be handed on.
    const listeners = endings.map((signal) => {
      const listener = () => {
        if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal);
      };
      if (forwardSignals) process.on(signal, listener);
      return { signal, listener };
    });
    const settle = () => {
      clearTimeout(timer);
      for (const { signal, listener } of listeners) process.off(signal, listener);
    };

    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (code, signal) => {
      settle();
      resolve({
        code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
        output: Buffer.concat(chunks).toString('utf8'),
        timedOut,
      });
    });
  });
}

/**
 * Runs npm: the one that started us where there is one, so that versions never mix.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith('.js') || npmScript?.endsWith('.cjs'))
    return runProcess(process.execPath, [npmScript, ...args], options);
  // On Windows npm is a batch file, which only a shell starts.
  return runProcess('npm', args, { ...options, shell: process.platform === 'win32' });
}

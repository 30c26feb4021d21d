// npm start: opens the app, with the lab's pipeline unless a file is named. Without a display the lab runs in the terminal.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { runCommandLine } from './command-line.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { hasDisplay, sandboxFlags } from './display.mjs';
import { provideElectron } from './electron-runtime.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

const labFile = join(root, 'assets', 'pipelines', 'lab-5.millrace.json');
const labQuery =
  "select action, date_format(window.end, 'MMM-dd HH:mm') as time, count from counts order by time, action";

const args = process.argv.slice(2);

async function startInTerminal() {
  await buildStale(['cli'], console.log);
  const file = args.find((argument) => !argument.startsWith('-'));
  console.log(
    file === undefined
      ? 'There is no display here, so the lab runs in the terminal.'
      : `There is no display here, so ${file} runs in the terminal.`,
  );
  runCommandLine(['run', ...(file === undefined ? [labFile, '--sql', labQuery] : [file])]);
}

async function startInWindow() {
  const runtime = await provideElectron(console.log);
  await buildStale(['app'], console.log);
  console.log('Opening Millrace.');
  const { code } = await runProcess(runtime.binary, [root, ...sandboxFlags(), ...args], {
    // Paths in the arguments are meant from where the user is, not from where npm starts scripts.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    forwardSignals: true,
  });
  process.exitCode = code;
}

requireNode(console.error);
await installDependencies(console.log);
try {
  await (hasDisplay() ? startInWindow() : startInTerminal());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

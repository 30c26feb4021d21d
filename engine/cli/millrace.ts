#!/usr/bin/env node
/** The command line: a host of the engine like the app. Parses the arguments, runs one command, ends with its exit code. */
import { join } from 'node:path';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EngineError } from '../base/errors/engine-error.ts';
import { createSession, type Session } from '../session.ts';
import { check } from './commands/check.ts';
import { type ShowFlags, showCheckpoint } from './commands/checkpoint.ts';
import { explain } from './commands/explain.ts';
import { exportPipeline } from './commands/export.ts';
import { type RunFlags, run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import { inWords, type Terminal, thrownInWords, withControlsWrittenOut } from './terminal.ts';
import { threadsFrom } from './threads.ts';

const terminal: Terminal = {
  out: (text) => void process.stdout.write(withControlsWrittenOut(text)),
  err: (text) => void process.stderr.write(withControlsWrittenOut(text)),
  eraseLines: (count) => void process.stdout.write(`\u001b[${count}A\u001b[0J`),
  isInteractive: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? 80,
};

const interruption = new Interruption(process);

async function withSession(
  work: (session: Session) => Promise<ExitCode> | ExitCode,
  threads?: number | undefined,
): Promise<void> {
  const session = await createSession({
    threads,
    startStageThread: (options) => new Worker(join(__dirname, 'stage-worker.cjs'), options),
  });
  try {
    process.exitCode = await work(session);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    terminal.err(thrownInWords(error));
    process.exitCode = EXIT.runFailed;
  } finally {
    await session.stop();
  }
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('it must be a whole number from 1 on.');
  return value;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('it must be a whole number from 0 on.');
  }
  return value;
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

function program(): Command {
  const millrace = new Command('millrace')
    .description('Runs streaming pipelines as Spark Structured Streaming would.')
    .exitOverride();

  millrace
    .command('check')
    .description('all diagnostics of a pipeline, and the columns that leave each node')
    .argument('<file>', 'a .millrace.json file')
    .option('--json', 'one JSON object in place of text')
    .action((file: string, options: { json?: boolean }) =>
      withSession((session) => check(file, options, session, terminal)),
    );

  millrace
    .command('run')
    .description('runs all queries of a pipeline and prints counts and results')
    .argument('<file>', 'a .millrace.json file')
    .option('--json', 'one JSON object a line')
    .option('--emit', "each batch's rows, as the sink gets them")
    .option('--sql <query>', 'asked after the last batch, in Spark SQL; may be repeated', collect, [])
    .option('--follow', 'obey the triggers of the sinks until Ctrl-C')
    .option('--batches <n>', 'stop after n micro-batches', positiveInteger)
    .addOption(new Option('--mode <mode>', 'in place of the mode of the file').choices(['batch', 'streaming']))
    .option('--checkpoint <dir>', 'keep checkpoints in this folder')
    .option('--fresh', 'begin from nothing: old checkpoints, and what file sinks have written, are set aside')
    .option('--set <node.path=value>', 'override one config value; may be repeated', collect, [])
    .option('--time-zone <zone>', 'in place of the time zone of the file')
    .option('--memory <size>', 'what each query may take in memory, such as 512 MB, in place of the limit of the file')
    .option('--threads <n>', "threads that read files; the machine's cores, at most 8, if left out")
    .option('--interpreted', 'use the interpreter in place of the compiled stage')
    .action((file: string, flags: RunFlags & { readonly threads?: string }) => {
      const threads = threadsFrom(flags.threads);
      if (!threads.ok) {
        terminal.err(inWords(threads.error));
        process.exitCode = EXIT.usage;
        return undefined;
      }
      interruption.listen();
      return withSession((session) => run(file, flags, session, terminal, interruption), threads.value);
    });

  millrace
    .command('explain')
    .description('logical, optimized and physical plan of each query')
    .argument('<file>', 'a .millrace.json file')
    .option('--code', 'with the generated source')
    .action((file: string, options: { code?: boolean }) =>
      withSession((session) => explain(file, options, session, terminal)),
    );

  millrace
    .command('export')
    .description('the same pipeline in another form')
    .argument('<file>', 'a .millrace.json file')
    .requiredOption('--to <target>', 'json or pyspark')
    .option('-o, --output <out>', 'a file in place of standard output')
    .action((file: string, options: { to: string; output?: string }) =>
      withSession((session) => exportPipeline(file, options, session, terminal)),
    );

  millrace
    .command('schema')
    .description('the JSON Schema of the pipeline file')
    .action(() => withSession((session) => schema(session, terminal)));

  const checkpoint = millrace.command('checkpoint').description('what runs have written down so that they can go on');
  checkpoint
    .command('show')
    .description('offsets, watermark and state in a checkpoint folder, also while a run is at work in it')
    .argument('<dir>', 'the checkpoint folder of one query')
    .option('--json', 'one JSON object a line')
    .option('--batch <n>', 'the state behind this batch in place of the last finished one', wholeNumber)
    .option('--rows <n>', 'entries of each table; 20 if left out', wholeNumber)
    .action((dir: string, flags: ShowFlags) => withSession((session) => showCheckpoint(dir, flags, session, terminal)));

  for (const command of [...millrace.commands, ...checkpoint.commands]) command.exitOverride();
  return millrace;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => interruption.outputClosed(error));
// There is nobody left to tell.
process.stderr.on('error', () => undefined);

async function main(): Promise<void> {
  try {
    await program().parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}

void main();

import { EngineError } from '../../base/errors/engine-error.ts';
import type { Run, Session } from '../../session.ts';
import type { RunSnapshot } from '../../session-shapes.ts';
import type { SqlResult } from '../../tables/sql-result.ts';
import { createRunView } from '../create-run-view.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Interruption } from '../interruption.ts';
import { readPipeline } from '../read-pipeline.ts';
import type { RunView } from '../run-view.ts';
import { type Terminal, thrownInWords } from '../terminal.ts';

export interface RunFlags {
  readonly json?: boolean;
  readonly emit?: boolean;
  readonly sql?: readonly string[];
  readonly follow?: boolean;
  readonly batches?: number;
  readonly mode?: 'batch' | 'streaming';
  readonly checkpoint?: string;
  readonly fresh?: boolean;
  readonly set?: readonly string[];
  readonly timeZone?: string;
  readonly memory?: string;
  readonly interpreted?: boolean;
}

/** Most rows of a table or of an answer that are printed; JSON gives all of them up to this. */
const rowsMax = 1_000_000;

/**
 * `millrace run FILE`: runs all queries of the file to their end (or, with `--follow`, until it is interrupted), shows
 * counts while they run and the answers at the end.
 */
export async function run(
  file: string,
  flags: RunFlags,
  session: Session,
  terminal: Terminal,
  interruption: Interruption,
): Promise<ExitCode> {
  const view = createRunView(terminal, flags);
  const read = await readPipeline(file, session);
  if (!read.ok) {
    view.found(read.error);
    return EXIT.pipelineErrors;
  }
  const { baseDirectory } = read.value;
  let document = read.value.document;
  try {
    document = session.override(document, flags.set ?? []);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    terminal.err(thrownInWords(error));
    return EXIT.usage;
  }
  if (flags.timeZone !== undefined) document = withSetting(document, 'timeZone', flags.timeZone);
  if (flags.memory !== undefined) document = withSetting(document, 'memoryLimit', flags.memory);
  const { diagnostics: all, queries } = session.analyze(document, baseDirectory, flags.mode);
  // A folder of the command line is what a sink without one of its own lacks.
  const diagnostics = all.filter(({ code }) => flags.checkpoint === undefined || code !== 'EXE-120');
  for (const found of diagnostics) view.found(found);
  if (diagnostics.some((found) => found.severity === 'error')) return EXIT.pipelineErrors;

  if (interruption.signal.aborted) return interruption.exitCode;
  view.begin(queries);
  const running = await session.run(
    document,
    {
      baseDirectory,
      mode: flags.mode,
      follow: flags.follow === true,
      checkpointDirectory: flags.checkpoint,
      maxBatches: flags.batches,
      interpreted: flags.interpreted,
      startAfresh: flags.fresh,
    },
    view.listener,
  );
  const stop = () => void running.stop();
  if (interruption.signal.aborted) stop();
  else interruption.signal.addEventListener('abort', stop, { once: true });
  await waitWhileShowing(running, view);
  const last = running.snapshot();
  view.ended(last);
  if (interruption.isUnheard) return interruption.exitCode;
  const answered = await answer(session, last, flags, view);
  if (interruption.signal.aborted) return interruption.exitCode;
  return answered && last.queries.every((query) => query.exception === null) ? EXIT.done : EXIT.runFailed;
}

async function waitWhileShowing(running: Run, view: RunView): Promise<void> {
  const timer = setInterval(() => view.live(running.snapshot()), 100);
  try {
    await running.awaitTermination();
  } finally {
    clearInterval(timer);
  }
}

/** The queries asked for with `--sql`; without any, people get each whole result table. False when one failed. */
async function answer(session: Session, last: RunSnapshot, flags: RunFlags, view: RunView): Promise<boolean> {
  const asked = flags.sql ?? [];
  let isSound = true;
  for (const sql of asked) {
    try {
      view.answered(await session.sql(sql, rowsMax));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      view.failed(error);
      isSound = false;
    }
  }
  if (asked.length > 0 || flags.json === true) return isSound;
  const names = last.queries.map((query) => query.query.toLowerCase());
  for (const table of session.tables()) {
    // What went into files was asked for there.
    if (table.filesOf !== undefined || !names.includes(table.name.toLowerCase())) continue;
    const result: SqlResult = await session.sql(`select * from \`${table.name.replaceAll('`', '``')}\``, rowsMax);
    view.answered({ ...result, sql: table.name });
  }
  return isSound;
}

function withSetting(document: unknown, name: 'timeZone' | 'memoryLimit', value: string): unknown {
  if (typeof document !== 'object' || document === null) return document;
  const { settings } = document as { settings?: object };
  return { ...document, settings: { ...settings, [name]: value } };
}

import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { diagnostic } from '../../base/errors/diagnostic.ts';
import type { Session } from '../../session.ts';
import { checkedPipeline } from '../checked-pipeline.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { PipelineFile } from '../read-pipeline.ts';
import { inWords, type Terminal } from '../terminal.ts';

const targets = ['json', 'pyspark'] as const;

/**
 * `millrace export FILE --to TARGET [-o OUT]`. As `json` the checked pipeline, migrated to the present version, in one fixed
 * layout; as `pyspark` a program for Spark, whose relative paths start at the folder of OUT, or of FILE without it.
 */
export async function exportPipeline(
  file: string,
  options: { readonly to: string; readonly output?: string },
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  const target = targets.find((name) => name === options.to);
  if (target === undefined) {
    terminal.err(inWords(diagnostic('CLI-002', {}, { target: options.to, targets })));
    return EXIT.usage;
  }
  const pipeline = await checkedPipeline(file, session, terminal);
  if (pipeline === null) return EXIT.pipelineErrors;
  const text =
    target === 'json'
      ? `${JSON.stringify(pipeline.document, null, 2)}\n`
      : programText(pipeline, options.output, session, terminal);
  if (text === null) return EXIT.pipelineErrors;
  if (options.output === undefined) {
    terminal.out(text);
    return EXIT.done;
  }
  try {
    await writeFile(options.output, text);
  } catch (error) {
    terminal.err(
      inWords(diagnostic('CLI-003', {}, { path: options.output, reason: String((error as Error).message) })),
    );
    return EXIT.runFailed;
  }
  return EXIT.done;
}

/** The program, or null after printing what of the pipeline cannot be said in PySpark. */
function programText(
  { document, baseDirectory }: PipelineFile,
  output: string | undefined,
  session: Session,
  terminal: Terminal,
): string | null {
  const folder = output === undefined ? baseDirectory : dirname(resolve(output));
  const program = session.exportPySpark(document, baseDirectory, folder);
  if (program.ok) return program.value.text;
  for (const refused of program.error) terminal.err(inWords(refused));
  return null;
}

import { writeFile } from 'node:fs/promises';
import { diagnostic } from '../../base/errors/diagnostic.ts';
import type { Session } from '../../session.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPipeline } from '../read-pipeline.ts';
import { inWords, type Terminal } from '../terminal.ts';

const targets = ['json'] as const;

/** `millrace export FILE --to json [-o OUT]`: the checked pipeline, migrated to the present version, in one fixed layout. */
export async function exportPipeline(
  file: string,
  options: { readonly to: string; readonly output?: string },
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!targets.some((target) => target === options.to)) {
    terminal.err(inWords(diagnostic('CLI-002', {}, { target: options.to, targets })));
    return EXIT.usage;
  }
  const read = await readPipeline(file, session);
  const found = read.ok ? session.analyze(read.value.document, read.value.baseDirectory).diagnostics : [read.error];
  for (const each of found) terminal.err(inWords(each));
  if (!read.ok || found.some((each) => each.severity === 'error')) return EXIT.pipelineErrors;
  const text = `${JSON.stringify(read.value.document, null, 2)}\n`;
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

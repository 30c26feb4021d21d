import { writeFile } from 'node:fs/promises';
import { diagnostic } from '../../base/errors/diagnostic.ts';
import type { Session } from '../../session.ts';
import { checkedPipeline } from '../checked-pipeline.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
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
  const pipeline = await checkedPipeline(file, session, terminal);
  if (pipeline === null) return EXIT.pipelineErrors;
  const text = `${JSON.stringify(pipeline.document, null, 2)}\n`;
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

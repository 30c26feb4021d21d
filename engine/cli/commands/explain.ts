import type { Session } from '../../session.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPipeline } from '../read-pipeline.ts';
import { inWords, type Terminal } from '../terminal.ts';

/** `millrace explain FILE [--code]`: the plans of each query, and the generated source. */
export async function explain(
  file: string,
  options: { readonly code?: boolean },
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  const read = await readPipeline(file, session);
  const found = read.ok ? session.analyze(read.value.document, read.value.baseDirectory).diagnostics : [read.error];
  for (const each of found) terminal.err(inWords(each));
  if (!read.ok || found.some((each) => each.severity === 'error')) return EXIT.pipelineErrors;
  terminal.out(session.explain(read.value.document, read.value.baseDirectory, options.code === true));
  return EXIT.done;
}

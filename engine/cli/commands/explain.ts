import type { Session } from '../../session.ts';
import { checkedPipeline } from '../checked-pipeline.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** `millrace explain FILE [--code]`: the plans of each query, and the generated source. */
export async function explain(
  file: string,
  options: { readonly code?: boolean },
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  const pipeline = await checkedPipeline(file, session, terminal);
  if (pipeline === null) return EXIT.pipelineErrors;
  terminal.out(session.explain(pipeline.document, pipeline.baseDirectory, options.code === true));
  return EXIT.done;
}

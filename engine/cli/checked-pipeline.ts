import type { Session } from '../session.ts';
import { type PipelineFile, readPipeline } from './read-pipeline.ts';
import { inWords, type Terminal } from './terminal.ts';

/** Reads a pipeline file and prints all that is found in it; null where that stops it from being run. */
export async function checkedPipeline(
  path: string,
  session: Session,
  terminal: Terminal,
): Promise<PipelineFile | null> {
  const read = await readPipeline(path, session);
  const found = read.ok ? session.analyze(read.value.document, read.value.baseDirectory).diagnostics : [read.error];
  for (const each of found) terminal.err(inWords(each));
  return read.ok && !found.some((each) => each.severity === 'error') ? read.value : null;
}

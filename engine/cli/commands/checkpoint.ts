import type { Session } from '../../session.ts';
import type { CheckpointContent } from '../../session-shapes.ts';
import { checkpointInWords } from '../checkpoint-in-words.ts';
import { checkpointLines } from '../checkpoint-lines.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { inWords, type Terminal } from '../terminal.ts';

/** Flags of `millrace checkpoint show`, as the command line gives them. */
export interface ShowFlags {
  readonly json?: boolean;
  readonly batch?: number;
  readonly rows?: number;
}

/**
 * `millrace checkpoint show DIR`: what a checkpoint holds, and what a start would make of it. Takes no lock and changes nothing. Ends with
 * `runFailed` where something in it is damaged.
 */
export async function showCheckpoint(
  folder: string,
  { json = false, batch, rows }: ShowFlags,
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  const content = await session.showCheckpoint(folder, { batchId: batch, rows });
  if (json) for (const line of checkpointLines(content)) terminal.out(`${JSON.stringify(line)}\n`);
  else {
    terminal.out(checkpointInWords(content));
    for (const found of content.findings) terminal.err(inWords(found));
  }
  return isDamaged(content) ? EXIT.runFailed : EXIT.done;
}

function isDamaged({ findings }: CheckpointContent): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

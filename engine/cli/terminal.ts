import type { Diagnostic } from '../base/errors/diagnostic.ts';
import type { EngineError } from '../base/errors/engine-error.ts';

/** Where a command writes. Results go to `out`, everything said in words about them to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `out` is a terminal on which lines can be drawn again. */
  readonly isInteractive: boolean;
  readonly columns: number;
}

/** A finding in words: what, where, how to mend it. One or two lines. */
export function inWords(found: Diagnostic): string {
  const { nodeId, setting } = found.at;
  const node = nodeId === undefined ? '' : `node "${nodeId}"`;
  const place = [node, setting ?? ''].filter((part) => part !== '').join(', ');
  const spark = found.sparkClass === undefined ? '' : ` [${found.sparkClass}]`;
  const hint = found.hint === undefined ? '' : `\n  ${found.hint}`;
  return `${found.severity} ${found.code}${place === '' ? '' : ` (${place})`}: ${found.message}${spark}${hint}\n`;
}

/** The line of JSON that stands for an error; see the command line's contract. */
export function errorLine(found: Pick<Diagnostic, 'code' | 'message' | 'hint' | 'at'>): object {
  return {
    type: 'error',
    code: found.code,
    message: found.message,
    nodeId: found.at.nodeId ?? null,
    hint: found.hint ?? null,
  };
}

/** The same for an error that was thrown. */
export function thrownInWords(error: EngineError): string {
  const { nodeId, setting } = error.at;
  const place = [nodeId === undefined ? '' : `node "${nodeId}"`, setting ?? '']
    .filter((part) => part !== '')
    .join(', ');
  const hint = error.hint === undefined ? '' : `\n  ${error.hint}`;
  return `error ${error.code}${place === '' ? '' : ` (${place})`}: ${error.message}${hint}\n`;
}

import type { Diagnostic } from '../base/errors/diagnostic.ts';
import type { EngineError } from '../base/errors/engine-error.ts';

/**
 * Where a command writes. Results go to `out`, everything said in words about them to `err`; control characters other than line
 * breaks and tabs do not reach the terminal from either.
 */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Takes the last `count` lines of `out` away, so that they can be drawn again; only where `isInteractive`. */
  eraseLines(count: number): void;
  /** Whether `out` is a terminal on which lines can be drawn again. */
  readonly isInteractive: boolean;
  readonly columns: number;
}

/**
 * `text` with its control characters written out (`\u001b`), line breaks and tabs apart. Names and data of somebody else's
 * file would steer the terminal with them: hide a line, change another, answer in the user's stead. In JSON they mean the same.
 */
export function withControlsWrittenOut(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (control) => {
    return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A finding in words: what, where, how to mend it. One or two lines. */
export function inWords(found: Diagnostic): string {
  const spark = found.sparkClass === undefined ? '' : ` [${found.sparkClass}]`;
  return sayInWords(found.severity, found, spark);
}

/** The line of JSON that stands for an error (docs/command-line.md). */
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
  return sayInWords('error', error, '');
}

function sayInWords(
  severity: string,
  said: Pick<Diagnostic, 'code' | 'message' | 'hint' | 'at'>,
  spark: string,
): string {
  const { nodeId, setting } = said.at;
  const node = nodeId === undefined ? '' : `node "${nodeId}"`;
  const place = [node, setting ?? ''].filter((part) => part !== '').join(', ');
  const hint = said.hint === undefined ? '' : `\n  ${said.hint}`;
  return `${severity} ${said.code}${place === '' ? '' : ` (${place})`}: ${said.message}${spark}${hint}\n`;
}

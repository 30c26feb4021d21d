import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import { THREADS_MAX } from '../session-shapes.ts';

/** What `--threads` asks for; undefined where it is left out. */
export function threadsFrom(text: string | undefined): Result<number | undefined, Diagnostic> {
  if (text === undefined) return ok(undefined);
  const threads = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (threads >= 1 && threads <= THREADS_MAX) return ok(threads);
  return err(diagnostic('CLI-005', {}, { value: text, max: THREADS_MAX }));
}

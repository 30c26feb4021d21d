import { EngineError } from '../../base/errors/engine-error.ts';

/** Longer texts are refused: a count that came from data must not take all memory. */
export const MAX_CHARACTERS = 10_000_000;

/** `text`, `count` times; nothing where that is negative. Throws EXP-041 where the result is too long. */
export function repeated(text: string, count: number): string {
  if (count <= 0) return '';
  const length = text.length * count;
  if (length > MAX_CHARACTERS) throw new EngineError('EXP-041', { length, limit: MAX_CHARACTERS });
  return text.repeat(count);
}

import { EngineError } from '../../base/errors/engine-error.ts';

/** One step of a pattern: a character to be met, any one character, or any text. */
type Step = string | typeof ANY_ONE | typeof ANY_TEXT;
const ANY_ONE = 1;
const ANY_TEXT = 2;

/**
 * A LIKE pattern as a test: `%` is any text, `_` any one character, and the character `escaper` takes the meaning of the next one
 * away. No regular expression is involved, so no pattern is slow beyond text times pattern.
 *
 * Throws `EngineError` when the escape character stands before anything but `%`, `_` and itself, as Spark does.
 */
export function compileLike(pattern: string, escaper: string): (text: string) => boolean {
  const steps = readSteps(pattern, escaper);
  const texts = steps.filter((step) => typeof step === 'string');
  if (!steps.includes(ANY_ONE)) {
    const literal = texts.join('');
    const wildcards = steps.length - texts.length;
    if (wildcards === 0) return (text) => text === literal;
    if (wildcards === 1 && steps.at(-1) === ANY_TEXT) return (text) => text.startsWith(literal);
    if (wildcards === 1 && steps[0] === ANY_TEXT) return (text) => text.endsWith(literal);
    if (wildcards === 2 && steps[0] === ANY_TEXT && steps.at(-1) === ANY_TEXT) return (text) => text.includes(literal);
  }
  return (text) => matches(Array.from(text), steps);
}

function readSteps(pattern: string, escaper: string): Step[] {
  const steps: Step[] = [];
  const parts = Array.from(pattern);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    if (part === escaper) {
      const next = parts[++i];
      if (next !== '%' && next !== '_' && next !== escaper) {
        throw new EngineError('EXP-039', { pattern: pattern.slice(0, 80) });
      }
      steps.push(next);
    } else if (part === '%') {
      if (steps.at(-1) !== ANY_TEXT) steps.push(ANY_TEXT);
    } else steps.push(part === '_' ? ANY_ONE : part);
  }
  return steps;
}

/** Greedy with one way back: when a step fails, only the last `%` may take one character more. */
function matches(text: readonly string[], steps: readonly Step[]): boolean {
  let at = 0;
  let step = 0;
  let wildcard = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = steps[step];
    if (wanted === ANY_TEXT) {
      wildcard = step++;
      resume = at;
    } else if (wanted === ANY_ONE || (wanted !== undefined && wanted === text[at])) {
      at++;
      step++;
    } else if (wildcard >= 0) {
      step = wildcard + 1;
      at = ++resume;
    } else return false;
  }
  while (steps[step] === ANY_TEXT) step++;
  return step === steps.length;
}

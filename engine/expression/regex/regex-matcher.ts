import { err, ok, type Result } from '../../base/result.ts';
import { readJavaRegex } from './read-java-regex.ts';
import { Program, type Step, takesCharacter } from './regex-program.ts';
import { choiceCount, regexSize, regexSource } from './regex-tree.ts';

/** Repetitions with bounds are written out, so that a pattern may grow; not beyond this. */
export const MAX_STEPS = 5000;

/**
 * Whether a Java regular expression is found anywhere in a text. The time is at most that of the text times that of the pattern,
 * whatever the pattern: all ways to match are followed at once, never one after the other. Patterns with hardly a choice go to
 * JavaScript's matcher, which is faster and cannot lose its way in them.
 *
 * @returns the test, or the part of the pattern that cannot be used
 */
export function compileJavaRegex(pattern: string): Result<(text: string) => boolean, string> {
  const read = readJavaRegex(pattern);
  if (!read.ok) return read;
  const { tree, ignoresCase } = read.value;
  if (regexSize(tree) > MAX_STEPS) return err(`${pattern.slice(0, 20)}…`);
  const flags = ignoresCase ? 'iu' : 'u';
  if (choiceCount(tree) <= 1) {
    const regex = new RegExp(regexSource(tree), flags);
    return ok((text) => regex.test(text));
  }
  const program = new Program(flags);
  program.add(tree);
  return ok(finder(program.steps()));
}

function finder(steps: readonly Step[]): (text: string) => boolean {
  // When a step was last entered, by the number of the place in the text; each place enters a step once.
  const entered = new Float64Array(steps.length);
  let visit = 0;
  return (text) => {
    let current: number[] = [];
    let at = 0;
    for (;;) {
      visit++;
      // A match may begin anywhere.
      const open = [...current, 0];
      const waiting: number[] = [];
      for (let index = open.pop(); index !== undefined; index = open.pop()) {
        const step = steps[index];
        if (step === undefined || entered[index] === visit) continue;
        entered[index] = visit;
        if (step.kind === 'found') return true;
        if (step.kind === 'fork') open.push(...step.next);
        else if (step.kind === 'mark') open.push(index + 1);
        else if (step.kind === 'character') waiting.push(index);
        else if (step.test(text, at)) open.push(index + 1);
      }
      const code = text.codePointAt(at);
      if (code === undefined) return false;
      const character = String.fromCodePoint(code);
      current = waiting.filter((index) => takesCharacter(steps[index], character)).map((index) => index + 1);
      at += character.length;
    }
  };
}

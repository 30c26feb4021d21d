import { err, ok, type Result } from '../../base/result.ts';
import { readJavaRegex } from './read-java-regex.ts';
import { choiceCount, type RegexNode, regexSize, regexSource } from './regex-tree.ts';

/** Repetitions with bounds are written out, so that a pattern may grow; not beyond this. */
const MAX_STEPS = 5000;

type Step =
  | { readonly kind: 'character'; readonly test: (character: string) => boolean }
  | { readonly kind: 'place'; readonly test: (text: string, at: number) => boolean }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'found' };

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
  return ok(program.finder());
}

class Program {
  readonly #flags: string;
  readonly #steps: Step[] = [];

  constructor(flags: string) {
    this.#flags = flags;
  }

  /** Appends the steps of `node`, which go on to the step after them. */
  add(node: RegexNode): void {
    switch (node.kind) {
      case 'character':
        this.#steps.push({ kind: 'character', test: characterTest(node.source, this.#flags) });
        break;
      case 'place':
        this.#steps.push({ kind: 'place', test: placeTest(node.source, this.#flags) });
        break;
      case 'sequence':
        for (const part of node.parts) this.add(part);
        break;
      case 'choice':
        this.#choice(node.options);
        break;
      case 'repeat':
        this.#repeat(node.of, node.min, node.max);
    }
  }

  #fork(): number[] {
    const next: number[] = [];
    this.#steps.push({ kind: 'fork', next });
    return next;
  }

  #choice(options: readonly RegexNode[]): void {
    const fork = this.#fork();
    const ends: number[][] = [];
    for (const option of options) {
      fork.push(this.#steps.length);
      this.add(option);
      ends.push(this.#fork());
    }
    for (const end of ends) end.push(this.#steps.length);
  }

  #repeat(of: RegexNode, min: number, max: number): void {
    for (let i = 0; i < min; i++) this.add(of);
    if (max === Number.POSITIVE_INFINITY) {
      const start = this.#steps.length;
      const fork = this.#fork();
      fork.push(start + 1);
      this.add(of);
      this.#fork().push(start);
      fork.push(this.#steps.length);
      return;
    }
    const skips: number[][] = [];
    for (let i = min; i < max; i++) {
      const fork = this.#fork();
      fork.push(this.#steps.length);
      skips.push(fork);
      this.add(of);
    }
    for (const skip of skips) skip.push(this.#steps.length);
  }

  finder(): (text: string) => boolean {
    const steps: readonly Step[] = [...this.#steps, { kind: 'found' }];
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
          else if (step.kind === 'character') waiting.push(index);
          else if (step.test(text, at)) open.push(index + 1);
        }
        const code = text.codePointAt(at);
        if (code === undefined) return false;
        const character = String.fromCodePoint(code);
        current = waiting.filter((index) => matches(steps[index], character)).map((index) => index + 1);
        at += character.length;
      }
    };
  }
}

function matches(step: Step | undefined, character: string): boolean {
  return step?.kind === 'character' && step.test(character);
}

function characterTest(source: string, flags: string): (character: string) => boolean {
  const regex = new RegExp(`^${source}$`, flags);
  const known = new Map<string, boolean>();
  return (character) => {
    const answer = known.get(character) ?? regex.test(character);
    // Texts in large alphabets must not fill the memory.
    if (known.size < 512) known.set(character, answer);
    return answer;
  };
}

function placeTest(source: string, flags: string): (text: string, at: number) => boolean {
  const regex = new RegExp(source, `${flags}y`);
  return (text, at) => {
    regex.lastIndex = at;
    return regex.test(text);
  };
}

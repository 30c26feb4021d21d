import type { RegexNode } from './regex-tree.ts';

export type Step =
  | { readonly kind: 'character'; readonly test: (character: string) => boolean }
  | { readonly kind: 'place'; readonly test: (text: string, at: number) => boolean }
  /** Goes on in several places; the first is tried before the others. */
  | { readonly kind: 'fork'; readonly next: number[] }
  /** Notes the place in the text where a group begins or ends. */
  | { readonly kind: 'mark'; readonly slot: number }
  | { readonly kind: 'found' };

export function takesCharacter(step: Step | undefined, character: string): boolean {
  return step?.kind === 'character' && step.test(character);
}

/** A regular expression as steps that lead from one to the next, so that all ways to match can be followed at once. */
export class Program {
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
        this.#repeat(node);
        break;
      case 'group':
        this.#steps.push({ kind: 'mark', slot: 2 * node.number });
        this.add(node.of);
        this.#steps.push({ kind: 'mark', slot: 2 * node.number + 1 });
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

  #repeat({ of, min, max, isLazy }: Extract<RegexNode, { kind: 'repeat' }>): void {
    for (let i = 0; i < min; i++) this.add(of);
    if (max === Number.POSITIVE_INFINITY) {
      const start = this.#steps.length;
      const fork = this.#fork();
      fork.push(start + 1);
      this.add(of);
      this.#fork().push(start);
      fork.push(this.#steps.length);
      if (isLazy) fork.reverse();
      return;
    }
    const skips: number[][] = [];
    for (let i = min; i < max; i++) {
      const fork = this.#fork();
      fork.push(this.#steps.length);
      skips.push(fork);
      this.add(of);
    }
    for (const skip of skips) {
      skip.push(this.#steps.length);
      if (isLazy) skip.reverse();
    }
  }

  /** All steps, with the one at the end that is reached where the pattern is found. */
  steps(): readonly Step[] {
    return [...this.#steps, { kind: 'found' }];
  }
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

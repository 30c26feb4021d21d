import { VECTOR_ROWS } from '../../scanning/scanner.ts';
import { grownLength } from '../../state/groups/growth.ts';
import type { StringCodes } from '../../state/groups/string-codes.ts';
import { StringPool } from '../../state/groups/string-pool.ts';
import type { Value } from '../../types/value.ts';

/** What is known of an expression's value for one text. */
export const MEMO = { unknown: 0, uncertain: 1, none: 2, value: 3, isTrue: 4 } as const;

/** What the values are kept as: nothing but the state for booleans, a number, a text's code, or as rows hold them. */
export type MemoKind = 'boolean' | 'number' | 'text' | 'boxed';

const INITIAL_TEXTS = 256;

/**
 * The values of an expression that looks at one column of texts and at nothing else: each is computed once a text. Entry 0 is for
 * null, entry `code + 1` for a text. The loop reads the arrays, which only `ready` replaces.
 */
export class TextMemo {
  states = new Uint8Array(0);
  /** For numbers. */
  numbers = new Float64Array(0);
  /** For texts: codes in `strings`, which hold until `clear`. */
  codes = new Int32Array(0);
  /** For all other values. */
  values: Value[] = [];
  readonly strings = new StringPool();
  readonly #kind: MemoKind;
  readonly #of: StringCodes;
  readonly #compute: (text: Value) => Value | undefined;
  #epoch: number;

  /**
   * @param of the texts
   * @param compute gives `undefined` where the row must go through the interpreter
   */
  constructor(kind: MemoKind, of: StringCodes, compute: (text: Value) => Value | undefined) {
    this.#kind = kind;
    this.#of = of;
    this.#compute = compute;
    this.#epoch = of.epoch;
  }

  /** Makes room for all texts and for as many new ones as rows of one vector can bring. */
  ready(): void {
    if (this.#of.epoch !== this.#epoch) this.#forget();
    const needed = this.#of.size + VECTOR_ROWS + 1;
    if (needed <= this.states.length) return;
    const length = grownLength(Math.max(INITIAL_TEXTS, this.states.length), needed);
    this.states = copied(new Uint8Array(length), this.states);
    if (this.#kind === 'number') this.numbers = copied(new Float64Array(length), this.numbers);
    if (this.#kind === 'text') this.codes = copied(new Int32Array(length), this.codes);
  }

  /** Forgets all that was computed, and the codes of it. */
  clear(): void {
    this.#forget();
    this.strings.clear();
  }

  /** Computes entry `at` and returns its state. */
  fill(at: number): number {
    const value = this.#compute(at === 0 ? null : this.#of.textOf(at - 1));
    const state = value === undefined ? MEMO.uncertain : value === null ? MEMO.none : this.#keep(at, value);
    this.states[at] = state;
    return state;
  }

  #forget(): void {
    this.#epoch = this.#of.epoch;
    this.states.fill(MEMO.unknown);
    this.values = [];
  }

  #keep(at: number, value: Exclude<Value, null>): number {
    switch (this.#kind) {
      case 'boolean':
        return value === true ? MEMO.isTrue : MEMO.value;
      case 'number':
        this.numbers[at] = value as number;
        return MEMO.value;
      case 'text':
        this.codes[at] = this.strings.codeOfText(value as string);
        return MEMO.value;
      case 'boxed':
        this.values[at] = value;
        return MEMO.value;
    }
  }
}

function copied<T extends Uint8Array | Float64Array | Int32Array>(target: T, source: T): T {
  target.set(source);
  return target;
}

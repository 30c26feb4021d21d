import { err, ok, type Result } from '../../base/result.ts';
import type { RegexNode } from './regex-tree.ts';

export interface ReadRegex {
  readonly tree: RegexNode;
  readonly ignoresCase: boolean;
  /** Groups that capture. */
  readonly groupCount: number;
}

const MAX_LENGTH = 2000;
const MAX_REPETITION = 1000;
const MAX_DEPTH = 50;

const LINE_END = '\\n\\r\\u0085\\u2028\\u2029';
const AT_END = `(?=(?:\\r\\n|[${LINE_END}])?(?![^]))`;

/** Java's classes cover ASCII alone. */
const CLASSES: Readonly<Record<string, string>> = { d: '0-9', w: 'a-zA-Z0-9_', s: ' \\t\\n\\x0B\\f\\r' };

const PLACES: Readonly<Record<string, string>> = { b: '\\b', B: '\\B', A: '^', z: '(?![^])', Z: AT_END };

/**
 * Reads a regular expression in Java's notation. What JavaScript reads differently or does not have is refused: possessive and
 * atomic groups, look-around, back references, class operations, POSIX classes, flags other than `i` and `s` at the start.
 *
 * @returns the expression, or the part of the pattern that cannot be used
 */
export function readJavaRegex(pattern: string): Result<ReadRegex, string> {
  if (pattern.length > MAX_LENGTH) return err(`${pattern.slice(0, 20)}…`);
  const flags = /^\(\?([is]+)\)/.exec(pattern);
  const reader = new Reader(pattern, flags?.[0].length ?? 0, flags?.[1]?.includes('s') === true);
  try {
    const tree = reader.whole();
    return ok({ tree, ignoresCase: flags?.[1]?.includes('i') === true, groupCount: reader.groupCount });
  } catch (error) {
    if (error instanceof Unusable) return err(error.part);
    throw error;
  }
}

/** Ends the reading; never leaves this file. */
class Unusable extends Error {
  readonly part: string;
  constructor(part: string) {
    super(part);
    this.part = part;
  }
}

class Reader {
  groupCount = 0;
  readonly #pattern: string;
  readonly #dot: string;
  #at: number;

  constructor(pattern: string, start: number, dotTakesAll: boolean) {
    this.#pattern = pattern;
    this.#at = start;
    this.#dot = dotTakesAll ? '[^]' : `[^${LINE_END}]`;
  }

  whole(): RegexNode {
    const tree = this.#choice(0);
    if (this.#at < this.#pattern.length) throw new Unusable(')');
    return tree;
  }

  #rest(): string {
    return this.#pattern.slice(this.#at);
  }

  #choice(depth: number): RegexNode {
    if (depth > MAX_DEPTH) throw new Unusable('(');
    const options = [this.#sequence(depth)];
    while (this.#pattern[this.#at] === '|') {
      this.#at++;
      options.push(this.#sequence(depth));
    }
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(depth: number): RegexNode {
    const parts: RegexNode[] = [];
    for (
      let next = this.#pattern[this.#at];
      next !== undefined && next !== '|' && next !== ')';
      next = this.#pattern[this.#at]
    ) {
      parts.push(this.#quantified(next === '(' ? this.#group(depth) : this.#single()));
    }
    return { kind: 'sequence', parts };
  }

  #group(depth: number): RegexNode {
    const opened = /^\((?:\?:|\?<[a-zA-Z][a-zA-Z0-9]*>)?/.exec(this.#rest())?.[0] ?? '(';
    if (opened === '(' && this.#rest().startsWith('(?')) throw new Unusable(this.#rest().slice(0, 4));
    this.#at += opened.length;
    const number = opened === '(?:' ? null : ++this.groupCount;
    const inner = this.#choice(depth + 1);
    if (this.#pattern[this.#at] !== ')') throw new Unusable('(');
    this.#at++;
    return number === null ? inner : { kind: 'group', of: inner, number };
  }

  #quantified(of: RegexNode): RegexNode {
    const found = /^([*+?]|\{(\d+)(,?)(\d*)\})([?+]?)/.exec(this.#rest());
    if (found === null) return of;
    const [whole, sign = '', least = '', comma = '', most = '', mode] = found;
    // A possessive one forgets other ways to match.
    if (mode === '+' || of.kind === 'place') throw new Unusable(whole);
    this.#at += whole.length;
    const isLazy = mode === '?';
    if (sign === '*') return { kind: 'repeat', of, min: 0, max: Number.POSITIVE_INFINITY, isLazy };
    if (sign === '+') return { kind: 'repeat', of, min: 1, max: Number.POSITIVE_INFINITY, isLazy };
    if (sign === '?') return { kind: 'repeat', of, min: 0, max: 1, isLazy };
    const min = Number(least);
    const max = comma === '' ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most);
    if (min > MAX_REPETITION || max < min || (max > MAX_REPETITION && max !== Number.POSITIVE_INFINITY)) {
      throw new Unusable(whole);
    }
    return { kind: 'repeat', of, min, max, isLazy };
  }

  #single(): RegexNode {
    const rest = this.#rest();
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (character === '[') return this.#class(rest);
    if (character === '\\') return this.#escape(rest);
    if ('*+?{'.includes(character)) throw new Unusable(character);
    this.#at += character.length;
    if (character === '.') return { kind: 'character', source: this.#dot };
    if (character === '^') return { kind: 'place', source: '^' };
    if (character === '$') return { kind: 'place', source: AT_END };
    return { kind: 'character', source: quoted(character) };
  }

  #escape(rest: string): RegexNode {
    const letter = rest.charAt(1);
    const members = CLASSES[letter.toLowerCase()];
    const place = PLACES[letter];
    const property = /^\\[pP]\{(?:Is)?([LMNPSZC][a-z]?)\}/.exec(rest);
    if (property !== null) {
      this.#at += property[0].length;
      return { kind: 'character', source: `\\${letter}{${property[1]}}` };
    }
    if (members !== undefined || place !== undefined) this.#at += 2;
    if (members !== undefined) {
      return { kind: 'character', source: `[${letter === letter.toLowerCase() ? '' : '^'}${members}]` };
    }
    if (place !== undefined) return { kind: 'place', source: place };
    const { taken, source } = escapedCharacter(rest);
    this.#at += taken;
    return { kind: 'character', source };
  }

  #class(rest: string): RegexNode {
    let at = rest.startsWith('[^') ? 2 : 1;
    let source = rest.slice(0, at);
    for (let isFirst = true; ; isFirst = false) {
      const tail = rest.slice(at);
      const code = tail.codePointAt(0);
      if (code === undefined) throw new Unusable('[');
      const character = String.fromCodePoint(code);
      if (character === ']' && !isFirst) break;
      // Java nests and intersects classes; a bracket in first place is another difference.
      if (character === '[' || character === ']' || tail.startsWith('&&')) throw new Unusable(tail.slice(0, 2));
      const members = character === '\\' ? CLASSES[tail.charAt(1)] : undefined;
      const piece = character === '\\' && members === undefined ? escapedCharacter(tail) : null;
      if (members !== undefined) source += members;
      else source += piece?.source ?? (character === '-' ? '-' : quoted(character));
      at += piece?.taken ?? (members === undefined ? character.length : 2);
    }
    this.#at += at + 1;
    try {
      // A range that goes backwards, or from a class, is found out by JavaScript.
      new RegExp(`${source}]`, 'u');
    } catch {
      throw new Unusable(rest.slice(0, at + 1));
    }
    return { kind: 'character', source: `${source}]` };
  }
}

/** An escape that stands for one character. */
function escapedCharacter(rest: string): { readonly taken: number; readonly source: string } {
  const known = /^\\(?:[tnrf]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/.exec(rest)?.[0];
  if (known !== undefined) return { taken: known.length, source: known };
  const code = rest.codePointAt(1);
  const character = code === undefined ? '' : String.fromCodePoint(code);
  if (character === '' || /[a-zA-Z0-9]/.test(character)) throw new Unusable(rest.slice(0, 2));
  return { taken: 1 + character.length, source: quoted(character) };
}

/** A character that means itself, in a class and outside. */
function quoted(character: string): string {
  if (!/[\\^$.*+?()[\]{}|/-]/.test(character)) return character;
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

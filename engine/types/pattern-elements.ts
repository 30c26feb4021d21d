import { err, ok, type Result } from '../base/result.ts';
import { excerpt } from './excerpt.ts';
import type { TextFailure } from './text-failure.ts';

/** A date pattern taken apart. An optional section is whole or absent in a text that is read, and is always written. */
export type PatternElement =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'field'; readonly letter: PatternLetter; readonly count: number }
  | { readonly kind: 'section'; readonly elements: readonly PatternElement[] };

/** The letters of Spark's date patterns and how often each may stand in a row. */
const COUNTS = {
  G: [1, 2, 3, 4],
  y: range(1, 6),
  Q: [1, 2, 3, 4],
  q: [1, 2, 3, 4],
  M: [1, 2, 3, 4],
  L: [1, 2, 3, 4],
  d: [1, 2],
  D: [1, 2, 3],
  F: [1],
  E: [1, 2, 3, 4],
  a: [1],
  h: [1, 2],
  H: [1, 2],
  k: [1, 2],
  K: [1, 2],
  m: [1, 2],
  s: [1, 2],
  S: range(1, 9),
  V: [2],
  z: [1, 2, 3, 4],
  O: [1, 4],
  X: [1, 2, 3, 4, 5],
  x: [1, 2, 3, 4, 5],
  Z: [1, 2, 3, 4, 5],
} as const;

export type PatternLetter = keyof typeof COUNTS;

/** Letters that Spark writes but does not read back: they say nothing that fixes a date. */
const NOT_READ: readonly string[] = ['E', 'F', 'q', 'Q'];

/** Longer patterns and deeper sections are refused. */
const LENGTH_MAX = 1_000;
const DEPTH_MAX = 32;

/**
 * Takes a pattern apart by Spark's rules, which are Java's with some letters refused. Fails with PLN-903 (a letter that is
 * not supported, or not for reading), PLN-904 (a letter repeated a wrong number of times) or PLN-905 (quotes or brackets).
 */
export function readPattern(pattern: string, use: 'format' | 'parse'): Result<readonly PatternElement[], TextFailure> {
  const open: PatternElement[][] = [[]];
  const add = (element: PatternElement) => open.at(-1)?.push(element);
  const malformed = (at: number) =>
    err({ code: 'PLN-905' as const, params: { pattern: excerpt(pattern), found: excerpt(pattern.slice(at)) } });
  if (pattern.length > LENGTH_MAX) return malformed(0);

  for (let at = 0; at < pattern.length; ) {
    const sign = pattern.charAt(at);
    if (/[A-Za-z]/.test(sign)) {
      const count = runLength(pattern, at);
      const failure = checkField(sign, count, use, pattern);
      if (failure !== null) return err(failure);
      add({ kind: 'field', letter: sign as PatternLetter, count });
      at += count;
    } else if (sign === "'") {
      const quoted = /'((?:[^']|'')*)'/y;
      quoted.lastIndex = at;
      const text = quoted.exec(pattern)?.[1];
      if (text === undefined) return malformed(at);
      add({ kind: 'literal', text: text === '' ? "'" : text.replaceAll("''", "'") });
      at = quoted.lastIndex;
    } else if (sign === '[') {
      if (open.length > DEPTH_MAX) return malformed(at);
      open.push([]);
      at += 1;
    } else if (sign === ']') {
      if (open.length === 1) return malformed(at);
      closeSection(open);
      at += 1;
    } else if (sign === '{' || sign === '}' || sign === '#') {
      return malformed(at);
    } else {
      add({ kind: 'literal', text: sign });
      at += 1;
    }
  }
  // Like Java, a section may stay open until the end.
  while (open.length > 1) closeSection(open);
  return ok(open[0] ?? []);
}

function closeSection(open: PatternElement[][]): void {
  const elements = open.pop() ?? [];
  if (elements.length > 0) open.at(-1)?.push({ kind: 'section', elements });
}

function runLength(pattern: string, start: number): number {
  let end = start + 1;
  while (pattern[end] === pattern[start]) end += 1;
  return end - start;
}

function checkField(letter: string, count: number, use: 'format' | 'parse', pattern: string): TextFailure | null {
  const counts: readonly number[] | undefined = Object.hasOwn(COUNTS, letter)
    ? COUNTS[letter as PatternLetter]
    : undefined;
  if (counts === undefined || (use === 'parse' && NOT_READ.includes(letter))) {
    return { code: 'PLN-903', params: { letter, pattern: excerpt(pattern) } };
  }
  return counts.includes(count) ? null : { code: 'PLN-904', params: { letter, count, pattern: excerpt(pattern) } };
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * Hadoop's file globs: `*`, `?`, `[abc]`, `[a-z]`, `[^a]`, `{ab,cd}` and `\` before a sign that means itself. None but the
 * braces crosses a `/`. Matching never backtracks further than to the last `*`, so a hostile glob costs no more than the
 * product of two lengths.
 */

/** One sign of a glob: any run of characters, one character of a set, or (null) any one character. */
type GlobSign = 'any-run' | ((character: string) => boolean) | null;

/** Alternatives of braces beyond this many are refused. */
const ALTERNATIVES_MAX = 1000;

/** Whether `path` holds a sign that makes it a glob. */
export function isGlob(path: string): boolean {
  return /[{}[\]*?\\]/.test(path);
}

/** A matcher for names, or null where the glob is not well formed (an open `[` or `{`, too many alternatives). */
export function compileGlob(glob: string): ((name: string) => boolean) | null {
  const alternatives = expandBraces(glob);
  if (alternatives === null) return null;
  const compiled: GlobSign[][] = [];
  for (const alternative of alternatives) {
    const signs = readSigns(alternative);
    if (signs === null) return null;
    compiled.push(signs);
  }
  return (name) => compiled.some((signs) => matches(signs, [...name]));
}

/** The glob's alternatives without braces, or null where it is not well formed. */
export function expandBraces(glob: string): string[] | null {
  const done: string[] = [];
  const open = [glob];
  while (open.length > 0) {
    const next = open.pop() as string;
    const group = firstGroup(next);
    if (group === 'open' || done.length + open.length > ALTERNATIVES_MAX) return null;
    if (group === null) done.push(next);
    else {
      const [before, after] = [next.slice(0, group.from), next.slice(group.to)];
      for (const alternative of group.alternatives.reverse()) open.push(before + alternative + after);
    }
  }
  return done;
}

function firstGroup(glob: string): { from: number; to: number; alternatives: string[] } | 'open' | null {
  const from = indexOfUnescaped(glob, '{');
  if (from === -1) return null;
  const alternatives: string[] = [];
  let depth = 0;
  let start = from + 1;
  for (let at = from; at < glob.length; at++) {
    const sign = glob[at];
    if (sign === '\\') at++;
    else if (sign === '{') depth++;
    else if (sign === ',' && depth === 1) {
      alternatives.push(glob.slice(start, at));
      start = at + 1;
    } else if (sign === '}' && --depth === 0) {
      alternatives.push(glob.slice(start, at));
      return { from, to: at + 1, alternatives };
    }
  }
  return 'open';
}

function indexOfUnescaped(glob: string, wanted: string): number {
  for (let at = 0; at < glob.length; at++) {
    if (glob[at] === '\\') at++;
    else if (glob[at] === wanted) return at;
  }
  return -1;
}

function readSigns(glob: string): GlobSign[] | null {
  const characters = [...glob];
  const signs: GlobSign[] = [];
  for (let at = 0; at < characters.length; at++) {
    const sign = characters[at] as string;
    if (sign === '*') {
      if (signs.at(-1) !== 'any-run') signs.push('any-run');
    } else if (sign === '?') signs.push(null);
    else if (sign === '[') {
      const set = readSet(characters, at);
      if (set === null) return null;
      signs.push(set.has);
      at = set.to - 1;
    } else {
      const literal = sign === '\\' ? characters[++at] : sign;
      if (literal === undefined) return null;
      signs.push((character) => character === literal);
    }
  }
  return signs;
}

function readSet(glob: readonly string[], from: number): { to: number; has: (character: string) => boolean } | null {
  const isNegated = glob[from + 1] === '^' || glob[from + 1] === '!';
  const ranges: (readonly [string, string])[] = [];
  let at = from + (isNegated ? 2 : 1);
  while (at < glob.length && (glob[at] !== ']' || ranges.length === 0)) {
    if (glob[at] === '\\') at++;
    const first = glob[at++];
    if (first === undefined) return null;
    if (glob[at] === '-' && glob[at + 1] !== undefined && glob[at + 1] !== ']') {
      ranges.push([first, glob[at + 1] as string]);
      at += 2;
    } else ranges.push([first, first]);
  }
  if (at >= glob.length) return null;
  const has = (character: string) => ranges.some(([low, high]) => character >= low && character <= high);
  return { to: at + 1, has: isNegated ? (character) => !has(character) : has };
}

function matches(signs: readonly GlobSign[], name: readonly string[]): boolean {
  let sign = 0;
  let at = 0;
  /** After the last run: where its sign stands, and how far it reaches so far. */
  let run = -1;
  let runEnd = 0;
  while (at < name.length) {
    const wanted = signs[sign];
    if (wanted === 'any-run') {
      run = sign++;
      runEnd = at;
    } else if (wanted !== undefined && (wanted === null || wanted(name[at] as string))) {
      sign++;
      at++;
    } else if (run !== -1) {
      sign = run + 1;
      at = ++runEnd;
    } else {
      return false;
    }
  }
  if (signs[sign] === 'any-run') sign++;
  return sign === signs.length;
}

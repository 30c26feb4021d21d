import { err, ok, type Result } from '../../base/result.ts';
import { readJavaRegex } from './read-java-regex.ts';
import { MAX_STEPS } from './regex-matcher.ts';
import { Program, type Step, takesCharacter } from './regex-program.ts';
import { choiceCount, regexSize, regexSource } from './regex-tree.ts';

/** Where a pattern was found in a text, in UTF-16 units. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** What each group captured, the whole match first; null for a group that took no part. */
  readonly groups: readonly (string | null)[];
}

export interface RegexSearch {
  readonly groupCount: number;
  /** The first match at or after `from`, or null. */
  find(text: string, from: number): RegexMatch | null;
}

/**
 * Compiles a Java regular expression to find out what it matches: the leftmost match, and of several ways the one that Java's
 * backtracking would meet first. The time is at most that of the text times that of the pattern.
 *
 * @returns the search, or the part of the pattern that cannot be used
 */
export function compileRegexSearch(pattern: string): Result<RegexSearch, string> {
  const read = readJavaRegex(pattern);
  if (!read.ok) return read;
  const { tree, ignoresCase, groupCount } = read.value;
  if (regexSize(tree) > MAX_STEPS) return err(`${pattern.slice(0, 20)}…`);
  const flags = ignoresCase ? 'iu' : 'u';
  if (choiceCount(tree) <= 1) return ok({ groupCount, find: plainSearch(new RegExp(regexSource(tree), `${flags}g`)) });
  const program = new Program(flags);
  program.add(tree);
  return ok({ groupCount, find: threadSearch(program.steps(), groupCount) });
}

/** All matches that do not overlap, from the left; after an empty one the search goes on a character further. */
export function* allMatches(search: RegexSearch, text: string): Generator<RegexMatch> {
  for (let from = 0; from <= text.length; ) {
    const match = search.find(text, from);
    if (match === null) return;
    yield match;
    from = match.end > match.start ? match.end : match.end + characterSize(text, match.end);
  }
}

function characterSize(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function plainSearch(regex: RegExp): RegexSearch['find'] {
  return (text, from) => {
    regex.lastIndex = from;
    const found = regex.exec(text);
    if (found === null) return null;
    return { start: found.index, end: found.index + found[0].length, groups: [...found].map((group) => group ?? null) };
  };
}

/** A way to match so far: the step it is at, and where in the text each group begins and ends. */
interface Thread {
  readonly step: number;
  readonly marks: readonly number[];
}

/** Follows all ways to match at once, in the order in which backtracking would try them; a match ends all that come after it. */
function threadSearch(steps: readonly Step[], groupCount: number): RegexSearch['find'] {
  const unmarked: readonly number[] = new Array<number>(2 * groupCount + 2).fill(-1);
  const entered = new Float64Array(steps.length);
  let visit = 0;

  /** Appends the steps that wait for a character, reached from `thread` without one; true where the pattern is found. */
  function follow(thread: Thread, text: string, at: number, waiting: Thread[]): Thread | null {
    const open = [thread];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { step: index, marks } = next;
      const step = steps[index];
      if (step === undefined || entered[index] === visit) continue;
      entered[index] = visit;
      if (step.kind === 'found') return next;
      if (step.kind === 'character') waiting.push(next);
      else if (step.kind === 'mark') open.push({ step: index + 1, marks: marked(marks, step.slot, at) });
      else if (step.kind === 'place') {
        if (step.test(text, at)) open.push({ step: index + 1, marks });
      } else for (let i = step.next.length - 1; i >= 0; i--) open.push({ step: step.next[i] ?? 0, marks });
    }
    return null;
  }

  return (text, from) => {
    let best: readonly number[] | null = null;
    let current: readonly Thread[] = [];
    for (let at = from; ; ) {
      visit++;
      const waiting: Thread[] = [];
      // A match that begins here is worse than any that began before.
      const ways = best === null ? [...current, { step: 0, marks: marked(unmarked, 0, at) }] : current;
      for (const way of ways) {
        const found = follow(way, text, at, waiting);
        if (found === null) continue;
        best = marked(found.marks, 1, at);
        break;
      }
      const code = text.codePointAt(at);
      if (code === undefined || (waiting.length === 0 && best !== null)) break;
      const character = String.fromCodePoint(code);
      current = waiting
        .filter(({ step }) => takesCharacter(steps[step], character))
        .map(({ step, marks }) => ({ step: step + 1, marks }));
      at += character.length;
    }
    return best === null ? null : matchOf(text, best);
  };
}

function marked(marks: readonly number[], slot: number, at: number): readonly number[] {
  const changed = [...marks];
  changed[slot] = at;
  return changed;
}

function matchOf(text: string, marks: readonly number[]): RegexMatch {
  const groups: (string | null)[] = [];
  for (let slot = 0; slot < marks.length; slot += 2) {
    const [start = -1, end = -1] = marks.slice(slot, slot + 2);
    groups.push(start < 0 || end < start ? null : text.slice(start, end));
  }
  return { start: marks[0] ?? 0, end: marks[1] ?? 0, groups };
}

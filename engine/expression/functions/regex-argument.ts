import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { DataType } from '../../types/data-type.ts';
import { excerpt } from '../../types/excerpt.ts';
import type { Expr, ScalarFunction, SignatureProblem } from '../expr.ts';
import { allMatches, compileRegexSearch, type RegexMatch, type RegexSearch } from '../regex/regex-search.ts';
import { lastUsed } from './last-used.ts';
import { takes } from './signature.ts';

const SHOWN_CHARACTERS = 80;

/** As `takes`, where the second argument is a regular expression: a constant one that cannot be used is a problem at once. */
export function takesRegex(wanted: readonly DataType[], type: DataType, nullable?: boolean): ScalarFunction['sign'] {
  const sign = takes(wanted, type, nullable);
  return (args) => {
    const problem = regexProblem(args);
    return problem.ok ? sign(args) : problem;
  };
}

function regexProblem(args: readonly Expr[]): Result<null, SignatureProblem> {
  const pattern = args[1];
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return ok(null);
  const compiled = compileRegexSearch(pattern.value);
  if (compiled.ok) return ok(null);
  return err({ code: 'EXP-037', params: patternParams(pattern.value, compiled.error), argument: 1 });
}

/** Compiles patterns that come with the rows; throws EXP-037. */
export function regexCompiler(): (pattern: string) => RegexSearch {
  const compiled = lastUsed((pattern) => {
    const made = compileRegexSearch(pattern);
    if (!made.ok) throw new EngineError('EXP-037', patternParams(pattern, made.error));
    return made.value;
  });
  return (pattern) => compiled(pattern, '');
}

function patternParams(pattern: string, part: string): { readonly pattern: string; readonly part: string } {
  return { pattern: excerpt(pattern, SHOWN_CHARACTERS), part };
}

/** What the group of a number captured in a match: an empty text where it took no part. */
export function capturedText(match: RegexMatch, group: number): string {
  return match.groups[group] ?? '';
}

/** Throws EXP-051 where the pattern has no group of that number. */
export function checkGroup(search: RegexSearch, group: number, name: string): void {
  if (group < 0 || group > search.groupCount) {
    throw new EngineError('EXP-051', { name, index: group, last: search.groupCount });
  }
}

/** Every match of the pattern in the text. */
export function matchesIn(search: RegexSearch, text: string): readonly RegexMatch[] {
  return [...allMatches(search, text)];
}

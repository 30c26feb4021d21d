import { EngineError } from '../../base/errors/engine-error.ts';
import { err, type Result } from '../../base/result.ts';
import { compileDateTimePattern, type DateTimePattern } from '../../types/datetime-pattern.ts';
import type { Expr, SignatureProblem } from '../expr.ts';
import { lastUsed } from './last-used.ts';

/** The problem of argument `at` when it is a constant that is no date pattern; null otherwise. */
export function patternProblem(
  args: readonly Expr[],
  at: number,
  use: 'format' | 'parse',
): Result<never, SignatureProblem> | null {
  const pattern = args[at];
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return null;
  const compiled = compileDateTimePattern(pattern.value, use);
  return compiled.ok ? null : err({ ...compiled.error, argument: at });
}

/** Compiles patterns that come with the rows; throws the pattern's own error. */
export function patternCompiler(use: 'format' | 'parse'): (pattern: string) => DateTimePattern {
  const compiled = lastUsed((pattern) => {
    const made = compileDateTimePattern(pattern, use);
    if (!made.ok) throw new EngineError(made.error.code, made.error.params);
    return made.value;
  });
  return (pattern) => compiled(pattern, '');
}

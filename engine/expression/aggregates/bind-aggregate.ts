import { err, ok, type Result } from '../../base/result.ts';
import { expectedCount } from '../argument-count.ts';
import { displayExpr } from '../display.ts';
import type { Expr } from '../expr.ts';
import type { AggregateFunction, AggregateProblem, BoundAggregate } from './aggregate-function.ts';
import { distinct } from './distinct.ts';

/** What an aggregate was bound from, so that it can be bound again where it cannot be handed over. */
export interface AggregateOrigin {
  /** The function's first name. */
  readonly name: string;
  readonly written: string;
  /** As written, before any cast; their columns are those of the plan that was written, before any rule moved them. */
  readonly args: readonly Expr[];
  readonly isDistinct: boolean;
}

export interface CalledAggregate {
  readonly aggregate: BoundAggregate;
  readonly origin: AggregateOrigin;
  /** The function's first name; another one where the call's rows are no plain rows: `count distinct`. */
  readonly functionName: string;
  /** Spark's name for a column of it. */
  readonly defaultName: string;
}

/**
 * Types a call of an aggregate over arguments that are written out.
 *
 * @param written the name it is called by
 * @param args none for `*`
 */
export function bindAggregate(
  found: AggregateFunction,
  written: string,
  args: readonly Expr[],
  isDistinct: boolean,
): Result<CalledAggregate, AggregateProblem> {
  const name = written.toLowerCase();
  const { minArgs, maxArgs } = found;
  if (args.length < minArgs || args.length > maxArgs) {
    return err({
      code: 'PLN-031',
      params: { function: name, expected: expectedCount(minArgs, maxArgs), found: args.length },
    });
  }
  if (isDistinct && !found.takesDistinct) return err({ code: 'PLN-037', params: { function: name } });
  const bound = found.bind(args, name);
  if (!bound.ok) return bound;
  const texts = args.length === 0 ? ['1'] : args.map(displayExpr);
  const shown = isDistinct ? [`DISTINCT ${texts[0]}`, ...texts.slice(1)] : texts;
  return ok({
    aggregate: isDistinct ? distinct(bound.value) : bound.value,
    origin: { name: found.names[0], written, args, isDistinct },
    functionName: isDistinct ? `${found.names[0]} distinct` : found.names[0],
    defaultName: found.display?.(shown, name) ?? `${name}(${shown.join(', ')})`,
  });
}

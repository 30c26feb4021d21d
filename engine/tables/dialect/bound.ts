import { EngineError } from '../../base/errors/engine-error.ts';
import type { DataType } from '../../types/data-type.ts';

const SQL_LENGTH_MAX = 500_000;
const NAME_LENGTH_MAX = 2_000;

/** An expression of a query once its names and types are known. */
export interface Bound {
  /** In the query engine's SQL; an operand of anything without further parentheses, and exactly of `type`. */
  readonly sql: string;
  readonly type: DataType;
  /** As Spark writes the expression in a column name. */
  readonly name: string;
  /** The column's name where the expression stands alone in SELECT and has no alias; `name` when absent. */
  readonly outputName?: string | undefined;
  /** Set for a constant written out. */
  readonly constant?: string | bigint | boolean | null | undefined;
  readonly hasAggregate: boolean;
  readonly hasWindow: boolean;
  /** The first column that stands outside of aggregates and is no grouping key. */
  readonly ungrouped: string | null;
}

/** What an expression inherits from its parts. */
export type Inherited = Pick<Bound, 'hasAggregate' | 'hasWindow' | 'ungrouped'>;

function inherit(parts: readonly Inherited[]): Inherited {
  return {
    hasAggregate: parts.some((part) => part.hasAggregate),
    hasWindow: parts.some((part) => part.hasWindow),
    ungrouped: parts.find((part) => part.ungrouped !== null)?.ungrouped ?? null,
  };
}

/**
 * An expression made of `parts`.
 *
 * @throws EngineError SQL-006 when the text grows beyond all use, as an alias of an alias of an alias can make it
 */
export function combine(parts: readonly Inherited[], sql: string, type: DataType, name: string): Bound {
  if (sql.length > SQL_LENGTH_MAX) throw new EngineError('SQL-006');
  const shortName = name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX)}…` : name;
  return { sql, type, name: shortName, ...inherit(parts) };
}

/** A constant. */
export function constant(
  value: string | bigint | boolean | null,
  sql: string,
  type: DataType,
  name = String(value),
): Bound {
  return { ...combine([], sql, type, name), constant: value };
}

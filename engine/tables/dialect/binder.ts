import type { EngineError } from '../../base/errors/engine-error.ts';
import type { Bound } from './bound.ts';
import type { BoundQuery } from './bound-query.ts';
import type { QueryText } from './query-text.ts';
import type { Scope } from './scope.ts';
import type { Fields, SyntaxNode } from './syntax-node.ts';

export interface BoundOrderItem {
  readonly key: Bound;
  readonly sql: string;
  readonly name: string;
}

/**
 * What the parts of the translation ask of one another. Queries hold expressions and expressions hold queries, so each part
 * knows this interface alone; `QueryBinder` puts them together.
 */
export interface Binder {
  readonly source: QueryText;
  readonly timeZone: string;

  /** Binds one expression. @throws EngineError SQL-0xx with the place of what is wrong, as far as it is known */
  bindExpression(node: SyntaxNode, place: ExpressionPlace): Bound;

  /** Binds a query of any form; `outer` is what a subquery sees around it. */
  bindQuery(node: SyntaxNode, outer: Scope | null): BoundQuery;

  /** A relation's name in the SQL; never used twice. */
  freshRelation(): string;

  /** The table or WITH query called `name`, as SQL and columns. @throws EngineError SQL-010, SQL-031 */
  relationOf(fields: Fields): BoundQuery;

  /** Refuses a node that says more than `parts`. @throws EngineError SQL-030 */
  requireOnly(node: SyntaxNode, parts: readonly string[]): void;

  /** The error for what is not on the list of what is allowed. */
  unavailable(construct: string, clause?: string): EngineError;

  /** `ORDER BY` items as Spark sorts: nulls first going up, last going down. */
  bindOrderItem(fields: Fields, bindKey: (node: SyntaxNode) => Bound): BoundOrderItem;

  /** LIMIT and OFFSET, as SQL that starts with a blank; empty where there are none. */
  bindLimit(node: SyntaxNode): string;

  /** ORDER BY, LIMIT and OFFSET over the columns of a finished query. */
  orderWhole(query: BoundQuery, node: SyntaxNode, outer: Scope | null): BoundQuery;

  /** The output column that a bare number in ORDER BY or GROUP BY means; null for anything else. */
  ordinal(node: SyntaxNode, outputs: readonly Bound[], clause: string): Bound | null;
}

/** Where an expression stands: what its names mean and what of the query around it is known. */
export interface ExpressionPlace {
  readonly scope: Scope;
  readonly binder: Binder;
  /** The clause, for messages. */
  readonly clause: string;
  /** Aliases of the SELECT list, and whether they go before columns (HAVING, ORDER BY) or after them. */
  readonly aliases?: { readonly byName: ReadonlyMap<string, Bound>; readonly goFirst: boolean } | undefined;
  /** SQL of the grouping keys: whatever equals one is grouped. */
  readonly groupedSql?: ReadonlySet<string> | undefined;
  /** Definitions of the query's WINDOW clause, by name in lower case. */
  readonly windows?: ReadonlyMap<string, Fields> | undefined;
}

import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { BIGINT } from '../../types/data-type.ts';
import { alike } from './bind-operator.ts';
import type { Binder, ExpressionPlace } from './binder.ts';
import { combine } from './bound.ts';
import { type QueryColumn, renameColumns } from './bound-query.ts';
import { condition } from './condition.ts';
import { type Relation, type RelationColumn, Scope, sameName } from './scope.ts';
import { columnName } from './sql-text.ts';
import {
  type Fields,
  firstUnknownPart,
  readFields,
  readList,
  readName,
  readNode,
  readNodes,
  readText,
  type SyntaxNode,
} from './syntax-node.ts';

/** FROM as SQL, and what its columns are called. */
export interface BoundFrom {
  readonly sql: string;
  readonly relations: readonly Relation[];
}

/** Binds FROM with its joins. */
export function bindFrom(select: SyntaxNode, binder: Binder, outer: Scope | null): BoundFrom {
  const from = select.fields.from ?? null;
  if (from === null) return { sql: '', relations: [] };
  const unknown = firstUnknownPart(readFields(from), ['expressions']);
  if (unknown !== null) throw binder.unavailable(`FROM … ${unknown}`);
  const items = readNodes(readFields(from).expressions).map((item) => bindItem(item, binder, outer));
  let whole: BoundFrom = {
    sql: items.map((item) => item.sql).join(' CROSS JOIN '),
    relations: items.flatMap((item) => item.relations),
  };
  for (const join of readList(select.fields.joins)) whole = bindJoin(whole, readFields(join), binder, outer);
  refuseSameAlias(whole.relations);
  return { ...whole, sql: ` FROM ${whole.sql}` };
}

function bindItem(node: SyntaxNode, binder: Binder, outer: Scope | null): BoundFrom {
  const { kind, fields } = node;
  switch (kind) {
    case 'table': {
      binder.requireOnly(node, ['name', 'schema', 'catalog', 'alias', 'alias_explicit_as', 'column_aliases']);
      const { sql, columns } = binder.relationOf(fields);
      return named(
        sql,
        columns,
        readName(fields.alias) ?? readName(fields.name),
        readList(fields.column_aliases),
        binder,
      );
    }
    case 'subquery': {
      binder.requireOnly(node, [
        'this',
        'alias',
        'alias_explicit_as',
        'column_aliases',
        'order_by',
        'limit',
        'offset',
        'modifiers_inside',
        'with',
      ]);
      const inner = readNode(fields.this);
      if (inner.kind === 'table') return bindItem(inner, binder, outer);
      const query = binder.orderWhole(binder.bindQuery(inner, outer), node, outer);
      return named(`(${query.sql})`, query.columns, readName(fields.alias), readList(fields.column_aliases), binder);
    }
    case 'values': {
      const query = binder.bindQuery(node, outer);
      return named(`(${query.sql})`, query.columns, readName(fields.alias), readList(fields.column_aliases), binder);
    }
    case 'alias': {
      const item = readNode(fields.this);
      if (item.kind !== 'function') return bindItem(item, binder, outer);
      return bindTableFunction(item, readName(fields.alias), readList(fields.column_aliases), binder);
    }
    case 'function':
      return bindTableFunction(node, null, [], binder);
    default:
      throw binder.unavailable(`FROM ${kind.replaceAll('_', ' ')}`);
  }
}

/** `range(end)`, `range(start, end[, step])`: the one function that may stand in FROM. */
function bindTableFunction(
  node: SyntaxNode,
  alias: string | null,
  columnAliases: readonly unknown[],
  binder: Binder,
): BoundFrom {
  const name = readText(node.fields.name).toLowerCase();
  if (name !== 'range') {
    throw new EngineError('SQL-020', { name: name.slice(0, 80) }, { span: binder.source.spanOfCall(name) });
  }
  binder.requireOnly(node, ['name', 'args', 'quoted']);
  const place: ExpressionPlace = { scope: new Scope([], null), binder, clause: 'FROM' };
  const args = readNodes(node.fields.args).map((arg) => {
    const value = binder.bindExpression(arg, place);
    if (typeof value.constant !== 'bigint') throw new EngineError('SQL-024', { name, argument: value.name });
    return `CAST(${value.constant} AS BIGINT)`;
  });
  if (args.length < 1 || args.length > 3)
    throw new EngineError('SQL-021', { name, expected: '1–3', given: args.length });
  return named(`range(${args.join(', ')})`, [{ name: 'id', type: BIGINT }], alias ?? 'range', columnAliases, binder);
}

function named(
  sql: string,
  columns: readonly QueryColumn[],
  alias: string | null,
  columnAliases: readonly unknown[],
  binder: Binder,
): BoundFrom {
  const relation = binder.freshRelation();
  const renamed = renameColumns(columns, columnAliases, alias ?? '');
  const names = columns.map((_, index) => columnName(index)).join(', ');
  return {
    sql: `${sql} AS ${relation}(${names})`,
    relations: [
      {
        alias,
        columns: renamed.map((column, index) => ({ ...column, sql: `${relation}.${columnName(index)}` })),
      },
    ],
  };
}

const JOINS: Readonly<Record<string, string>> = {
  Inner: 'INNER JOIN',
  Left: 'LEFT JOIN',
  Right: 'RIGHT JOIN',
  Full: 'FULL JOIN',
  Cross: 'CROSS JOIN',
  Implicit: 'CROSS JOIN',
  Natural: 'INNER JOIN',
  NaturalLeft: 'LEFT JOIN',
  NaturalRight: 'RIGHT JOIN',
  NaturalFull: 'FULL JOIN',
  Semi: 'SEMI JOIN',
  LeftSemi: 'SEMI JOIN',
  Anti: 'ANTI JOIN',
  LeftAnti: 'ANTI JOIN',
};

function bindJoin(left: BoundFrom, fields: Fields, binder: Binder, outer: Scope | null): BoundFrom {
  const kind = readText(fields.kind);
  const word = Object.hasOwn(JOINS, kind) ? JOINS[kind] : undefined;
  const known = ['this', 'on', 'using', 'kind', 'use_inner_keyword', 'use_outer_keyword', 'nesting_group'];
  const unknown = firstUnknownPart(fields, known);
  if (word === undefined || unknown !== null) throw binder.unavailable(`JOIN ${unknown ?? kind}`);
  const right = bindItem(readNode(fields.this), binder, outer);
  const written = readList(fields.using).map((name) => readName(name) ?? '');
  const shared = kind.startsWith('Natural') ? commonNames(left, right) : written;
  const keepsRight = !/Semi|Anti/.test(kind);
  if (shared.length > 0) return joinUsing(left, right, shared, kind, word, binder);

  const relations = [...left.relations, ...right.relations];
  const isCross = word === 'CROSS JOIN';
  const place: ExpressionPlace = { scope: new Scope(relations, outer), binder, clause: 'ON' };
  const on =
    fields.on === null || fields.on === undefined
      ? null
      : condition(binder.bindExpression(readNode(fields.on), place), place);
  if (on?.hasAggregate || on?.hasWindow) throw new EngineError('SQL-043', { clause: 'ON', expression: on.name });
  const condition_ = isCross && on === null ? '' : ` ON ${on?.sql ?? 'TRUE'}`;
  const joined = isCross && on !== null ? 'INNER JOIN' : word;
  return {
    sql: `${left.sql} ${joined} ${right.sql}${condition_}`,
    relations: keepsRight ? relations : left.relations,
  };
}

/** USING: the shared columns stand once and first; those of the right side are found by qualified name only. */
function joinUsing(
  left: BoundFrom,
  right: BoundFrom,
  shared: readonly string[],
  kind: string,
  word: string,
  binder: Binder,
): BoundFrom {
  const isRight = kind.endsWith('Right');
  const isFull = kind.endsWith('Full');
  const merged: RelationColumn[] = [];
  const conditions = shared.map((name) => {
    const a = new Scope(left.relations, null).resolve([{ name }]);
    const b = new Scope(right.relations, null).resolve([{ name }]);
    const [x, y] = alike('USING', a, b, binder.timeZone);
    const sql = isFull ? `coalesce(${x.sql}, ${y.sql})` : isRight ? y.sql : x.sql;
    merged.push({ name: a.outputName ?? name, type: x.type, sql });
    return `${x.sql} = ${y.sql}`;
  });
  const hide = (relation: Relation): Relation => ({
    ...relation,
    columns: relation.columns.map((column) =>
      shared.some((name) => sameName(name, column.name)) ? { ...column, isHidden: true } : column,
    ),
  });
  const keepsRight = !/Semi|Anti/.test(kind);
  const sql = `${left.sql} ${word} ${right.sql} ON ${conditions.join(' AND ')}`;
  if (!keepsRight) return { sql, relations: left.relations };
  return {
    sql,
    relations: [{ alias: null, columns: merged }, ...left.relations.map(hide), ...right.relations.map(hide)],
  };
}

function commonNames(left: BoundFrom, right: BoundFrom): string[] {
  const visible = (from: BoundFrom) =>
    from.relations.flatMap((relation) => relation.columns.filter((column) => column.isHidden !== true));
  return visible(left)
    .filter((column) => visible(right).some((other) => sameName(column.name, other.name)))
    .map((column) => column.name);
}

function refuseSameAlias(relations: readonly Relation[]): void {
  const seen = new Set<string>();
  for (const { alias } of relations) {
    if (alias === null) continue;
    if (seen.has(alias.toLowerCase())) throw new EngineError('SQL-015', { name: alias });
    seen.add(alias.toLowerCase());
  }
}

/** A column of FROM as an expression. */
export function columnBound(column: RelationColumn) {
  const value = combine([], column.sql, column.type, column.name);
  return { ...value, outputName: must(column.name, 'a column has a name'), ungrouped: column.name };
}

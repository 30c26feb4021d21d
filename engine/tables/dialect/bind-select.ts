import { EngineError } from '../../base/errors/engine-error.ts';
import { nearNames } from '../../base/near-names.ts';
import { bindFrom, columnBound } from './bind-relation.ts';
import type { Binder, ExpressionPlace } from './binder.ts';
import type { Bound } from './bound.ts';
import type { BoundQuery } from './bound-query.ts';
import { condition } from './condition.ts';
import { fieldOf, Scope, sameName } from './scope.ts';
import { castSql, columnName } from './sql-text.ts';
import {
  type Fields,
  firstUnknownPart,
  readFields,
  readList,
  readName,
  readNode,
  readNodes,
  type SyntaxNode,
} from './syntax-node.ts';

const CLAUSES = [
  'expressions',
  'from',
  'joins',
  'where_clause',
  'group_by',
  'having',
  'order_by',
  'limit',
  'offset',
  'distinct',
  'with',
  'windows',
];

interface Output {
  readonly value: Bound;
  readonly name: string;
}

/**
 * Binds one SELECT. Names mean columns of FROM; in GROUP BY aliases of the SELECT list come after columns, in HAVING and
 * ORDER BY before them, and inside the SELECT list an alias may be used by what follows it, as in Spark.
 */
export function bindSelect(node: SyntaxNode, binder: Binder, outer: Scope | null): BoundQuery {
  binder.requireOnly(node, CLAUSES);
  const { fields } = node;
  if (readList(fields.expressions).length === 0) throw emptyList(binder);
  const from = bindFrom(node, binder, outer);
  const scope = new Scope(from.relations, outer);
  const windows = readWindows(fields.windows);
  const place: ExpressionPlace = { scope, binder, clause: 'SELECT', windows };

  const where = bindCondition(fields.where_clause, { ...place, clause: 'WHERE' });
  if (where?.hasAggregate || where?.hasWindow) {
    throw new EngineError('SQL-043', { clause: 'WHERE', expression: where.name });
  }

  // Grouping keys may be aliases and positions of the SELECT list, and the list may only use what is grouped: so the
  // list is bound twice, first to learn its aliases, then with the keys known.
  const draft = bindOutputs(fields, place);
  const keys = bindKeys(fields.group_by, draft, place);
  const groupedSql = new Set(keys.map((key) => key.sql));
  const grouped: ExpressionPlace = { ...place, groupedSql };
  const outputs = keys.length === 0 ? draft : bindOutputs(fields, grouped);
  const byName = aliasesOf(outputs);
  const having = bindCondition(fields.having, { ...grouped, clause: 'HAVING', aliases: { byName, goFirst: true } });
  const values = outputs.map((output) => output.value);
  const ordering: ExpressionPlace = { ...grouped, clause: 'ORDER BY', aliases: { byName, goFirst: true } };
  const order = readList(readFields(fields.order_by).expressions).map((item) =>
    binder.bindOrderItem(
      readFields(item),
      (key) => binder.ordinal(key, values, 'ORDER BY') ?? binder.bindExpression(key, ordering),
    ),
  );

  const parts = [...values, ...(having === null ? [] : [having]), ...order.map((item) => item.key)];
  const isAggregation = hasGroupBy(fields) || having !== null || parts.some((part) => part.hasAggregate);
  if (isAggregation) refuseUngrouped(parts);
  if (having?.hasWindow) throw new EngineError('SQL-043', { clause: 'HAVING', expression: having.name });

  const list = outputs.map(({ value }, index) => `${selectable(value)} AS ${columnName(index)}`);
  const distinct = fields.distinct === true ? 'DISTINCT ' : '';
  const pieces = [
    `SELECT ${distinct}${list.join(', ')}${from.sql}`,
    ...(where === null ? [] : [`WHERE ${where.sql}`]),
    ...(keys.length === 0 ? [] : [`GROUP BY ${keys.map((key) => key.sql).join(', ')}`]),
    ...(having === null ? [] : [`HAVING ${having.sql}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.map((item) => positional(item, values)).join(', ')}`]),
  ];
  return {
    sql: pieces.join(' ') + binder.bindLimit(node),
    columns: outputs.map(({ value, name }) => ({ name, type: value.type })),
  };
}

/** A key that is an output column is sorted by position, which is the only way after DISTINCT. */
function positional(item: { readonly key: Bound; readonly sql: string }, values: readonly Bound[]): string {
  const index = values.findIndex((value) => value.sql === item.key.sql);
  return index === -1 ? item.sql : `${index + 1}${item.sql.slice(item.key.sql.length)}`;
}

function selectable(value: Bound): string {
  return value.type.kind === 'void' ? castSql('NULL', value.type) : value.sql;
}

function bindCondition(value: unknown, place: ExpressionPlace): Bound | null {
  if (value === null || value === undefined) return null;
  return condition(place.binder.bindExpression(readNode(readFields(value).this), place), place);
}

function bindOutputs(fields: Fields, place: ExpressionPlace): Output[] {
  const outputs: Output[] = [];
  const byName = new Map<string, Bound>();
  for (const item of readNodes(fields.expressions)) {
    const inList: ExpressionPlace = { ...place, aliases: { byName, goFirst: false } };
    if (item.kind === 'star') {
      outputs.push(...bindStar(item, place));
    } else if (item.kind === 'alias') {
      place.binder.requireOnly(item, ['this', 'alias', 'alias_explicit_as']);
      const name = readName(item.fields.alias) ?? '';
      const value = place.binder.bindExpression(readNode(item.fields.this), inList);
      outputs.push({ value, name });
      byName.set(name.toLowerCase(), { ...value, name, outputName: name, constant: undefined });
    } else {
      const value = place.binder.bindExpression(item, inList);
      outputs.push({ value, name: value.outputName ?? value.name });
    }
  }
  return outputs;
}

/** `*`, `t.*`, `window.*`, with EXCEPT. */
function bindStar(node: SyntaxNode, place: ExpressionPlace): Output[] {
  const { binder, scope } = place;
  binder.requireOnly(node, ['table', 'except']);
  const qualifier = readName(node.fields.table);
  const values = qualifier === null ? allColumns(scope) : columnsUnder(qualifier, scope, binder, node);
  if (values.length === 0) throw binder.unavailable('SELECT * …');
  const without = readList(node.fields.except).map((name) => readName(name) ?? '');
  const names = values.map((value) => value.outputName ?? value.name);
  for (const name of without) {
    if (names.some((known) => sameName(known, name))) continue;
    throw new EngineError('SQL-011', { name, columns: names, near: nearNames(name, names) });
  }
  return values
    .map((value) => {
      const isGrouped = place.groupedSql?.has(value.sql) === true;
      return { value: isGrouped ? { ...value, ungrouped: null } : value, name: value.outputName ?? value.name };
    })
    .filter(({ name }) => !without.some((other) => sameName(other, name)));
}

function allColumns(scope: Scope): Bound[] {
  return scope.relations.flatMap((relation) =>
    relation.columns.filter((column) => column.isHidden !== true).map(columnBound),
  );
}

function columnsUnder(qualifier: string, scope: Scope, binder: Binder, node: SyntaxNode): Bound[] {
  const relation = scope.relationNamed(qualifier);
  if (relation !== undefined) return relation.columns.map(columnBound);
  const span = binder.source.spanOf(readFields(node.fields.table));
  const column = scope.resolve([{ name: qualifier, span }]);
  if (column.type.kind !== 'struct') throw binder.unavailable(`${qualifier}.*`);
  return column.type.fields.map((field) => fieldOf(column, { name: field.name }));
}

function bindKeys(value: unknown, outputs: readonly Output[], place: ExpressionPlace): Bound[] {
  if (value === null || value === undefined) return [];
  const fields = readFields(value);
  const unknown = firstUnknownPart(fields, ['expressions', 'all']);
  if (unknown !== null) throw place.binder.unavailable(`GROUP BY … ${unknown}`);
  const values = outputs.map((output) => output.value);
  if (fields.all === true) return values.filter((output) => !output.hasAggregate && output.constant === undefined);
  const keyPlace: ExpressionPlace = {
    ...place,
    clause: 'GROUP BY',
    aliases: { byName: aliasesOf(outputs), goFirst: false },
  };
  return readNodes(fields.expressions).map((item) => {
    const key = place.binder.ordinal(item, values, 'GROUP BY') ?? place.binder.bindExpression(item, keyPlace);
    if (key.hasAggregate || key.hasWindow)
      throw new EngineError('SQL-043', { clause: 'GROUP BY', expression: key.name });
    return key;
  });
}

/** The parser lets `SELECT FROM t` pass. */
function emptyList(binder: Binder): EngineError {
  const { text } = binder.source;
  const near = text.trim().slice(0, 60);
  return new EngineError('SQL-001', { ...binder.source.lineAndColumn(text.length - text.trimStart().length), near });
}

function hasGroupBy(fields: Fields): boolean {
  return fields.group_by !== null && fields.group_by !== undefined;
}

function aliasesOf(outputs: readonly Output[]): Map<string, Bound> {
  return new Map(
    outputs.map(({ value, name }) => [name.toLowerCase(), { ...value, name, outputName: name, constant: undefined }]),
  );
}

function refuseUngrouped(parts: readonly Bound[]): void {
  const name = parts.find((part) => part.ungrouped !== null)?.ungrouped;
  if (name !== undefined && name !== null) throw new EngineError('SQL-042', { name });
}

function readWindows(value: unknown): ReadonlyMap<string, Fields> {
  return new Map(
    readList(value).map((item) => {
      const { name, spec } = readFields(item);
      return [(readName(name) ?? '').toLowerCase(), readFields(spec)];
    }),
  );
}

import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { commonType } from '../../expression/coercion.ts';
import type { DataType } from '../../types/data-type.ts';
import { mismatch } from './bind-operator.ts';
import type { Binder } from './binder.ts';
import { combine } from './bound.ts';
import type { BoundQuery } from './bound-query.ts';
import { convert } from './conversion.ts';
import type { Scope } from './scope.ts';
import { columnName } from './sql-text.ts';
import { readNode, type SyntaxNode } from './syntax-node.ts';

/** UNION, INTERSECT and EXCEPT, by position; the left side names the columns. */
export function bindSetOperation(written: SyntaxNode, binder: Binder, outer: Scope | null): BoundQuery {
  const node = intersectFirst(written);
  binder.requireOnly(node, ['left', 'right', 'all', 'distinct', 'order_by', 'limit', 'offset', 'with']);
  const left = binder.bindQuery(readNode(node.fields.left), outer);
  const right = binder.bindQuery(readNode(node.fields.right), outer);
  const operator = node.kind.toUpperCase();
  if (left.columns.length !== right.columns.length) {
    throw new EngineError('SQL-045', { operator, left: left.columns.length, right: right.columns.length });
  }
  const types = left.columns.map((column, index) => {
    const other = must(right.columns[index], 'both sides have as many columns');
    const type = commonType(column.type, other.type);
    if (type === null) {
      throw mismatch(operator, combine([], '', column.type, column.name), combine([], '', other.type, other.name));
    }
    return type;
  });
  const word = `${operator}${node.fields.all === true ? ' ALL' : ''}`;
  const sql = `(${side(left, types, binder)}) ${word} (${side(right, types, binder)})`;
  const columns = left.columns.map((column, index) => ({ name: column.name, type: types[index] ?? column.type }));
  return binder.orderWhole({ sql, columns }, node, outer);
}

function side(query: BoundQuery, types: readonly DataType[], binder: Binder): string {
  const relation = binder.freshRelation();
  const columns = query.columns.map((column, index) => {
    const value = combine([], `${relation}.${columnName(index)}`, column.type, column.name);
    return convert(value, types[index] ?? column.type, binder.timeZone).sql;
  });
  const names = query.columns.map((_, index) => columnName(index)).join(', ');
  return `SELECT ${columns.join(', ')} FROM (${query.sql}) AS ${relation}(${names})`;
}

const WHOLE = ['order_by', 'limit', 'offset', 'with'];

/**
 * INTERSECT binds closer than UNION and EXCEPT; the parser takes all three from left to right. What stands in parentheses
 * is a node of its own and stays as it is.
 */
function intersectFirst(node: SyntaxNode): SyntaxNode {
  if (node.kind !== 'intersect') return node;
  const left = readNode(node.fields.left);
  if (left.kind !== 'union' && left.kind !== 'except') return node;
  const own = Object.fromEntries(Object.entries(node.fields).filter(([name]) => !WHOLE.includes(name)));
  const whole = Object.fromEntries(WHOLE.map((name) => [name, node.fields[name] ?? null]));
  const inner = { intersect: { ...own, left: left.fields.right } };
  return { kind: left.kind, fields: { ...left.fields, ...whole, right: inner } };
}

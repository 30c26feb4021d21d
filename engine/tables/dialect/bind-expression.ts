import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { commonType } from '../../expression/coercion.ts';
import { BOOLEAN, INTERVAL, isIntegral, isNumeric, STRING, VOID } from '../../types/data-type.ts';
import { parseInterval } from '../../types/interval-text.ts';
import { bindCall } from './bind-call.ts';
import { bindLiteral } from './bind-literal.ts';
import { alike, BINARY_OPERATORS, bindBinary, mismatch } from './bind-operator.ts';
import type { Binder, ExpressionPlace } from './binder.ts';
import { type Bound, combine, constant } from './bound.ts';
import { condition } from './condition.ts';
import { castTo, convert, failSql } from './conversion.ts';
import { readDataType } from './data-type-syntax.ts';
import { unified } from './functions/sql-function.ts';
import { fieldOf, type NamePart } from './scope.ts';
import { castSql, columnName, quoteText } from './sql-text.ts';
import { readFields, readList, readName, readNode, readNodes, readText, type SyntaxNode } from './syntax-node.ts';

/** Binds one expression. @throws EngineError SQL-0xx with the place of what is wrong, as far as it is known */
export function bindExpression(node: SyntaxNode, place: ExpressionPlace): Bound {
  const bound = bindNode(node, place);
  if (bound.ungrouped !== null && place.groupedSql?.has(bound.sql)) return { ...bound, ungrouped: null };
  return bound;
}

function bindNode(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { kind, fields } = node;
  const { binder } = place;
  const bind = (value: unknown) => bindExpression(readNode(value), place);
  const only = (...parts: string[]) => binder.requireOnly(node, parts);

  const symbol = Object.hasOwn(BINARY_OPERATORS, kind) ? BINARY_OPERATORS[kind] : undefined;
  if (symbol !== undefined) {
    only('left', 'right', 'this', 'expression');
    return bindBinary(
      symbol,
      bind(fields.left ?? fields.this),
      bind(fields.right ?? fields.expression),
      binder.timeZone,
    );
  }
  switch (kind) {
    case 'column':
    case 'dot':
      return bindName(node, place);
    case 'paren':
      only('this');
      return bind(fields.this);
    case 'literal':
      return bindLiteral(fields, binder);
    case 'boolean': {
      const value = fields.value === true;
      return constant(value, value ? 'TRUE' : 'FALSE', BOOLEAN);
    }
    case 'null':
      return constant(null, 'NULL', VOID, 'NULL');
    case 'and':
    case 'or':
      return bindJunction(node, place);
    case 'not': {
      const value = condition(bind(fields.this), place);
      return combine([value], `(NOT ${value.sql})`, BOOLEAN, `(NOT ${value.name})`);
    }
    case 'neg': {
      const value = bind(fields.this);
      if (!isNumeric(value.type) && value.type.kind !== 'interval') throw mismatch('-', value, value);
      const negated = combine(
        [value],
        `(- ${value.sql})`,
        value.type,
        typeof value.constant === 'bigint' ? `-${value.name}` : `(- ${value.name})`,
      );
      return typeof value.constant === 'bigint' ? { ...negated, constant: -value.constant } : negated;
    }
    case 'bitwise_not': {
      const value = bind(fields.this);
      if (!isIntegral(value.type)) throw mismatch('~', value, value);
      return combine([value], castSql(`(~ ${value.sql})`, value.type), value.type, `~${value.name}`);
    }
    case 'is_null':
    case 'is_true':
    case 'is_false': {
      only('this', 'not', 'not_postfix', 'postfix_form');
      const value = kind === 'is_null' ? bind(fields.this) : condition(bind(fields.this), place);
      const test = `IS ${fields.not === true ? 'NOT ' : ''}${kind.slice(3).toUpperCase()}`;
      return combine([value], `(${value.sql} ${test})`, BOOLEAN, `(${value.name} ${test})`);
    }
    case 'between': {
      only('this', 'low', 'high', 'not', 'symmetric');
      const [value, low, high] = [bind(fields.this), bind(fields.low), bind(fields.high)];
      const atLeast = bindBinary('>=', value, low, binder.timeZone);
      const atMost = bindBinary('<=', value, high, binder.timeZone);
      const not = fields.not === true;
      const name = `between(${value.name}, ${low.name}, ${high.name})`;
      const sql = `(${atLeast.sql} AND ${atMost.sql})`;
      return combine([atLeast, atMost], not ? `(NOT ${sql})` : sql, BOOLEAN, not ? `(NOT ${name})` : name);
    }
    case 'in':
      return bindIn(node, place);
    case 'like':
    case 'i_like':
      return bindLike(node, place);
    case 'regexp_like': {
      only('this', 'pattern');
      const value = convert(bind(fields.this), STRING, binder.timeZone);
      const pattern = convert(bind(fields.pattern), STRING, binder.timeZone);
      return combine(
        [value, pattern],
        `regexp_matches(${value.sql}, ${pattern.sql})`,
        BOOLEAN,
        `RLIKE(${value.name}, ${pattern.name})`,
      );
    }
    case 'case':
      return bindCase(node, place);
    case 'cast':
    case 'try_cast':
    case 'safe_cast':
      return bindCast(node, place);
    case 'interval':
      return bindInterval(node, place);
    case 'subscript':
      return bindSubscript(node, place);
    case 'exists': {
      only('this', 'not');
      const query = binder.bindQuery(readNode(fields.this), place.scope);
      const sql = `${fields.not === true ? 'NOT ' : ''}EXISTS (${query.sql})`;
      return combine([], `(${sql})`, BOOLEAN, 'exists(subquery)');
    }
    case 'subquery':
    case 'select': {
      const query = binder.bindQuery(node, place.scope);
      const [column, ...others] = query.columns;
      if (column === undefined || others.length > 0) {
        throw new EngineError('SQL-047', { expected: 1, given: query.columns.length });
      }
      return combine([], `(${query.sql})`, column.type, `scalarsubquery()`);
    }
    case 'all':
    case 'any':
      throw binder.unavailable(`${kind.toUpperCase()} (SELECT …)`);
    case 'star':
      throw binder.unavailable('*', place.clause);
    default:
      return bindCall(node, place);
  }
}

/** The parts of a dotted name with their places; null when the node is no plain name. */
function nameParts(node: SyntaxNode, binder: Binder): NamePart[] | null {
  const part = (value: unknown): NamePart => ({
    name: must(readName(value), 'an identifier has a name'),
    span: binder.source.spanOf(readFields(value)),
  });
  if (node.kind === 'column') {
    const table = node.fields.table ?? null;
    return [...(table === null ? [] : [part(table)]), part(node.fields.name)];
  }
  if (node.kind !== 'dot') return null;
  const before = nameParts(readNode(node.fields.this), binder);
  return before === null ? null : [...before, part(node.fields.field)];
}

function bindName(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { binder, scope, aliases } = place;
  binder.requireOnly(node, ['name', 'table', 'this', 'field']);
  const parts = nameParts(node, binder);
  if (parts === null) {
    const field = {
      name: readName(node.fields.field) ?? '',
      span: binder.source.spanOf(readFields(node.fields.field)),
    };
    return fieldOf(bindExpression(readNode(node.fields.this), place), field);
  }
  const [first, ...rest] = parts;
  const alias = first === undefined ? undefined : aliases?.byName.get(first.name.toLowerCase());
  if (alias !== undefined && (aliases?.goFirst === true || !scope.knows(parts))) return rest.reduce(fieldOf, alias);
  const found = scope.resolve(parts);
  if (place.groupedSql === undefined || found.ungrouped === null) return found;
  // A field of a grouping key is grouped with it.
  for (let length = parts.length; length > 0; length--) {
    const prefix = parts.slice(0, length);
    if (scope.knows(prefix) && place.groupedSql.has(scope.resolve(prefix).sql)) return { ...found, ungrouped: null };
  }
  return found;
}

/** `a and b and c …`: a chain of any length becomes one flat junction, without recursion. */
function bindJunction(node: SyntaxNode, place: ExpressionPlace): Bound {
  const operands: Bound[] = [];
  const waiting: SyntaxNode[] = [node];
  while (waiting.length > 0) {
    const next = must(waiting.pop(), 'the list is not empty');
    if (next.kind === node.kind) {
      place.binder.requireOnly(next, ['left', 'right']);
      waiting.push(readNode(next.fields.right), readNode(next.fields.left));
    } else {
      operands.push(condition(bindExpression(next, place), place));
    }
  }
  const word = node.kind.toUpperCase();
  const name = operands
    .slice(1)
    .reduce((before, operand) => `(${before} ${word} ${operand.name})`.slice(0, 4000), operands[0]?.name ?? '');
  return combine(operands, `(${operands.map((operand) => operand.sql).join(` ${word} `)})`, BOOLEAN, name);
}

function bindIn(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields } = node;
  const { binder } = place;
  binder.requireOnly(node, ['this', 'expressions', 'query', 'not']);
  const subject = readNode(fields.this);
  const left = (subject.kind === 'tuple' ? readNodes(subject.fields.expressions) : [subject]).map((part) =>
    bindExpression(part, place),
  );
  const not = fields.not === true ? 'NOT ' : '';
  const leftName = left.map((value) => value.name).join(', ');
  if (fields.query !== null && fields.query !== undefined) {
    const query = binder.bindQuery(readNode(fields.query), place.scope);
    if (query.columns.length !== left.length) {
      throw new EngineError('SQL-047', { expected: left.length, given: query.columns.length });
    }
    const both = query.columns.map((column, index) => {
      const other = combine([], `q.${columnName(index)}`, column.type, column.name);
      return alike('IN', must(left[index], 'as many columns as values'), other, binder.timeZone);
    });
    const names = query.columns.map((_, index) => columnName(index)).join(', ');
    const right = `SELECT ${both.map(([, other]) => other.sql).join(', ')} FROM (${query.sql}) AS q(${names})`;
    const values = both.map(([value]) => value.sql).join(', ');
    const leftSql = both.length === 1 ? values : `(${values})`;
    return combine(left, `(${leftSql} ${not}IN (${right}))`, BOOLEAN, `(${leftName} ${not}IN (listquery()))`);
  }
  const [value, ...others] = left;
  if (value === undefined || others.length > 0) throw binder.unavailable('(a, b) IN ((…), …)');
  const listed = readNodes(fields.expressions).map((item) => bindExpression(item, place));
  if (listed.length === 0) throw binder.unavailable('IN ()');
  let type = value.type;
  for (const item of listed) {
    const wider = commonType(type, item.type);
    if (wider === null) throw mismatch('IN', value, item);
    type = wider;
  }
  const [first, ...items] = [value, ...listed].map((item) => convert(item, type, binder.timeZone));
  const name = `(${leftName} ${not}IN (${listed.map((item) => item.name).join(', ')}))`;
  return combine(
    [value, ...listed],
    `(${first?.sql} ${not}IN (${items.map((item) => item.sql).join(', ')}))`,
    BOOLEAN,
    name,
  );
}

function bindLike(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields, kind } = node;
  const { binder } = place;
  binder.requireOnly(node, ['left', 'right', 'escape']);
  const value = convert(bindExpression(readNode(fields.left), place), STRING, binder.timeZone);
  const pattern = convert(bindExpression(readNode(fields.right), place), STRING, binder.timeZone);
  const escapeText =
    fields.escape === null || fields.escape === undefined
      ? '\\'
      : bindExpression(readNode(fields.escape), place).constant;
  if (typeof escapeText !== 'string' || escapeText.length !== 1)
    throw new EngineError('SQL-024', { name: 'LIKE', argument: 'ESCAPE' });
  const word = kind === 'like' ? 'LIKE' : 'ILIKE';
  const sql = `(${value.sql} ${word} ${pattern.sql} ESCAPE ${quoteText(escapeText)})`;
  return combine([value, pattern], sql, BOOLEAN, `${value.name} ${word} ${pattern.name}`);
}

function bindCase(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields } = node;
  const { binder } = place;
  binder.requireOnly(node, ['operand', 'whens', 'else_']);
  const operand =
    fields.operand === null || fields.operand === undefined ? null : bindExpression(readNode(fields.operand), place);
  const branches = readList(fields.whens).map((pair) => {
    const [when, then] = readNodes(pair).map((part) => bindExpression(part, place));
    return { when: must(when, 'a branch has a condition'), value: must(then, 'a branch has a value') };
  });
  const otherwise =
    fields.else_ === null || fields.else_ === undefined ? null : bindExpression(readNode(fields.else_), place);
  const values = [...branches.map((branch) => branch.value), ...(otherwise === null ? [] : [otherwise])];
  const { sql, type } = unified({ name: 'case', args: values, timeZone: binder.timeZone }, values);
  const whens = branches.map(({ when }, index) => {
    const test = operand === null ? condition(when, place) : bindBinary('=', operand, when, binder.timeZone);
    return `WHEN ${test.sql} THEN ${sql[index]}`;
  });
  const names = branches.map(
    ({ when, value }) => `WHEN ${operand === null ? when.name : `(${operand.name} = ${when.name})`} THEN ${value.name}`,
  );
  const elseName = otherwise === null ? '' : ` ELSE ${otherwise.name}`;
  const elseSql = otherwise === null ? '' : ` ELSE ${sql.at(-1)}`;
  return combine(
    [...(operand === null ? [] : [operand]), ...branches.map((branch) => branch.when), ...values],
    type.kind === 'void' ? 'NULL' : castSql(`CASE ${whens.join(' ')}${elseSql} END`, type),
    type,
    `CASE ${names.join(' ')}${elseName} END`,
  );
}

function bindCast(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields, kind } = node;
  const { binder } = place;
  binder.requireOnly(node, ['this', 'to', 'double_colon_syntax']);
  const value = bindExpression(readNode(fields.this), place);
  const type = readDataType(fields.to, binder);
  return castTo(value, type, kind !== 'cast', binder.timeZone);
}

function bindInterval(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields } = node;
  const { binder } = place;
  binder.requireOnly(node, ['this', 'unit']);
  const unit = readFields(fields.unit);
  const amount = bindExpression(readNode(fields.this), place).constant;
  if (typeof amount !== 'string' && typeof amount !== 'bigint')
    throw new EngineError('SQL-024', { name: 'INTERVAL', argument: 'value' });
  if (unit.type !== undefined && unit.type !== 'simple') throw binder.unavailable('INTERVAL … TO …');
  const text = `${amount} ${readText(unit.unit).toLowerCase()}`.trim();
  const parsed = parseInterval(text);
  if (!parsed.ok) throw new EngineError('SQL-052', { value: text, type: 'interval' });
  const { months, micros } = parsed.value;
  const day = 86_400_000_000n;
  const parts = [
    ...(months === 0 ? [] : [`to_months(${months})`]),
    ...(micros / day === 0n ? [] : [`to_days(CAST(${micros / day} AS INTEGER))`]),
    `to_microseconds(${micros % day})`,
  ];
  return combine([], `(${parts.join(' + ')})`, INTERVAL, `INTERVAL '${text}'`);
}

function bindSubscript(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields } = node;
  place.binder.requireOnly(node, ['this', 'index']);
  const value = bindExpression(readNode(fields.this), place);
  const index = bindExpression(readNode(fields.index), place);
  if (typeof index.constant === 'string' && value.type.kind === 'struct') {
    const field = fieldOf(value, { name: index.constant });
    return { ...field, outputName: field.name };
  }
  if (value.type.kind !== 'array' || !isIntegral(index.type)) throw mismatch('[]', value, index);
  const outside = `${index.sql} < 0 OR ${index.sql} >= len(${value.sql})`;
  const failing = castSql(failSql('index'), value.type.element);
  const sql = `CASE WHEN ${outside} THEN ${failing} ELSE ${value.sql}[${index.sql} + 1] END`;
  return combine([value, index], sql, value.type.element, `${value.name}[${index.name}]`);
}

import { EngineError } from '../../base/errors/engine-error.ts';
import { nearNames } from '../../base/near-names.ts';
import { INT } from '../../types/data-type.ts';
import type { ExpressionPlace } from './binder.ts';
import { type Bound, combine, constant } from './bound.ts';
import { type CallSyntax, readCall } from './call-syntax.ts';
import { condition } from './condition.ts';
import { castTo } from './conversion.ts';
import { CAST_FUNCTIONS } from './data-type-syntax.ts';
import { findAggregate, findScalar, functionNames } from './functions/registry.ts';
import type { AggregateResult } from './functions/sql-function.ts';
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

/** Binds a call of a function that is on the list; anything else is refused. */
export function bindCall(node: SyntaxNode, place: ExpressionPlace): Bound {
  if (node.kind === 'window_function') return bindOver(node, place);
  if (node.kind === 'extract') return bindExtract(node, place);
  const call = readCall(node);
  if (call === null) throw place.binder.unavailable(node.kind.replaceAll('_', ' '));
  const unknown = firstUnknownPart(node.fields, call.parts);
  if (unknown !== null) throw place.binder.unavailable(`${call.name}(… ${unknown.replaceAll('_', ' ')} …)`);

  const aggregate = findAggregate(call.name);
  if (aggregate !== undefined) {
    const { result, args, name } = bindAggregate(call, place);
    if (aggregate.needsOver === true) throw place.binder.unavailable(`${call.name}() … OVER`);
    return { ...finishAggregate(result, call, args, name, ''), hasAggregate: true, ungrouped: null };
  }
  if (call.isDistinct || call.isStar || call.filter !== null || call.ignoresNulls) {
    if (findScalar(call.name) !== undefined) throw place.binder.unavailable(`${call.name}(DISTINCT …)`);
  }
  const args = call.args.map((arg) => place.binder.bindExpression(arg, place));
  const castType = Object.hasOwn(CAST_FUNCTIONS, call.name) ? CAST_FUNCTIONS[call.name] : undefined;
  const [only, ...others] = args;
  if (castType !== undefined && only !== undefined && others.length === 0) {
    return {
      ...castTo(only, castType, false, place.binder.timeZone),
      name: `${call.name}(${only.name})`,
      outputName: undefined,
    };
  }
  return bindScalar(call.name, args, place);
}

/** Binds a scalar function to arguments that are bound. */
function bindScalar(name: string, args: readonly Bound[], place: ExpressionPlace): Bound {
  const found = findScalar(name);
  if (found === undefined) throw unknownFunction(name, place);
  checkArity(name, args.length, found.arity, place);
  const result = found.bind({ name, args, timeZone: place.binder.timeZone });
  return combine(args, result.sql, result.type, result.name ?? callName(name, args));
}

function callName(name: string, args: readonly Bound[], distinct = ''): string {
  return `${name}(${distinct}${args.map((value) => value.name).join(', ')})`;
}

function checkArity(
  name: string,
  given: number,
  [fewest, most]: readonly [number, number],
  place: ExpressionPlace,
): void {
  if (given >= fewest && given <= most) return;
  const expected = fewest === most ? String(fewest) : `${fewest}–${most}`;
  throw new EngineError('SQL-021', { name, expected, given }, { span: place.binder.source.spanOfCall(name) });
}

function unknownFunction(name: string, place: ExpressionPlace): EngineError {
  const shown = name.slice(0, 80);
  return new EngineError(
    'SQL-020',
    { name: shown, near: nearNames(name, functionNames) },
    { span: place.binder.source.spanOfCall(name) },
  );
}

function bindAggregate(
  call: CallSyntax,
  place: ExpressionPlace,
): { readonly result: AggregateResult; readonly args: readonly Bound[]; readonly name: string } {
  const aggregate = findAggregate(call.name);
  if (aggregate === undefined) throw unknownFunction(call.name, place);
  // Inside an aggregate, names mean the rows that go in: neither aliases nor grouping keys.
  const inside: ExpressionPlace = {
    ...place,
    aliases: place.aliases && { ...place.aliases, goFirst: false },
    groupedSql: undefined,
  };
  const args = call.isStar
    ? [constant(1n, '1', INT, '1')]
    : call.args.map((arg) => place.binder.bindExpression(arg, inside));
  checkArity(call.name, args.length, aggregate.arity, place);
  if (call.isStar && call.name !== 'count') throw place.binder.unavailable(`${call.name}(*)`);
  const nested = args.find((arg) => arg.hasAggregate || arg.hasWindow);
  if (nested !== undefined) throw new EngineError('SQL-044', { expression: nested.name });
  const filter = call.filter === null ? null : condition(place.binder.bindExpression(call.filter, inside), place);
  const bound = aggregate.bind({ name: call.name, args, timeZone: place.binder.timeZone }, call.isDistinct);
  const conditions = [bound.onlyWhere, filter?.sql].filter((sql) => sql !== undefined);
  const ignored = call.ignoresNulls && args[0] !== undefined ? [`${args[0].sql} IS NOT NULL`] : [];
  const onlyWhere = [...conditions, ...ignored].join(' AND ');
  const name =
    callName(call.name, args, call.isDistinct ? 'DISTINCT ' : '') +
    (filter === null ? '' : ` FILTER (WHERE ${filter.name})`);
  return { result: { ...bound, onlyWhere: onlyWhere === '' ? undefined : onlyWhere }, args, name };
}

function finishAggregate(
  result: AggregateResult,
  call: CallSyntax,
  args: readonly Bound[],
  name: string,
  over: string,
): Bound {
  const distinct = call.isDistinct ? 'DISTINCT ' : '';
  const filter = result.onlyWhere === undefined ? '' : ` FILTER (WHERE ${result.onlyWhere})`;
  const sql = `${result.call}(${distinct}${result.args.join(', ')})${filter}${over}`;
  return combine(args, result.finish?.(sql) ?? sql, result.type, name);
}

/** `extract(hour from x)`: the functions of the fields' names. */
function bindExtract(node: SyntaxNode, place: ExpressionPlace): Bound {
  place.binder.requireOnly(node, ['this', 'field']);
  const written = readText(node.fields.field) || readText(readFields(node.fields.field).name);
  const value = place.binder.bindExpression(readNode(node.fields.this), place);
  const field = constant(written, '', { kind: 'string' });
  const bound = bindScalar('date_part', [field, value], place);
  return { ...bound, name: `extract(${written.toUpperCase()} FROM ${value.name})` };
}

function bindOver(node: SyntaxNode, place: ExpressionPlace): Bound {
  const { fields } = node;
  const { binder } = place;
  binder.requireOnly(node, ['this', 'over']);
  const call = readCall(readNode(fields.this));
  if (call === null || findAggregate(call.name) === undefined) throw binder.unavailable(`${call?.name ?? ''} OVER`);
  // Over the result of an aggregation, the arguments may be aggregates themselves: sum(sum(x)) over ().
  const args = call.isStar
    ? [constant(1n, '1', INT, '1')]
    : call.args.map((arg) => place.binder.bindExpression(arg, place));
  const aggregate = findAggregate(call.name);
  if (aggregate === undefined) throw unknownFunction(call.name, place);
  checkArity(call.name, args.length, aggregate.arity, place);
  if (args.some((arg) => arg.hasWindow)) throw new EngineError('SQL-044', { expression: callName(call.name, args) });
  const filter = call.filter === null ? null : condition(place.binder.bindExpression(call.filter, place), place);
  const bound = aggregate.bind({ name: call.name, args, timeZone: binder.timeZone }, call.isDistinct);
  const onlyWhere = [bound.onlyWhere, filter?.sql].filter((sql) => sql !== undefined).join(' AND ');
  const over = bindWindow(readFields(fields.over), place);
  const nulls = call.ignoresNulls ? ' IGNORE NULLS' : '';
  const engineCall =
    nulls === '' ? bound : { ...bound, args: bound.args.map((arg, index) => (index === 0 ? `${arg}${nulls}` : arg)) };
  const result = { ...engineCall, onlyWhere: onlyWhere === '' ? undefined : onlyWhere };
  const name = `${callName(call.name, args)} OVER (${over.name})`;
  const whole = finishAggregate(result, call, [...args, ...over.parts], name, ` OVER (${over.sql})`);
  return { ...whole, hasWindow: true };
}

interface BoundWindow {
  readonly sql: string;
  readonly name: string;
  readonly parts: readonly Bound[];
}

function bindWindow(over: Fields, place: ExpressionPlace): BoundWindow {
  const unknown = firstUnknownPart(over, ['window_name', 'partition_by', 'order_by', 'frame', 'alias']);
  if (unknown !== null) throw place.binder.unavailable(`OVER (${unknown})`);
  const named = readName(over.window_name);
  if (named !== null) {
    const defined = place.windows?.get(named.toLowerCase());
    if (defined === undefined) throw place.binder.unavailable(`OVER ${named}`);
    const isPlain = readList(over.partition_by).length === 0 && readList(over.order_by).length === 0;
    if (!isPlain || readName(defined.window_name) !== null) throw place.binder.unavailable(`OVER (${named} …)`);
    return bindWindow(defined, place);
  }
  const partition = readNodes(over.partition_by).map((item) => place.binder.bindExpression(item, place));
  const order = readList(over.order_by).map((item) =>
    place.binder.bindOrderItem(readFields(item), (key) => place.binder.bindExpression(key, place)),
  );
  const pieces = [
    ...(partition.length === 0 ? [] : [`PARTITION BY ${partition.map((value) => value.sql).join(', ')}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.map((item) => item.sql).join(', ')}`]),
    ...(over.frame === null || over.frame === undefined ? [] : [frameSql(readFields(over.frame), place)]),
  ];
  const names = [
    ...(partition.length === 0 ? [] : [`PARTITION BY ${partition.map((value) => value.name).join(', ')}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.map((item) => item.name).join(', ')}`]),
  ];
  return { sql: pieces.join(' '), name: names.join(' '), parts: [...partition, ...order.map((item) => item.key)] };
}

function frameSql(frame: Fields, place: ExpressionPlace): string {
  const unknown = firstUnknownPart(frame, ['kind', 'start', 'end', 'kind_text', 'start_side_text', 'end_side_text']);
  const kind = readText(frame.kind).toUpperCase();
  if (unknown !== null || (kind !== 'ROWS' && kind !== 'RANGE')) throw place.binder.unavailable('OVER (frame)');
  const start = frameBound(frame.start, 'PRECEDING', place);
  const end = frame.end === null || frame.end === undefined ? 'CURRENT ROW' : frameBound(frame.end, 'FOLLOWING', place);
  return `${kind} BETWEEN ${start} AND ${end}`;
}

function frameBound(value: unknown, side: string, place: ExpressionPlace): string {
  if (value === 'CurrentRow') return 'CURRENT ROW';
  if (value === 'UnboundedPreceding') return 'UNBOUNDED PRECEDING';
  if (value === 'UnboundedFollowing') return 'UNBOUNDED FOLLOWING';
  const [direction, distance] = Object.entries(readFields(value))[0] ?? [side, null];
  const bound = place.binder.bindExpression(readNode(distance), place);
  if (typeof bound.constant !== 'bigint') throw new EngineError('SQL-024', { name: 'OVER', argument: bound.name });
  return `${bound.constant} ${direction.toUpperCase() === 'PRECEDING' ? 'PRECEDING' : 'FOLLOWING'}`;
}

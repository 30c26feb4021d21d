import { type Fields, readNode, readNodes, readText, type SyntaxNode } from './syntax-node.ts';

/** A function call, however the parser files it: it keeps some hundred functions as nodes of their own. */
export interface CallSyntax {
  readonly name: string;
  readonly args: readonly SyntaxNode[];
  readonly isDistinct: boolean;
  readonly isStar: boolean;
  readonly ignoresNulls: boolean;
  readonly filter: SyntaxNode | null;
  /** Parts of the node that are a call's own; any other that is set has not been understood. */
  readonly parts: readonly string[];
}

// Kinds of nodes that are calls: Spark's name of the function and the parts that hold its arguments, in order.
const CALL_KINDS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  abs: ['abs', 'this'],
  add_months: ['add_months', 'this', 'expression'],
  any_value: ['any_value', 'this'],
  approx_count_distinct: ['approx_count_distinct', 'this', 'accuracy'],
  array_contains: ['array_contains', 'this', 'expression'],
  avg: ['avg', 'this'],
  ceil: ['ceil', 'this', 'decimals'],
  contains: ['contains', 'this', 'expression'],
  count: ['count', 'this'],
  count_if: ['count_if', 'this'],
  cume_dist: ['cume_dist'],
  day: ['day', 'this'],
  day_of_month: ['dayofmonth', 'this'],
  day_of_week: ['dayofweek', 'this'],
  day_of_year: ['dayofyear', 'this'],
  dense_rank: ['dense_rank'],
  element_at: ['element_at', 'this', 'expression'],
  ends_with: ['endswith', 'this', 'expression'],
  exp: ['exp', 'this'],
  first: ['first', 'this'],
  first_value: ['first_value', 'this'],
  floor: ['floor', 'this', 'decimals'],
  hour: ['hour', 'this'],
  if_func: ['if', 'condition', 'true_value', 'false_value'],
  initcap: ['initcap', 'this'],
  lag: ['lag', 'this', 'offset', 'default'],
  last: ['last', 'this'],
  last_day: ['last_day', 'this'],
  last_value: ['last_value', 'this'],
  lead: ['lead', 'this', 'offset', 'default'],
  length: ['length', 'this'],
  ln: ['ln', 'this'],
  log: ['log', 'this', 'base'],
  logical_and: ['bool_and', 'this'],
  logical_or: ['bool_or', 'this'],
  lower: ['lower', 'this'],
  max: ['max', 'this'],
  median: ['median', 'this'],
  min: ['min', 'this'],
  minute: ['minute', 'this'],
  mod_func: ['mod', 'this', 'expression'],
  mode: ['mode', 'this'],
  month: ['month', 'this'],
  months_between: ['months_between', 'this', 'expression'],
  n_tile: ['ntile', 'num_buckets'],
  nvl: ['nvl', 'this', 'expression'],
  nvl2: ['nvl2', 'this', 'true_value', 'false_value'],
  percent_rank: ['percent_rank'],
  quarter: ['quarter', 'this'],
  rank: ['rank'],
  row_number: ['row_number'],
  second: ['second', 'this'],
  sqrt: ['sqrt', 'this'],
  starts_with: ['startswith', 'this', 'expression'],
  std: ['std', 'this'],
  stddev: ['stddev', 'this'],
  stddev_pop: ['stddev_pop', 'this'],
  stddev_samp: ['stddev_samp', 'this'],
  str_position: ['instr', 'this', 'substr', 'position'],
  substring: ['substring', 'this', 'start', 'length'],
  sum: ['sum', 'this'],
  typeof: ['typeof', 'this'],
  upper: ['upper', 'this'],
  var_pop: ['var_pop', 'this'],
  var_samp: ['var_samp', 'this'],
  variance: ['variance', 'this'],
  week_of_year: ['weekofyear', 'this'],
  year: ['year', 'this'],
};

const OWN_PARTS = ['distinct', 'filter', 'name', 'original_name', 'ignore_nulls', 'star', 'no_parens', 'quoted'];

/** The call that `node` is, or null when it is something else. */
export function readCall(node: SyntaxNode): CallSyntax | null {
  const { kind, fields } = node;
  if (kind === 'function' || kind === 'aggregate_function') {
    return makeCall(readText(fields.name), readNodes(fields.args), fields, ['args']);
  }
  if (kind === 'coalesce') {
    const name = readText(fields.original_name) || 'coalesce';
    return makeCall(name, readNodes(fields.expressions), fields, ['expressions']);
  }
  if (kind === 'trim') return readTrim(fields);
  if (!Object.hasOwn(CALL_KINDS, kind)) return null;
  const [name, ...parts] = CALL_KINDS[kind] ?? [''];
  const written = parts.map((part) => fields[part]).filter((value) => value !== null && value !== undefined);
  const args = written
    .map(readNode)
    .flatMap((arg) => (arg.kind === 'tuple' && name === 'count' ? readNodes(arg.fields.expressions) : [arg]));
  return makeCall(aggregateName(fields) ?? name, args, fields, parts);
}

/** The parser files `every` and `bool_and` alike and keeps which was written. */
function aggregateName(fields: Fields): string | null {
  return typeof fields.name === 'string' && fields.name !== '' ? fields.name : null;
}

function readTrim(fields: Fields): CallSyntax {
  const names: Readonly<Record<string, string>> = { Both: 'trim', Leading: 'ltrim', Trailing: 'rtrim' };
  const characters = fields.characters ?? null;
  const args = [readNode(fields.this), ...(characters === null ? [] : [readNode(characters)])];
  const parts = ['this', 'characters', 'position', 'sql_standard_syntax', 'position_explicit'];
  return makeCall(names[readText(fields.position)] ?? 'trim', args, fields, parts);
}

function makeCall(name: string, args: readonly SyntaxNode[], fields: Fields, parts: readonly string[]): CallSyntax {
  const filter = fields.filter ?? null;
  return {
    name: name.toLowerCase(),
    args,
    isDistinct: fields.distinct === true,
    isStar: fields.star === true,
    ignoresNulls: fields.ignore_nulls === true,
    filter: filter === null ? null : readNode(filter),
    parts: [...parts, ...OWN_PARTS],
  };
}

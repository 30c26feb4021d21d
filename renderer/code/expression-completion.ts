import { EXPRESSION_KEYWORDS, SPARK_TYPES } from './spark-functions.ts';
import {
  asColumn,
  descend,
  pathBefore,
  quotedName,
  type SqlSuggestion,
  type SqlSuggestions,
  sameName,
  structFields,
} from './sql-completion.ts';
import { readSqlTokens, type SqlToken } from './sql-tokens.ts';

interface Column {
  readonly name: string;
  /** By its Spark name. */
  readonly type: string;
}

/** What an expression can speak of. */
export interface ExpressionScope {
  /** The columns by the input they come from: `name` is written before them (`left.`), null where there is one input. */
  readonly inputs: readonly { readonly name: string | null; readonly columns: readonly Column[] }[];
  /** Functions that may stand here, as `name` and `name(arguments)`. */
  readonly functions: readonly { readonly name: string; readonly signature: string }[];
}

const DURATIONS = ['10 minutes', '30 seconds', '1 hour', '1 day', '1 week', '1 month'];
const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];
const TRUNCATIONS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const PATTERNS = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd',
  'HH:mm',
  'MMM-dd HH:mm',
  'EEEE',
  'yyyy-MM',
  "yyyy-MM-dd'T'HH:mm:ss",
];

/** Texts that an argument of a function is likely to be, by the function and the argument's place. */
const TEXTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['date_trunc 0', TRUNCATIONS],
  ['trunc 1', ['week', 'month', 'quarter', 'year']],
  ...['date_format', 'to_timestamp', 'to_date', 'from_unixtime', 'unix_timestamp', 'to_unix_timestamp'].map(
    (name) => [`${name} 1`, PATTERNS] as const,
  ),
]);

/**
 * What can stand at `at` in an expression: after a dot the fields of what is before it, in the argument of some functions the
 * texts that they know, after INTERVAL a duration, in a CAST a type; elsewhere columns, functions and keywords. Null where there
 * is nothing to offer, as inside other texts.
 */
export function completeExpression(text: string, at: number, scope: ExpressionScope): SqlSuggestions | null {
  const tokens = readSqlTokens(text).filter((token) => token.kind !== 'comment' || token.end > at);
  const around = tokens.find((token) => token.start < at && at <= token.end);
  if (around?.kind === 'comment') return null;
  if (around?.kind === 'text') return completeText(text, at, around, tokens);
  const word = around !== undefined && around.kind !== 'symbol' && around.kind !== 'number' ? around : null;
  const left = tokens.filter((token) => token.end <= at && token !== word);
  const from = word?.start ?? at;
  const previous = left.at(-1);

  if (previous?.kind === 'word' && sameName(previous.name, 'interval')) return values(from, DURATIONS);
  if (previous?.kind === 'number') {
    const isInterval = left.some((token) => token.kind === 'word' && sameName(token.name, 'interval'));
    return isInterval && around?.kind !== 'number' ? values(from, UNITS) : null;
  }
  if (around?.kind === 'number') return null;
  if (previous?.kind === 'word' && sameName(previous.name, 'as') && callAround(left)?.name === 'cast') {
    return values(from, SPARK_TYPES);
  }

  const path = pathBefore(left);
  if (path !== null) return { from, suggestions: fieldsOf(path, scope).map(asColumn) };
  return { from, suggestions: [...columnsOf(scope), ...functionsOf(scope, text.slice(word?.end ?? at)), ...keywords] };
}

const keywords: readonly SqlSuggestion[] = EXPRESSION_KEYWORDS.map((keyword) => ({
  label: keyword,
  type: 'keyword',
  detail: '',
  apply: keyword,
  boost: -1,
}));

function values(from: number, texts: readonly string[]): SqlSuggestions {
  const count = texts.length;
  const suggestions = texts.map(
    // In this order: the likeliest first.
    (label, index): SqlSuggestion => ({ label, type: 'value', detail: '', apply: label, boost: count - index }),
  );
  return { from, suggestions };
}

/** Inside a text: what the function around it takes there. */
function completeText(text: string, at: number, token: SqlToken, tokens: readonly SqlToken[]): SqlSuggestions | null {
  const isClosed = token.end - token.start > 1 && text.charAt(token.end - 1) === text.charAt(token.start);
  if (isClosed && at === token.end) return null;
  const left = tokens.filter((each) => each.end <= token.start);
  const call = callAround(left);
  const known =
    left.at(-1)?.kind === 'word' && sameName(left.at(-1)?.name ?? '', 'interval')
      ? DURATIONS
      : call === null
        ? undefined
        : TEXTS.get(`${call.name} ${call.argument}`);
  if (known === undefined) return null;
  // A pattern has quotes of its own, which a text in such quotes writes twice.
  const quote = text.charAt(token.start);
  const found = values(token.start + 1, known);
  return {
    from: found.from,
    suggestions: found.suggestions.map((each) => ({ ...each, apply: each.apply.replaceAll(quote, quote + quote) })),
  };
}

/** The innermost call that is open after these tokens, in small letters, and which of its arguments it has come to, from 0. */
function callAround(left: readonly SqlToken[]): { readonly name: string; readonly argument: number } | null {
  let depth = 0;
  let argument = 0;
  for (let index = left.length - 1; index >= 0; index--) {
    const token = left[index];
    if (token?.kind !== 'symbol') continue;
    if (token.name === ')') depth++;
    else if (token.name === ',' && depth === 0) argument++;
    else if (token.name === '(' && depth > 0) depth--;
    else if (token.name === '(') {
      const name = left[index - 1];
      return name?.kind === 'word' ? { name: name.name.toLowerCase(), argument } : null;
    }
  }
  return null;
}

function columnsOf({ inputs }: ExpressionScope): SqlSuggestion[] {
  return inputs.flatMap(({ name, columns }) => {
    const before = name === null ? [] : [name];
    const named = (path: readonly string[], type: string, boost: number): SqlSuggestion => ({
      label: [...before, ...path].join('.'),
      type: 'column',
      detail: type,
      apply: [...before, ...path.map(quotedName)].join('.'),
      boost,
    });
    const fields = (column: Column): SqlSuggestion[] =>
      structFields(column.type).map((field) => named([column.name, field.name], field.type, 1));
    return [...columns.map((column) => named([column.name], column.type, 2)), ...columns.flatMap(fields)];
  });
}

function fieldsOf(path: readonly string[], { inputs }: ExpressionScope): readonly Column[] {
  const [first = '', ...rest] = path;
  const input = inputs.find(({ name }) => name !== null && sameName(name, first));
  if (input !== undefined) return descend(input.columns, rest);
  return descend(
    inputs.flatMap(({ columns }) => columns),
    path,
  );
}

/** A call takes its parentheses along, and leaves the caret between them, unless they are there (`behind` begins with one). */
function functionsOf({ functions }: ExpressionScope, behind: string): SqlSuggestion[] {
  const isCall = /^\s*\(/.test(behind);
  return functions.map(({ name, signature }) => {
    const detail = signature.startsWith(name) ? signature.slice(name.length) : signature;
    const takesNothing = /^\s*\(\s*\)/.test(detail);
    return {
      label: name,
      type: 'function',
      detail,
      apply: isCall ? name : `${name}()`,
      ...(isCall || takesNothing ? {} : { caret: name.length + 1 }),
      boost: 0,
    };
  });
}

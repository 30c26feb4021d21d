import type { TableSummary } from '../../engine/session-shapes.ts';
import { parseDataType, printDataType } from '../../engine/types/data-type-text.ts';
import { SPARK_FUNCTIONS, SPARK_KEYWORDS } from './spark-functions.ts';
import { readSqlTokens, type SqlToken } from './sql-tokens.ts';

export interface SqlSuggestion {
  readonly label: string;
  readonly type: 'table' | 'column' | 'function' | 'keyword' | 'value';
  /** A column's type, a function's arguments. */
  readonly detail: string;
  /** What is written, where it is not the label. */
  readonly apply: string;
  /** Where in `apply` the caret goes; behind it when left out. */
  readonly caret?: number;
  /** Greater stands higher in the list. */
  readonly boost: number;
}

export interface SqlSuggestions {
  /** Where the word that is completed begins. */
  readonly from: number;
  readonly suggestions: readonly SqlSuggestion[];
}

type Column = TableSummary['columns'][number];
type Tables = readonly TableSummary[];

const TABLE_COMES = new Set(['from', 'join']);

/**
 * What can stand at `at` in a query over `tables`: after a dot the fields of what is before it (a table or its alias, or
 * a struct such as `window`); after FROM and JOIN the tables; elsewhere the columns of the tables that the query names
 * (of all tables where it names none), functions and keywords. Null inside a text or a comment.
 */
export function completeSql(text: string, at: number, tables: Tables): SqlSuggestions | null {
  const tokens = readSqlTokens(text);
  const around = tokens.find((token) => token.start < at && at <= token.end);
  if (around?.kind === 'comment' || around?.kind === 'text') return null;
  if (around?.kind === 'number') return null;

  const before = tokens.filter((token) => token.end <= at && token.kind !== 'comment');
  const word = around !== undefined && around.kind !== 'symbol' ? around : null;
  const from = word?.start ?? at;
  const left = before.filter((token) => token !== word);
  const scope = tablesInScope(tokens, tables);

  const path = pathBefore(left);
  if (path !== null) return { from, suggestions: fieldsOf(path, scope, tables).map(asColumn) };

  const previous = left.at(-1);
  if (previous?.kind === 'word' && TABLE_COMES.has(previous.name.toLowerCase())) {
    return { from, suggestions: tables.map((table) => asTable(table, 3)) };
  }
  const columns = distinct((scope.length > 0 ? scope.map((named) => named.table) : tables).flatMap((t) => t.columns));
  const structs = columns.flatMap((column) =>
    structFields(column.type).map((field) => ({
      name: `${column.name}.${field.name}`,
      type: field.type,
      path: [column.name, field.name],
    })),
  );
  return {
    from,
    suggestions: [
      ...columns.map(asColumn),
      ...structs.map((field) => ({ ...asColumn(field), apply: field.path.map(quotedName).join('.'), boost: 1 })),
      ...scope
        .filter((named) => named.alias !== null)
        .map((named) => asTable({ ...named.table, name: named.alias ?? '' }, 1)),
      ...tables.map((table) => asTable(table, 1)),
      ...SPARK_FUNCTIONS.map(asFunction),
      ...SPARK_KEYWORDS.map((keyword) => ({
        label: keyword,
        type: 'keyword' as const,
        detail: '',
        apply: keyword,
        boost: -1,
      })),
    ],
  };
}

/**
 * The suggestions without the word that is typed whole already: Enter goes to the next line then, and takes nothing. A
 * function stays, its bracket is still to come, unless a column or another word is called the same.
 */
export function withoutWhole(suggestions: readonly SqlSuggestion[], typed: string): readonly SqlSuggestion[] {
  if (!suggestions.some((suggestion) => sameName(suggestion.apply, typed))) return suggestions;
  return suggestions.filter((suggestion) => !sameName(suggestion.label, typed));
}

interface NamedTable {
  readonly table: TableSummary;
  readonly alias: string | null;
}

/** The known tables that the query reads, with their aliases. */
function tablesInScope(tokens: readonly SqlToken[], tables: Tables): NamedTable[] {
  const words = tokens.filter((token) => token.kind !== 'comment');
  const found: NamedTable[] = [];
  let expectsTable = false;
  for (let i = 0; i < words.length; i++) {
    const token = words[i];
    if (token === undefined) break;
    if (token.kind === 'word' && TABLE_COMES.has(token.name.toLowerCase())) expectsTable = true;
    else if (expectsTable && (token.kind === 'word' || token.kind === 'quoted')) {
      const table = tableNamed(tables, token.name);
      if (table !== undefined) found.push({ table, alias: aliasAfter(words, i) });
      expectsTable = false;
    } else if (token.kind === 'symbol' && token.name === ',' && found.length > 0 && isInFromList(words, i)) {
      expectsTable = true;
    } else if (token.kind !== 'symbol' || token.name !== '(') expectsTable = false;
  }
  return found;
}

/** A comma between tables: no clause begins between FROM and it. */
function isInFromList(words: readonly SqlToken[], comma: number): boolean {
  for (let i = comma - 1; i >= 0; i--) {
    const token = words[i];
    if (token?.kind !== 'word') continue;
    const name = token.name.toLowerCase();
    if (name === 'from') return true;
    if (name !== 'as' && KEYWORDS.has(name)) return false;
  }
  return false;
}

const KEYWORDS = new Set(SPARK_KEYWORDS);

function aliasAfter(words: readonly SqlToken[], index: number): string | null {
  const next = words[index + 1];
  const alias = next?.kind === 'word' && next.name.toLowerCase() === 'as' ? words[index + 2] : next;
  if (alias?.kind === 'quoted') return alias.name;
  return alias?.kind === 'word' && !KEYWORDS.has(alias.name.toLowerCase()) ? alias.name : null;
}

/** The names before a dot that the cursor follows: `counts.window.` is [counts, window]; null when there is no dot. */
export function pathBefore(left: readonly SqlToken[]): string[] | null {
  const path: string[] = [];
  let i = left.length - 1;
  while (left[i]?.kind === 'symbol' && left[i]?.name === '.') {
    const name = left[i - 1];
    if (name?.kind !== 'word' && name?.kind !== 'quoted') break;
    path.unshift(name.name);
    i -= 2;
  }
  return path.length > 0 ? path : null;
}

function fieldsOf(path: readonly string[], scope: readonly NamedTable[], tables: Tables): readonly Column[] {
  const [first = '', ...rest] = path;
  const named =
    scope.find((entry) => sameName(entry.alias ?? entry.table.name, first))?.table ?? tableNamed(tables, first);
  if (named !== undefined) return descend([...named.columns], rest);
  const columns = distinct((scope.length > 0 ? scope.map((entry) => entry.table) : tables).flatMap((t) => t.columns));
  return descend(columns, path);
}

export function descend(columns: readonly Column[], path: readonly string[]): readonly Column[] {
  const [first, ...rest] = path;
  if (first === undefined) return columns;
  const column = columns.find((candidate) => sameName(candidate.name, first));
  return column === undefined ? [] : descend(structFields(column.type), rest);
}

/** The fields of a struct by its Spark name; none for any other type. */
export function structFields(typeName: string): Column[] {
  if (!typeName.startsWith('struct<')) return [];
  const parsed = parseDataType(typeName);
  if (!parsed.ok || parsed.value.kind !== 'struct') return [];
  return parsed.value.fields.map((field) => ({ name: field.name, type: printDataType(field.type) }));
}

function distinct(columns: readonly Column[]): Column[] {
  return columns.filter((column, index) => columns.findIndex((other) => sameName(other.name, column.name)) === index);
}

function tableNamed(tables: Tables, name: string): TableSummary | undefined {
  return tables.find((table) => sameName(table.name, name));
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A name as it must be written: in backticks unless it is a plain word. */
export function quotedName(name: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name.toLowerCase());
  return isPlain ? name : `\`${name.replaceAll('`', '``')}\``;
}

const RESERVED = new Set(
  'select from where group order having join on union all and or not case when then else'.split(' '),
);

export function asColumn(column: Column): SqlSuggestion {
  return { label: column.name, type: 'column', detail: column.type, apply: quotedName(column.name), boost: 2 };
}

function asTable(table: TableSummary, boost: number): SqlSuggestion {
  return { label: table.name, type: 'table', detail: '', apply: quotedName(table.name), boost };
}

function asFunction(signature: string): SqlSuggestion {
  const name = signature.slice(0, signature.indexOf('('));
  return { label: name, type: 'function', detail: signature.slice(name.length), apply: `${name}(`, boost: 0 };
}

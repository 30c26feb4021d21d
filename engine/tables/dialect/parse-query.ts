import { EngineError } from '../../base/errors/engine-error.ts';
import { loadPolyglot } from '../../expression/polyglot.ts';
import { QueryText } from './query-text.ts';
import { readNode, type SyntaxNode } from './syntax-node.ts';

const LENGTH_MAX = 50_000;

// Whatever begins otherwise is no query; the parser is not even asked about it.
const FIRST_WORDS = new Set(['select', 'with', 'values', 'from', '(']);

const QUERY_KINDS = new Set(['select', 'union', 'intersect', 'except', 'values', 'subquery']);

export interface ParsedQuery {
  readonly root: SyntaxNode;
  readonly source: QueryText;
}

/**
 * The tree of exactly one query in Spark's SQL.
 *
 * @throws EngineError SQL-001 to SQL-006: not one query, refused, too long or too deeply nested
 */
export async function parseQuery(text: string): Promise<ParsedQuery> {
  if (text.length > LENGTH_MAX) throw new EngineError('SQL-005', { length: text.length, limit: LENGTH_MAX });
  if (text.includes('\0')) throw new EngineError('SQL-001', { line: 1, column: text.indexOf('\0') + 1, near: '\\0' });
  const parse = await loadParser();
  const source = new QueryText(text);
  const word = source.firstWord();
  if (word === '') {
    if (text.trim() === '' || /^\s*(--|\/\*)/.test(text)) throw new EngineError('SQL-002');
    throw syntaxError(source, 0, text.length);
  }
  if (!FIRST_WORDS.has(word.toLowerCase())) throw refused(source, word);

  const found = parse(text);
  if (!found.success) {
    if (/E_GUARD_|call stack/.test(found.error ?? '')) throw new EngineError('SQL-006');
    const span = source.spanAt(found.errorStart ?? 0, found.errorEnd ?? 0);
    throw syntaxError(source, span.start, span.end);
  }
  const statements: readonly unknown[] = Array.isArray(found.ast) ? found.ast : [];
  if (statements.length === 0) throw new EngineError('SQL-002');
  if (statements.length > 1) throw new EngineError('SQL-003', { count: statements.length });
  const root = readNode(statements[0]);
  if (!QUERY_KINDS.has(root.kind)) throw refused(source, root.kind.replaceAll('_', ' '));
  return { root, source };
}

function refused(source: QueryText, statement: string): EngineError {
  const start = source.text.indexOf(source.firstWord());
  const span = { start, end: start + source.firstWord().length };
  return new EngineError('SQL-004', { statement: statement.slice(0, 60) }, { span });
}

function syntaxError(source: QueryText, start: number, end: number): EngineError {
  const span = { start, end: Math.min(end, source.text.length) };
  const near = source.slice(span).slice(0, 60) || source.text.slice(-20);
  return new EngineError('SQL-001', { ...source.lineAndColumn(start), near }, { span });
}

interface Parsed {
  readonly success: boolean;
  readonly ast?: unknown;
  readonly error?: string | undefined;
  readonly errorStart?: number | undefined;
  readonly errorEnd?: number | undefined;
}

async function loadParser(): Promise<(text: string) => Parsed> {
  await loadPolyglot();
  const library = await import('@polyglot-sql/sdk');
  return (text) => library.parse(text, library.Dialect.Spark) as Parsed;
}

import { err, ok, type Result } from '../base/result.ts';
import { parseSql } from './polyglot.ts';

/** A node of the library's tree: one key, the kind, over its parts. Nothing about it has been checked. */
export type AnyNode = Readonly<Record<string, unknown>>;

export type ParseFailure =
  /** The library gave up at `offset` of the text. */
  | { readonly kind: 'syntax'; readonly offset: number }
  /** Nested beyond the library's own limits. */
  | { readonly kind: 'too-deep' }
  /** Well-formed, and more than one expression. */
  | { readonly kind: 'not-single' };

/** Like `parseList`, of a text that must be one expression and nothing besides. */
export function parseSingle(sql: string): Result<AnyNode, ParseFailure> {
  const parsed = parseList(sql);
  if (!parsed.ok) return parsed;
  const [node, ...others] = parsed.value;
  return node === undefined || others.length > 0 ? err({ kind: 'not-single' }) : ok(node);
}

/** The library's trees of a text that must be expressions, separated by commas, and nothing besides. */
export function parseList(sql: string): Result<readonly AnyNode[], ParseFailure> {
  const parsed = parseSql(sql);
  if (!parsed.ok) {
    return err(parsed.error.tooDeep ? { kind: 'too-deep' } : { kind: 'syntax', offset: parsed.error.offset });
  }
  const nodes = onlyExpressions(parsed.value);
  return nodes === null ? err({ kind: 'not-single' }) : ok(nodes);
}

export function asNode(value: unknown): AnyNode | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as AnyNode) : null;
}

function onlyExpressions(statements: unknown): readonly AnyNode[] | null {
  if (!Array.isArray(statements) || statements.length !== 1) return null;
  const select = asNode(asNode(statements[0])?.select);
  if (select === null) return null;
  for (const [key, value] of Object.entries(select)) {
    if (key !== 'expressions' && value && !(Array.isArray(value) && value.length === 0)) return null;
  }
  const { expressions } = select;
  if (!Array.isArray(expressions)) return null;
  const nodes = expressions.map(asNode).filter((node) => node !== null);
  return nodes.length === expressions.length ? nodes : null;
}

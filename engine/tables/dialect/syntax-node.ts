import { assert } from '../../base/assert.ts';

/** The named parts of a node of the parser's tree. */
export type Fields = Readonly<Record<string, unknown>>;

/** A node of the parser's tree: what it is, and its parts. */
export interface SyntaxNode {
  readonly kind: string;
  readonly fields: Fields;
}

// Notes of the parser that change nothing in what a query means.
const NOTES = new Set(['span', 'original_name', 'inferred_type', 'leading_comments', 'trailing_comments']);

/** Reads the parser's form of a node, an object with the kind as its only key; comments around it are taken off. */
export function readNode(value: unknown): SyntaxNode {
  assert(isObject(value), 'a node of the syntax tree is an object');
  const keys = Object.keys(value);
  assert(keys.length === 1 && keys[0] !== undefined, 'a node of the syntax tree has one key');
  const kind = keys[0];
  const parts = value[kind];
  const fields = isObject(parts) ? parts : {};
  return kind === 'annotated' ? readNode(fields.this) : { kind, fields };
}

/** Reads a list of nodes; an absent list is empty. */
export function readNodes(value: unknown): SyntaxNode[] {
  return readList(value).map(readNode);
}

export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function readFields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The text of an identifier (`{ name: "x" }`), or null where there is none. */
export function readName(value: unknown): string | null {
  return isObject(value) && typeof value.name === 'string' ? value.name : null;
}

export function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Offsets of a node as the parser counts them: in code points, end exclusive. Null where the parser kept none. */
export function readOffsets(fields: Fields): { readonly start: number; readonly end: number } | null {
  const span = readFields(fields.span);
  return typeof span.start === 'number' && typeof span.end === 'number' ? { start: span.start, end: span.end } : null;
}

/**
 * The name of the first part that is set and not among `known`; null when everything that was written is understood.
 * Whoever translates a node must ask, so that nothing of a query is passed over in silence.
 */
export function firstUnknownPart(fields: Fields, known: readonly string[]): string | null {
  for (const [name, value] of Object.entries(fields)) {
    if (known.includes(name) || NOTES.has(name) || name.endsWith('_comments') || isUnset(value)) continue;
    return name;
  }
  return null;
}

function isUnset(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

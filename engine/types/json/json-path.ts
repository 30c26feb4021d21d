import { nodeJson } from './json-output.ts';
import type { JsonNode } from './json-tree.ts';

/** A step of a path: `.name`, `[3]`, `[*]`, and `.*`, which finds nothing. */
export type JsonStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'nothing' };

/** Reads `$.a['b'][0][*]`; null where the text is no path. */
export function parseJsonPath(text: string): readonly JsonStep[] | null {
  if (!text.startsWith('$')) return null;
  const step = /(\.\*|\['\*'\])|\.\s*([^.[]+)|\['([^']+)'\]|\[(?:(\*)|(\d+))\]/y;
  const steps: JsonStep[] = [];
  for (let at = 1; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const found = step.exec(text);
    if (found === null) return null;
    const [, nothing, name, quoted, all, index] = found;
    if (nothing !== undefined) steps.push({ kind: 'nothing' });
    else if (all !== undefined) steps.push({ kind: 'all' });
    else if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else steps.push({ kind: 'name', name: name ?? quoted ?? '' });
  }
  return steps;
}

/** How a found string is written, and what becomes of arrays below a wildcard. */
type Style = 'raw' | 'quoted' | 'flatten';

/**
 * What a path finds, as Spark's `get_json_object` writes it: a string without quotes, of many finds an array, of one find in
 * an array that find alone, and of a name that repeats the first one that leads on. Null where nothing is found.
 */
export function findByPath(node: JsonNode, steps: readonly JsonStep[]): string | null {
  const found = find(node, steps, 'raw');
  return found.isFound ? found.parts.join(',') : null;
}

/** Values found, to be put together by whoever asked; values may be written though nothing counts as found. */
interface Found {
  readonly isFound: boolean;
  readonly parts: readonly string[];
}

const NOTHING: Found = { isFound: false, parts: [] };

function find(node: JsonNode, steps: readonly JsonStep[], style: Style): Found {
  const [step, ...rest] = steps;
  if (step === undefined) return copied(node, style);
  if (node.kind === 'object') return step.kind === 'name' ? findField(node, step.name, rest, style) : NOTHING;
  if (node.kind !== 'array') return NOTHING;
  if (step.kind === 'index') return findIndex(node, step.index, rest, style);
  return step.kind === 'all' ? findAll(node.elements, rest, style) : NOTHING;
}

function copied(node: JsonNode, style: Style): Found {
  if (node.kind === 'string' && style === 'raw') return one(node.text);
  if (node.kind === 'array' && style === 'flatten') return together(node.elements, [], style);
  return one(nodeJson(node));
}

function findField(
  node: JsonNode & { readonly kind: 'object' },
  name: string,
  rest: readonly JsonStep[],
  style: Style,
): Found {
  for (const field of node.fields) {
    if (field.name !== name || field.node.kind === 'null') continue;
    const found = find(field.node, rest, style);
    if (found.isFound) return found;
  }
  return NOTHING;
}

function findIndex(
  node: JsonNode & { readonly kind: 'array' },
  index: number,
  rest: readonly JsonStep[],
  style: Style,
): Found {
  const element = node.elements[index];
  if (element === undefined) return NOTHING;
  return find(element, rest, rest[0]?.kind === 'all' ? 'quoted' : style);
}

function findAll(elements: readonly JsonNode[], rest: readonly JsonStep[], style: Style): Found {
  // Two wildcards in a row do not keep the inner arrays.
  if (rest[0]?.kind === 'all') return inArray(together(elements, rest.slice(1), 'flatten'));
  if (style === 'quoted') return inArray(together(elements, rest, 'quoted'));
  const each = elements.map((element) => find(element, rest, style === 'raw' ? 'quoted' : style));
  const count = each.filter(({ isFound }) => isFound).length;
  if (count === 0) return NOTHING;
  const parts = each.flatMap((found) => found.parts);
  // A single find stands without its array.
  return count === 1 ? { isFound: true, parts: [parts.join(',')] } : one(`[${parts.join(',')}]`);
}

function together(elements: readonly JsonNode[], rest: readonly JsonStep[], style: Style): Found {
  const each = elements.map((element) => find(element, rest, style));
  return { isFound: each.some(({ isFound }) => isFound), parts: each.flatMap(({ parts }) => parts) };
}

function inArray({ isFound, parts }: Found): Found {
  return { isFound, parts: [`[${parts.join(',')}]`] };
}

function one(part: string): Found {
  return { isFound: true, parts: [part] };
}

import { EngineError } from '../base/errors/engine-error.ts';

/**
 * A document with one config value replaced, as the command line's `--set NODE.PATH=VALUE` asks. The document given is
 * left as it is. What the value means is judged when the document is checked.
 *
 * @param document a parsed pipeline file
 * @param assignment `events.maxFilesPerTrigger=5`: a node id, a dot path in its config and a value, which is read as
 *   JSON where it is JSON and as text where it is not
 * @throws EngineError CLI-004 when the assignment has no `=` or names no node
 */
export function overrideSetting(document: unknown, assignment: string): unknown {
  const equals = assignment.indexOf('=');
  const target = equals < 0 ? assignment : assignment.slice(0, equals);
  const copy = structuredCopy(document) as { nodes?: { id?: unknown; config?: unknown }[] };
  const nodes = Array.isArray(copy?.nodes) ? copy.nodes : [];
  // Node ids may hold dots themselves, so the longest id that begins the target is meant.
  const node = nodes
    .filter((candidate) => typeof candidate?.id === 'string' && target.startsWith(`${candidate.id}.`))
    .sort((a, b) => String(b.id).length - String(a.id).length)[0];
  if (equals < 0 || node === undefined) {
    const ids = nodes.map((candidate) => String(candidate?.id));
    throw new EngineError('CLI-004', { assignment: assignment.slice(0, 200), nodes: ids });
  }
  const path = target.slice(String(node.id).length + 1).split('.');
  if (typeof node.config !== 'object' || node.config === null) node.config = {};
  let at = node.config as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    const child = typeof next === 'object' && next !== null ? next : {};
    define(at, key, child);
    at = child as Record<string, unknown>;
  }
  define(at, path.at(-1) ?? '', readValue(assignment.slice(equals + 1)));
  return copy;
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function structuredCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

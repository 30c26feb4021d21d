/**
 * From a text that anyone may have sent to a document that can be trusted to have its outline. Every finding is a
 * diagnostic; a node with a bad config does not hide the others.
 */
import { z } from 'zod';
import { type Diagnostic, type DiagnosticPlace, diagnostic } from '../base/errors/diagnostic.ts';
import { nearNames } from '../base/near-names.ts';
import { err, ok, type Result } from '../base/result.ts';
import { documentBytesMax, PIPELINE_FORMAT, PIPELINE_VERSION, type PipelineDocument } from './document.ts';
import { envelopeSchema, type SettingsByKind } from './document-schema.ts';
import { issuesToDiagnostics } from './issue.ts';
import { findJsonFault } from './json-fault.ts';
import { migrate } from './migrations.ts';

export interface ReadDocument {
  /** Null when not even the outline could be read. */
  readonly document: PipelineDocument | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Nodes that cannot be used: their kind is not known or their config is wrong. */
  readonly brokenNodes: ReadonlySet<string>;
}

/** Plans are walked by recursion, one level a node; this keeps the deepest chain well within a thread's stack. */
const nodesMax = 2_000;

/** The value of a pipeline file's text, or why it is none: too large, or not JSON (with the line and column). */
export function parseDocumentText(text: string): Result<unknown, Diagnostic> {
  if (text.length > documentBytesMax) {
    const params = { size: Math.ceil(text.length / 2 ** 20), limit: documentBytesMax / 2 ** 20 };
    return err(diagnostic('PIP-002', {}, params));
  }
  try {
    return ok(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text));
  } catch {
    return err(diagnostic('PIP-001', {}, jsonFault(text)));
  }
}

/** Parses the text of a pipeline file and checks it; see `checkDocument`. */
export function readDocument(text: string, kinds: SettingsByKind): ReadDocument {
  const parsed = parseDocumentText(text);
  return parsed.ok ? checkDocument(parsed.value, kinds) : refused(parsed.error);
}

/**
 * Checks a parsed pipeline file: format, version (older ones are migrated, newer ones refused), outline, each node's
 * config by its kind, and that ids are unique. Wires and meaning are the analyzer's.
 */
export function checkDocument(value: unknown, kinds: SettingsByKind): ReadDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused(diagnostic('PIP-003', {}, { found: Array.isArray(value) ? '[…]' : String(value).slice(0, 40) }));
  }
  const raw = value as Record<string, unknown>;
  if (raw.format !== PIPELINE_FORMAT) {
    const found = (JSON.stringify(raw.format) ?? 'missing').slice(0, 80);
    return refused(diagnostic('PIP-003', { setting: 'format' }, { found }));
  }
  if (typeof raw.version === 'number' && Number.isInteger(raw.version) && raw.version > PIPELINE_VERSION) {
    return refused(diagnostic('PIP-004', { setting: 'version' }, { version: raw.version, known: PIPELINE_VERSION }));
  }
  const isOlder = Number.isInteger(raw.version) && Number(raw.version) >= 1 && Number(raw.version) < PIPELINE_VERSION;
  const current = isOlder ? migrate(raw, PIPELINE_VERSION) : raw;
  if (Array.isArray(current.nodes) && current.nodes.length > nodesMax) {
    return refused(diagnostic('PIP-012', { setting: 'nodes' }, { count: current.nodes.length, limit: nodesMax }));
  }
  const envelope = envelopeSchema.safeParse(current);
  if (!envelope.success) {
    const keys = (path: readonly PropertyKey[]) => knownKeys(envelopeSchema, path);
    return refused(...issuesToDiagnostics(envelope.error.issues, current, undefined, keys));
  }
  // The outline is checked; the value itself is kept, because a copy made by the schema would lose odd keys of rows.
  const document = current as unknown as PipelineDocument;
  const diagnostics: Diagnostic[] = prototypeKeys(current).map((at) =>
    diagnostic('PIP-005', at, { key: '__proto__', path: at.setting ?? '' }),
  );
  const brokenNodes = new Set<string>();
  const seen = new Set<string>();
  for (const node of document.nodes) {
    if (seen.has(node.id)) {
      diagnostics.push(diagnostic('PIP-009', { nodeId: node.id }, { id: node.id }));
      brokenNodes.add(node.id);
    }
    seen.add(node.id);
    const settings = kinds.get(node.kind);
    if (settings === undefined) {
      const near = nearNames(node.kind, [...kinds.keys()]);
      diagnostics.push(diagnostic('PIP-010', { nodeId: node.id, setting: 'kind' }, { kind: node.kind, near }));
      brokenNodes.add(node.id);
      continue;
    }
    const config = settings.safeParse(node.config);
    if (config.success) continue;
    brokenNodes.add(node.id);
    const keys = (path: readonly PropertyKey[]) => knownKeys(settings, path);
    diagnostics.push(...issuesToDiagnostics(config.error.issues, node.config, node.id, keys));
  }
  return { document, diagnostics, brokenNodes };
}

function refused(...diagnostics: Diagnostic[]): ReadDocument {
  return { document: null, diagnostics, brokenNodes: new Set() };
}

/** Keys of the object schema at `path`, looking through arrays, optionals and unions. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: z.ZodType[] = [schema];
  const objects = (types: z.ZodType[]): z.ZodType[] =>
    types.flatMap((type) => {
      if (type instanceof z.ZodOptional || type instanceof z.ZodDefault) return objects([type.unwrap() as z.ZodType]);
      if (type instanceof z.ZodUnion) return objects(type.options as z.ZodType[]);
      return [type];
    });
  for (const key of path) {
    at = objects(at).flatMap((type) => {
      if (type instanceof z.ZodArray) return [type.element as z.ZodType];
      if (type instanceof z.ZodObject && Object.hasOwn(type.shape, key)) return [type.shape[String(key)] as z.ZodType];
      return [];
    });
  }
  return objects(at).flatMap((type) => (type instanceof z.ZodObject ? Object.keys(type.shape) : []));
}

/** Line, column and first characters of the first fault. */
function jsonFault(text: string): { line: number; column: number; found: string } {
  const offset = findJsonFault(text);
  const before = text.slice(0, offset);
  const found = text.slice(offset, offset + 20).split('\n')[0] ?? '';
  return {
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    found: found === '' ? '…' : JSON.stringify(found),
  };
}

/** Places of own keys named `__proto__`, which the schemas pass over in silence. */
function prototypeKeys(document: Record<string, unknown>): DiagnosticPlace[] {
  const places: DiagnosticPlace[] = [];
  const look = (value: unknown, place: DiagnosticPlace): void => {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) places.push(place);
  };
  look(document, { setting: '__proto__' });
  look(document.settings, { setting: 'settings.__proto__' });
  if (!Array.isArray(document.nodes)) return places;
  document.nodes.forEach((node: unknown, index) => {
    look(node, { setting: `nodes.${index}.__proto__` });
    const { id, config } = (node ?? {}) as { id?: unknown; config?: unknown };
    look(config, { nodeId: String(id), setting: '__proto__' });
  });
  return places;
}

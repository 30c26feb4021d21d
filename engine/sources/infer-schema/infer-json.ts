import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import type { Pacing } from '../../base/pacing.ts';
import { type DataType, STRING, struct, VOID } from '../../types/data-type.ts';
import { compatibleJsonType, inferJsonType, knownJsonType } from '../../types/json/json-inference.ts';
import { DEFAULT_LENIENCY, type JsonNode, tryParseJsonTree } from '../../types/json/json-tree.ts';
import type { Schema } from '../../types/schema.ts';
import { parseReaderOptions } from '../file/reader-options.ts';
import { checkWidth, type InferredColumns } from './inferred-columns.ts';
import { type Sample, sampleLines, sampleText } from './read-samples.ts';

type JsonObject = Extract<JsonNode, { readonly kind: 'object' }>;

interface Column {
  readonly name: string;
  type: DataType;
  /** Values of kinds that only text fits. */
  isMixed: boolean;
}

/**
 * Types merged over all records as Spark merges them (`JsonInferSchema`): whole numbers are bigint, decimal where they are too long
 * and double beyond that; what nothing else fits is text, and so is what is null everywhere. Texts that look like times stay texts, as
 * Spark's `inferTimestamp` is off. `multiLine` is asked for where lines are no records but the whole file is one.
 */
export async function inferJson(
  samples: readonly Sample[],
  given: Readonly<Record<string, string>>,
  pacer: Pacing,
): Promise<InferredColumns> {
  const asked = parseReaderOptions(given, 'UTC').multiLine;
  const isWholeFile = asked || samples.some(spansLines);
  const findings: Diagnostic[] = [];
  const columns = new Map<string, Column>();
  const inFiles: string[][] = [];
  const options: Record<string, string> = isWholeFile && !asked ? { multiLine: 'true' } : {};
  let records = 0;
  let damaged = 0;
  let firstDamaged = { path: '', line: 0 };
  for (const sample of samples) {
    const texts = isWholeFile ? [{ text: sampleText(sample), line: 1 }] : sampleLines(sample);
    const names = new Set<string>();
    for (const { text, line } of texts) {
      if (pacer.isDue) await pacer.rest();
      const found = objectsIn(tryParseJsonTree(text, DEFAULT_LENIENCY));
      if (found === null) {
        if (damaged++ === 0) firstDamaged = { path: sample.path, line };
        continue;
      }
      records += found.length;
      for (const object of found) {
        addRecord(object, columns, names);
        checkWidth(columns.size, sample.path);
      }
    }
    if (names.size > 0) inFiles.push([...names].sort());
  }
  if (damaged > 0) findings.push(diagnostic('SRC-172', {}, { count: damaged, ...firstDamaged }, 'warning'));
  const schema: Schema = [...columns.values()].flatMap(({ name, type }) => {
    const known = knownJsonType(struct([{ name, type }]));
    const [field] = known.kind === 'struct' ? known.fields : [];
    return field === undefined ? [] : [{ name, type: field.type, nullable: true }];
  });
  const differing = inFiles.find((names) => names.join('\n') !== inFiles[0]?.join('\n'));
  if (differing !== undefined) {
    const sets = inFiles.map((names) => new Set(names));
    const every = [...columns.keys()].filter((name) => !sets.every((names) => names.has(name)));
    findings.push(diagnostic('SRC-175', {}, { columns: every.slice(0, 5), count: every.length }, 'warning'));
  }
  const mixed = [...columns.values()].filter(({ isMixed }) => isMixed).map(({ name }) => name);
  if (mixed.length > 0) findings.push(diagnostic('SRC-176', {}, { columns: mixed.slice(0, 5) }, 'warning'));
  const spellings = new Map<string, number>();
  for (const { name } of schema) spellings.set(name.toLowerCase(), (spellings.get(name.toLowerCase()) ?? 0) + 1);
  const doubled = schema.filter(({ name }) => (spellings.get(name.toLowerCase()) ?? 0) > 1);
  if (doubled.length > 0) {
    findings.push(diagnostic('SRC-178', {}, { columns: doubled.map(({ name }) => name).slice(0, 5) }, 'warning'));
  }
  return { format: 'json', options, columns: schema, findings, rows: null, records };
}

function addRecord({ fields }: JsonObject, columns: Map<string, Column>, names: Set<string>): void {
  for (const { name, node } of fields) {
    if (name === '') continue;
    names.add(name);
    const type = inferJsonType(node);
    const column = columns.get(name);
    if (column === undefined) {
      columns.set(name, { name, type, isMixed: false });
      continue;
    }
    const merged = compatibleJsonType(column.type, type);
    const isText = merged.kind === 'string' && merged !== VOID;
    column.isMixed ||= isText && [column.type, type].some(({ kind }) => kind !== 'string' && kind !== 'void');
    column.type = isText ? STRING : merged;
  }
}

/** The records of a JSON text: an object, or the objects of an array. Null for anything else. */
function objectsIn(node: JsonNode | undefined): readonly JsonObject[] | null {
  if (node?.kind === 'object') return [node];
  if (node?.kind !== 'array') return null;
  const objects = node.elements.filter((each): each is JsonObject => each.kind === 'object');
  return objects.length === node.elements.length ? objects : null;
}

/** Whether the file is one text of several lines, of which the first alone is none. */
function spansLines(sample: Sample): boolean {
  const [first] = sampleLines(sample);
  if (first === undefined || tryParseJsonTree(first.text, DEFAULT_LENIENCY) !== undefined) return false;
  return objectsIn(tryParseJsonTree(sampleText(sample), DEFAULT_LENIENCY)) !== null;
}

/** Schema inference as the editor has it: which nodes it is about, how a proposal differs from what stands there, and its taking over. */
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import type { InferredField, InferredSchema } from '../../engine/session-shapes.ts';
import { freeNodeId, freePlace, gridPx, nodeSize, snap, valueAt } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';

/** A file source, and the schema node that reads it where there is one. */
export interface InferencePlace {
  readonly source: PipelineNode;
  readonly schema: PipelineNode | null;
}

/** Where the columns can be inferred from for a node: a file source, or a schema behind one. Null for any other. */
export function inferencePlace(
  { nodes, edges }: Pick<PipelineDocument, 'nodes' | 'edges'>,
  nodeId: string,
): InferencePlace | null {
  const node = nodes.find((each) => each.id === nodeId);
  if (node?.kind === 'file-source') {
    const targets = edges.filter((edge) => edge.source === nodeId).map((edge) => edge.target);
    return { source: node, schema: nodes.find((each) => each.kind === 'schema' && targets.includes(each.id)) ?? null };
  }
  if (node?.kind !== 'schema') return null;
  const before = edges.find((edge) => edge.target === nodeId)?.source;
  const source = nodes.find((each) => each.id === before);
  return source?.kind === 'file-source' ? { source, schema: node } : null;
}

/** What a source says of its data: what to infer from. `format` is left out for a source that no schema reads yet. */
export function inferenceRequest({ source, schema }: InferencePlace): {
  readonly source: string;
  readonly format?: InferredSchema['format'];
  readonly options: Record<string, string>;
} {
  const { path, format, options } = source.config;
  const known = formats.find((each) => each === format);
  const entries = typeof options === 'object' && options !== null ? Object.entries(options) : [];
  return {
    source: typeof path === 'string' ? path : '',
    ...(known === undefined || schema === null ? {} : { format: known }),
    options: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])),
  };
}

export const formats = ['json', 'csv', 'text', 'parquet'] as const;

/** A column of the proposal, as the user has it by now. */
export interface ChosenField {
  /** In the data. */
  readonly from: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly isIncluded: boolean;
}

/** What a proposed column is to those that stand in the schema. */
export type FieldChange = 'same' | 'added' | 'type';

export interface SchemaComparison {
  /** By the proposed column's place. */
  readonly changes: readonly FieldChange[];
  /** The types that stand in the schema, by the proposed column's place; null for a new one. */
  readonly before: readonly (string | null)[];
  /** Columns of the schema that the data does not have. */
  readonly missing: readonly { readonly name: string; readonly type: string }[];
}

/** How the columns of the data differ from those of a schema node; letter case counts nothing. */
export function compareSchema(
  proposed: readonly Pick<InferredField, 'name' | 'type'>[],
  schema: PipelineNode | null,
): SchemaComparison {
  const declared = declaredFields(schema);
  const before = proposed.map(({ name }) => declared.find((each) => isSame(each.name, name))?.type ?? null);
  return {
    before,
    changes: proposed.map(({ type }, index) => {
      const old = before[index] ?? null;
      return old === null ? 'added' : isSame(old, type) ? 'same' : 'type';
    }),
    missing: declared.filter(({ name }) => !proposed.some((each) => isSame(each.name, name))),
  };
}

function declaredFields(schema: PipelineNode | null): readonly { readonly name: string; readonly type: string }[] {
  const fields = schema?.config.fields;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: unknown) => {
    const name = valueAt(field, 'name');
    const type = valueAt(field, 'type');
    return typeof name === 'string' && typeof type === 'string' ? [{ name, type }] : [];
  });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether the data finds its columns by their place, so that they can be called otherwise but none can be left out. */
export function isByPlace(format: InferredSchema['format']): boolean {
  return format === 'csv';
}

/** The proposal to begin with; for a schema that is there, what it left out stays left out, and csv columns keep its names. */
export function chosenFields(
  inferred: Pick<InferredSchema, 'fields' | 'format'>,
  schema: PipelineNode | null,
): ChosenField[] {
  const declared = declaredFields(schema);
  return inferred.fields.map(({ name, type, nullable }) => ({
    from: name,
    name,
    type,
    nullable,
    isIncluded:
      isByPlace(inferred.format) ||
      declared.length === 0 ||
      declared.some((each) => isSame(each.name, name)) ||
      schema === null,
  }));
}

/**
 * Sets the source's format and options, and the columns of the schema node behind it, which is made and wired where there is none.
 * One undo step.
 *
 * @returns the id of the node that now says the columns: the schema's, or the source's for a text file
 */
export function applyInference(
  documents: DocumentStore,
  place: InferencePlace,
  { format, options }: Pick<InferredSchema, 'format' | 'options'>,
  fields: readonly ChosenField[],
): string {
  const { document } = documents.getState();
  const sourceId = place.source.id;
  const needsSchema = format !== 'text';
  const schemaId = place.schema?.id ?? freeNodeId(document, 'schema');
  const written = fields
    .filter(({ isIncluded }) => isIncluded)
    .map(({ name, type, nullable }) => (nullable ? { name, type } : { name, type, nullable }));
  const at = freePlace(document, {
    x: place.source.position.x + nodeSize.width + gridPx * 6,
    y: place.source.position.y,
  });
  documents.edit(
    (draft) => {
      const source = draft.nodes.find((node) => node.id === sourceId);
      if (source === undefined) return;
      source.config = withReading(place.source.config, format, options);
      if (!needsSchema) return;
      const schema = draft.nodes.find((node) => node.id === schemaId);
      if (schema !== undefined) {
        schema.config = { ...place.schema?.config, fields: written };
        return;
      }
      draft.nodes.push({ id: schemaId, kind: 'schema', position: snap(at), config: { fields: written } });
      // What took the records from the source takes their columns from the schema.
      const wires: PipelineEdge[] = draft.edges.map((edge) =>
        edge.source === sourceId ? { ...edge, source: schemaId } : edge,
      );
      draft.edges = [...wires, { source: sourceId, target: schemaId }];
    },
    { select: { nodes: [needsSchema ? schemaId : sourceId], edges: [] } },
  );
  return needsSchema ? schemaId : sourceId;
}

function withReading(
  config: Readonly<Record<string, unknown>>,
  format: string,
  options: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const { options: _, ...rest } = config;
  const isEmpty = Object.keys(options).length === 0;
  return { ...rest, format, ...(isEmpty ? {} : { options: { ...options } }) };
}

/**
 * What a checkpoint remembers of the query that wrote it, so that a changed one can be told (semantics 11.5): its sources, the operators
 * with state, the sink and what comes out. Plain JSON, and the same for the same query.
 */
import { z } from 'zod';

const text = z.string().max(100_000);
const list = <Shape extends z.ZodTypeAny>(shape: Shape) => z.array(shape).max(100_000).readonly();
const node = { nodeId: text, label: text.optional() };
const column = z.object({ name: text, type: text }).readonly();

const source = z
  .object({
    ...node,
    /** As the canvas calls it: `file-source`. */
    kind: text,
    /** Null where there are none to choose from. */
    format: text.nullable(),
    /** Where its rows come from: an absolute path, a host and port, what a generator starts from. */
    place: text,
    /** Read whole in every batch: it counts for no stream. */
    isStatic: z.boolean(),
  })
  .readonly();

const aggregateCall = z
  .object({
    name: text,
    function: text,
    arguments: list(text),
    /** What the arguments are cast to. */
    argumentTypes: list(text),
    /** Types of what is kept for a group. */
    buffers: list(text),
  })
  .readonly();

const joinSide = z
  .object({
    columns: list(column),
    /** Columns of sources that the kept rows hold; those that nobody read are null in them. */
    reads: list(text),
  })
  .readonly();

const operator = z.discriminatedUnion('kind', [
  z.object({
    ...node,
    kind: z.literal('group-by'),
    /** `expr` tells a window with its settings. */
    keys: list(z.object({ name: text, type: text, expr: text, isSession: z.boolean() }).readonly()),
    aggregates: list(aggregateCall),
  }),
  z.object({ ...node, kind: z.literal('deduplicate'), columns: list(column), withinWatermark: z.boolean() }),
  z.object({
    ...node,
    kind: z.literal('join'),
    type: text,
    keys: list(z.object({ left: text, right: text, type: text, nullSafe: z.boolean() }).readonly()),
    conditions: list(text),
    left: joinSide,
    right: joinSide,
  }),
  z.object({ ...node, kind: z.literal('limit'), count: z.number() }),
]);

const description = z.object({
  /** Streams in the order in which the checkpoint numbers them, then what is static. */
  sources: list(source),
  /** Those with state, the one nearest the sink first. */
  operators: list(operator.readonly()),
  sink: z
    .object({
      ...node,
      type: text,
      /** Of a file sink: an absolute folder. */
      path: text.nullable(),
      format: text.nullable(),
      partitionBy: list(text),
      tableName: text.nullable(),
    })
    .readonly(),
  outputMode: text,
  /** What the sink is handed. */
  columns: list(column),
  /** The other operators as text, the one nearest the sink first. */
  steps: list(text),
});

export type SourceDescription = z.infer<typeof source>;
export type OperatorDescription = Readonly<z.infer<typeof operator>>;
export type SinkDescription = QueryDescription['sink'];
export type ColumnDescription = z.infer<typeof column>;
export type QueryDescription = Readonly<z.infer<typeof description>>;

/** Reads what was once written as JSON; null for anything that is no description. */
export function parseDescription(json: unknown): QueryDescription | null {
  const parsed = description.safeParse(json);
  return parsed.success ? parsed.data : null;
}

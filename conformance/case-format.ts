/** What a conformance case is made of; see README.md. */
import { z } from 'zod';

const file = z.strictObject({
  name: z.string(),
  text: z.string().optional(),
  base64: z.string().optional(),
});

export type CaseFile = z.output<typeof file>;

/** How a run ends that cannot end well: Millrace's code and Spark's error class. */
const failure = z.strictObject({ code: z.string(), spark: z.string() });

const batch = z.strictObject({
  batchId: z.int(),
  rows: z.array(z.array(z.json())),
  /** W of the batch, ISO; null where the query defines none. */
  watermark: z.string().nullable(),
  /** Rows in state after the batch, by operator, the one nearest the sink first. */
  stateRows: z.array(z.int()),
  /** Rows (or groups, as Spark counts) dropped as late, by operator. */
  lateRows: z.array(z.int()),
  /** Rows out of each node that is observed. */
  nodes: z.record(z.string(), z.int()),
});

export type CaseBatch = z.output<typeof batch>;

const query = z.strictObject({
  /** Name and type of each column. */
  columns: z.array(z.tuple([z.string(), z.string()])),
  /** Whether the order of the rows counts. */
  ordered: z.boolean().optional(),
  batches: z.array(batch),
  /** What ends the query after these batches. */
  fails: failure.optional(),
});

export type CaseQuery = z.output<typeof query>;

/** What a case's file `<name>.expected.json` holds. */
export const expectationSchema = z.strictObject({
  title: z.string(),
  /** Rules of engine/SPEC.md that the case shows. */
  rules: z.array(z.string()).min(1),
  /** By file source: the files of each step, written before the step. */
  files: z.record(z.string(), z.array(z.array(file))).optional(),
  /** Steps before which the query is stopped and started again on its checkpoint. */
  restartBefore: z.array(z.int()).optional(),
  /** What analysis says; then there are no queries. */
  refused: failure.optional(),
  /** By sink. */
  queries: z.record(z.string(), query),
  /** Why real Spark's results differ, where they do. */
  differs: z.string().optional(),
});

export type Expectation = z.output<typeof expectationSchema>;

/** What a case's file `<name>.spark.json` holds: what a real Spark did with the exported program. */
export const recordingSchema = z.strictObject({
  sparkVersion: z.string(),
  /** The error class with which Spark refused the program. */
  refused: z.string().optional(),
  queries: z.record(
    z.string(),
    z.strictObject({ columns: query.shape.columns, batches: z.array(batch), fails: z.string().optional() }),
  ),
});

export type Recording = z.output<typeof recordingSchema>;

/** A case as it lies in its folder. */
export interface ConformanceCase {
  /** `watermark/late-by-exactly-the-delay`. */
  readonly id: string;
  /** The path of its files without their endings. */
  readonly path: string;
  readonly document: unknown;
  /** Null while nobody has written it. */
  readonly expected: Expectation | null;
  /** Null while no Spark has run it. */
  readonly recording: Recording | null;
}

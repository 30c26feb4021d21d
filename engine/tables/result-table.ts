import type { TableSnapshot } from '../sinks/memory/memory-sink.ts';
import type { Schema } from '../types/schema.ts';

/** What SQL can read: a memory sink, or anything that stands for a table the way it does. */
export interface ResultTable {
  readonly tableName: string;
  readonly schema: Schema;
  /** The table after the last committed batch; cheap, and never half a batch. */
  snapshot(): TableSnapshot;
}

import type { QueryDescription } from '../../../plan/query-description.ts';
import type { StateFolder } from '../../../state/files/state-folder.ts';
import type { OperatorState } from '../../../state/state-table.ts';
import type { CheckpointFolder } from '../checkpoint-folder.ts';
import type { CheckpointMetadata } from '../metadata.ts';

/** A checkpoint that is held by this run alone. */
export interface OldCheckpoint {
  readonly folder: CheckpointFolder;
  readonly state: StateFolder;
  readonly metadata: CheckpointMetadata;
  /** The query that goes on from it, and the tables that its state will be taken into. */
  readonly query: QueryDescription;
  readonly states: readonly OperatorState[];
  /** The batch that runs next; its state is what the batches before it have made. */
  readonly nextBatchId: number;
}

/**
 * One step, from the format of its place to the next one. Ends by writing the new number into `metadata`: whenever it is broken off, it
 * can begin again, and until then the checkpoint is one of the old format.
 */
export type Migration = (checkpoint: OldCheckpoint, signal: AbortSignal) => Promise<void>;

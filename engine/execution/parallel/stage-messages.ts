/**
 * What passes between the engine's thread and its worker threads. Both ends are of one build, so messages are typed and not
 * checked again. A worker answers requests in their order, one reply each.
 */
import type { PlanData } from '../../plan/plan-data.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import type { TransferredTable } from '../../state/groups/transferred-table.ts';
import type { StagePlan } from '../compiler/stage-plan.ts';
import type { RangeReport } from '../compiler/stage-task.ts';

/** A stage as data: what a worker needs to make a `StageTask` of its own. */
export interface StageData extends Pick<StagePlan, 'settings' | 'isCounted' | 'timeZone'> {
  /** The aggregation with all below it. */
  readonly plan: PlanData;
}

/** Some bytes of a file. A packed file is one piece, from 0 to its size. */
export interface RangePiece {
  readonly slice: FileSlice;
  readonly fromByte: number;
  readonly toByte: number;
}

/** How the groups of a batch are gathered: one table a worker, or one table a range, to be merged in the order of the ranges. */
export type TableShape = 'per-worker' | 'per-range';

export type StageRequest =
  /** Makes the task of a stage; a worker keeps it until `close`. */
  | { readonly type: 'open'; readonly stage: number; readonly data: StageData }
  | {
      readonly type: 'begin';
      readonly stage: number;
      readonly batchTimestampMs: number;
      /** Columns that the folders of the files fill. */
      readonly folderColumns: readonly number[];
      readonly shape: TableShape;
      /** See `SHARED`. */
      readonly shared: SharedArrayBuffer;
      /** The worker's place among those of the batch. */
      readonly worker: number;
    }
  | {
      readonly type: 'range';
      readonly stage: number;
      /** Position among the ranges of the batch; a worker gets them in order. */
      readonly range: number;
      readonly pieces: readonly RangePiece[];
    }
  /** Ends the batch of a stage. `per-worker`: the reply holds the table. */
  | { readonly type: 'finish'; readonly stage: number }
  /** Forgets what the batch of a stage has made. */
  | { readonly type: 'abort'; readonly stage: number }
  | { readonly type: 'close'; readonly stage: number };

/** What came of a range. */
export interface RangeDone {
  /** One a piece. */
  readonly reports: readonly RangeReport[];
  /** `per-range`: the range's groups. */
  readonly table: TransferredTable | null;
}

export type StageReply =
  | { readonly type: 'done' }
  | { readonly type: 'range'; readonly range: RangeDone }
  | { readonly type: 'table'; readonly table: TransferredTable }
  /** The request was broken off, since the batch is cancelled. */
  | { readonly type: 'cancelled' }
  /** The request failed. Running the batch on one thread shows how. */
  | { readonly type: 'failed'; readonly reason: string };

/** Words of the memory that the workers of a batch share with the engine's thread, as an `Int32Array`. */
export const SHARED = {
  /** Not 0: what runs is to be broken off. Written by the engine's thread. */
  cancelled: 0,
  /** From here on one word a worker, written by it while it works: what it holds, in kilobytes. */
  kilobytes: 1,
} as const;

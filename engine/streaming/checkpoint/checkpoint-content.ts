import type { Diagnostic } from '../../base/errors/diagnostic.ts';
import type { QueryDescription } from '../../plan/query-description.ts';
import type { Offset } from '../../sources/source.ts';
import type { StateFileKind } from '../../state/files/state-file-format.ts';
import type { JsonValue } from '../../types/json-value.ts';
import type { RecoveryDecision } from './recovery.ts';

/** What is in a checkpoint folder, as far as it can be read. Times in ms since 1970. */
export interface CheckpointContent {
  readonly folder: string;
  /** Null where `metadata` is missing or damaged, like `format`. */
  readonly queryId: string | null;
  readonly format: number | null;
  /** Who has left a lock; null where nobody has, or where it cannot be read. */
  readonly holder: CheckpointHolder | null;
  /** Null in a checkpoint of an older format, which does not say. */
  readonly query: QueryDescription | null;
  /** Oldest first. */
  readonly batches: readonly CheckpointBatch[];
  /** What a start would do. */
  readonly next: RecoveryDecision;
  /** Null where there is none, or not of that batch, or where it cannot be read. */
  readonly state: CheckpointState | null;
  /** What is damaged, missing or cannot be told. */
  readonly findings: readonly Diagnostic[];
}

export interface CheckpointHolder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** `held`: the process is at work. `left-behind`: it is gone. `of-another-host`: nobody can tell from here. */
  readonly verdict: 'held' | 'left-behind' | 'of-another-host';
}

export interface CheckpointBatch {
  readonly batchId: number;
  readonly isCommitted: boolean;
  /** One a source; null where its log is gone or damaged, like the two figures. */
  readonly endOffsets: readonly (Offset | null)[] | null;
  readonly watermarkMs: number | null;
  readonly timestampMs: number | null;
  /** Of a committed batch: the watermark that the next one starts with. */
  readonly nextWatermarkMs: number | null;
}

export interface CheckpointState {
  /** The state is what the batches up to this one have made. */
  readonly batchId: number;
  /** The files that it is read from, in their order, by their names in the folder `state`. */
  readonly files: readonly StateFileSize[];
  readonly operators: readonly ShownOperator[];
}

export interface StateFileSize {
  readonly name: string;
  readonly kind: StateFileKind;
  readonly version: number;
  readonly sizeBytes: number;
}

export interface ShownOperator {
  readonly nodeId: string;
  readonly tables: readonly ShownTable[];
}

export interface ShownTable {
  readonly name: string;
  readonly key: readonly ShownColumn[];
  readonly value: readonly ShownColumn[];
  /** Entries in all. */
  readonly entries: number;
  /** The first ones, in the order in which they came. */
  readonly rows: readonly { readonly key: readonly JsonValue[]; readonly value: readonly JsonValue[] }[];
}

export interface ShownColumn {
  readonly name: string;
  /** Spark's name of its type. */
  readonly type: string;
}

import type { ColumnSummary } from '../../nodes/analysis.ts';
import type { JsonValue } from '../../types/json-value.ts';

/** A place on a wire where a query is to pause at the end of a micro-batch that brought matching rows. */
export interface WireBreakpoint {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly targetPort?: string | undefined;
  readonly condition: string;
}

/** Which rows to look at: the last that left a node, or those that met a breakpoint. */
export interface LookRequest {
  readonly nodeId?: string | undefined;
  readonly breakpointId?: string | undefined;
  /** Rows at most, 1 to 1,000. */
  readonly limit: number;
}

/** Rows that passed a place, the last one last. */
export interface SeenRows {
  readonly nodeId: string;
  /** The batch that they are of; null before the first. */
  readonly batchId: number | null;
  readonly columns: readonly ColumnSummary[];
  readonly rows: readonly (readonly JsonValue[])[];
  /** For each row whether it is behind the watermark; null where there is none. */
  readonly late: readonly boolean[] | null;
  /** Rows that passed there in that batch. */
  readonly total: number;
  /** Cells of which only the beginning is here; left out where all are whole. */
  readonly cutCells?: number | undefined;
}

/** How often a breakpoint was met in a batch. */
export interface BreakpointHits {
  readonly breakpointId: string;
  readonly rows: number;
}

/** The part of a query through which people look at its rows. Nothing here changes what the query does. */
export interface RowLooks {
  /** Those whose wires the query has, the same objects. Throws `EngineError` EXE-211 to EXE-213 for the first that cannot be. */
  check(breakpoints: readonly WireBreakpoint[]): readonly WireBreakpoint[];
  /** Replaces the breakpoints from the next batch on. Those of wires that the query does not have are left out. Throws like `check`. */
  setBreakpoints(breakpoints: readonly WireBreakpoint[]): void;
  /**
   * The rows of a place; null where the query does not go through it. Works at any time, also while a batch runs and after the run,
   * and gives way to the event loop. Throws `CancelledError` soon after `signal` aborts, and what `Source.read` throws where a file
   * that has to be looked at again is gone.
   */
  peek(request: LookRequest, signal: AbortSignal): Promise<SeenRows | null>;
}

/**
 * What the engine's thread needs of the engine: the outline of `engine/session.ts`. Written down here so that the host can
 * be tested with a session that does what a test wants.
 */
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { Result } from '../../engine/base/result.ts';
import type { Analysis } from '../../engine/nodes/analysis.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type {
  Breakpoint,
  BreakpointFinding,
  CheckpointStatus,
  ColumnRename,
  FunctionSummary,
  InferRequest,
  InferredSchema,
  PeekedRows,
  PeekRequest,
  PySparkProgram,
  RenameRequest,
  RunListener,
  RunSnapshot,
  TableSummary,
} from '../../engine/session-shapes.ts';
import type { StreamingQueryProgress } from '../../engine/streaming/progress.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';

export interface EngineRunOptions {
  readonly mode?: 'batch' | 'streaming';
  /** True: obey the sinks' triggers until stopped. False: work off what is there and end. */
  readonly follow: boolean;
  /** Absolute folder where relative paths of the document start. */
  readonly baseDirectory: string;
  /** Old checkpoints, and the output of file sinks, are set aside under another name; every query begins from nothing. */
  readonly startAfresh?: boolean;
  /** Waits before the first micro-batch until it is told to go on. */
  readonly startPaused?: boolean;
  readonly breakpoints?: readonly Breakpoint[];
  /** Keeps what is needed to look at the last rows of each node. */
  readonly isPeekable?: boolean;
}

export interface EngineRun {
  snapshot(): RunSnapshot;
  /** Every query waits behind the micro-batch that it is in. */
  pause(): void;
  resume(): void;
  /** One micro-batch of each query that waits. */
  step(): void;
  /** Throws for a breakpoint that cannot be, and then changes nothing. */
  setBreakpoints(breakpoints: readonly Breakpoint[]): void;
  /** Null where no query of the run goes through the place. */
  peek(request: PeekRequest, signal?: AbortSignal): Promise<PeekedRows | null>;
  /** Stops every query; settles when none is active any more. */
  stop(): Promise<void>;
  /** Settles when no query is active any more, however they ended. */
  awaitTermination(): Promise<void>;
}

export interface EngineSession {
  catalogue(): readonly NodeDescriptor[];
  functions(): readonly FunctionSummary[];
  analyze(document: unknown, baseDirectory: string): Analysis;
  checkBreakpoints(
    document: unknown,
    baseDirectory: string,
    breakpoints: readonly Breakpoint[],
  ): readonly BreakpointFinding[];
  explain(document: unknown, baseDirectory: string, withCode: boolean): string;
  exportPySpark(
    document: unknown,
    baseDirectory: string,
    programDirectory: string,
  ): Result<PySparkProgram, readonly Diagnostic[]>;
  inferSchema(request: InferRequest, baseDirectory: string): Promise<InferredSchema>;
  renameColumn(document: unknown, baseDirectory: string, request: RenameRequest): ColumnRename;
  run(document: unknown, options: EngineRunOptions, listener: Pick<RunListener, 'pauseChanged'>): Promise<EngineRun>;
  /** How the checkpoint of each query stands; changes nothing. */
  checkpoints(
    document: unknown,
    options: Pick<EngineRunOptions, 'baseDirectory' | 'mode'>,
  ): Promise<readonly CheckpointStatus[]>;
  sql(text: string, limit: number): Promise<SqlResult>;
  tables(): readonly TableSummary[];
  recentProgress(query: string): readonly StreamingQueryProgress[];
  /** Stops all queries and closes the session. */
  stop(): Promise<void>;
}

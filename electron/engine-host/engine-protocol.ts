/**
 * The messages between the main thread and the engine's thread. Both ends are ours and of one build, so they are typed and
 * not checked again: what comes from the page was checked on its way in.
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
  RunSnapshot,
  TableSummary,
} from '../../engine/session-shapes.ts';
import type { StreamingQueryProgress } from '../../engine/streaming/progress.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import type { Reply, SerializedError } from '../contract/reply.ts';
import type { RunUpdate } from '../contract/run-update.ts';
import type { EngineRunOptions } from './engine-port.ts';

interface DocumentInput {
  readonly document: unknown;
  /** Absolute folder where relative paths of the document start. */
  readonly baseDirectory: string;
}

/** Every call that the engine's thread answers: what goes in, what comes out. */
export interface EngineCalls {
  catalogue: { input: null; output: readonly NodeDescriptor[] };
  functions: { input: null; output: readonly FunctionSummary[] };
  analyze: { input: DocumentInput; output: Analysis };
  checkBreakpoints: {
    input: DocumentInput & { readonly breakpoints: readonly Breakpoint[] };
    output: readonly BreakpointFinding[];
  };
  explain: { input: DocumentInput & { readonly withCode: boolean }; output: string };
  exportPySpark: {
    input: DocumentInput & {
      /** Absolute folder that the program will be in. */
      readonly programDirectory: string;
    };
    output: Result<PySparkProgram, readonly Diagnostic[]>;
  };
  inferSchema: { input: { readonly request: InferRequest; readonly baseDirectory: string }; output: InferredSchema };
  renameColumn: { input: DocumentInput & { readonly request: RenameRequest }; output: ColumnRename };
  checkpoints: {
    input: { readonly document: unknown; readonly options: Pick<EngineRunOptions, 'baseDirectory' | 'mode'> };
    output: readonly CheckpointStatus[];
  };
  run: { input: { readonly document: unknown; readonly options: EngineRunOptions }; output: RunSnapshot };
  /** What steers a run answers with how it stands then; null where none was started. */
  pause: { input: null; output: RunSnapshot | null };
  resume: { input: null; output: RunSnapshot | null };
  step: { input: null; output: RunSnapshot | null };
  setBreakpoints: { input: readonly Breakpoint[]; output: null };
  /** Of several under way the newest is answered with rows, the others with null. */
  peek: { input: PeekRequest; output: PeekedRows | null };
  stop: { input: null; output: null };
  snapshot: { input: null; output: RunSnapshot | null };
  /** Whether snapshots are to be sent; answers with one where they are. */
  watch: { input: boolean; output: RunSnapshot | null };
  recentProgress: { input: { readonly query: string }; output: readonly StreamingQueryProgress[] };
  tables: { input: null; output: readonly TableSummary[] };
  sql: { input: { readonly sql: string; readonly limit: number }; output: SqlResult };
  /** Stops all queries and closes the session; nothing is answered after it. */
  shutdown: { input: null; output: null };
}

export type EngineCallName = keyof EngineCalls;
export type EngineInput<Name extends EngineCallName> = EngineCalls[Name]['input'];
export type EngineOutput<Name extends EngineCallName> = EngineCalls[Name]['output'];

/** A call on its way to the engine's thread. `id` comes back in the reply. */
export interface EngineRequest {
  readonly id: number;
  readonly name: EngineCallName;
  readonly input: unknown;
}

/** What the engine's thread posts. `ready` or `failed` comes first, once. */
export type EngineMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly error: SerializedError }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly type: 'snapshot'; readonly snapshot: RunUpdate };

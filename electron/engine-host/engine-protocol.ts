/**
 * The messages between the main thread and the engine's thread. Both ends are ours and of one build, so they are typed and
 * not checked again: what comes from the page was checked on its way in.
 */
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { Result } from '../../engine/base/result.ts';
import type { Analysis } from '../../engine/nodes/analysis.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { CheckpointStatus, RunSnapshot, TableSummary } from '../../engine/session-shapes.ts';
import type { StreamingQueryProgress } from '../../engine/streaming/progress.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import type { Reply, SerializedError } from '../contract/reply.ts';
import type { EngineRunOptions } from './engine-port.ts';

interface DocumentInput {
  readonly document: unknown;
  /** Absolute folder where relative paths of the document start. */
  readonly baseDirectory: string;
}

/** Every call that the engine's thread answers: what goes in, what comes out. */
export interface EngineCalls {
  catalogue: { input: null; output: readonly NodeDescriptor[] };
  analyze: { input: DocumentInput; output: Analysis };
  explain: { input: DocumentInput & { readonly withCode: boolean }; output: string };
  exportPySpark: {
    input: DocumentInput & {
      /** Absolute folder that the program will be in. */
      readonly programDirectory: string;
    };
    output: Result<string, readonly Diagnostic[]>;
  };
  checkpoints: {
    input: { readonly document: unknown; readonly options: Pick<EngineRunOptions, 'baseDirectory' | 'mode'> };
    output: readonly CheckpointStatus[];
  };
  run: { input: { readonly document: unknown; readonly options: EngineRunOptions }; output: RunSnapshot };
  stop: { input: null; output: null };
  snapshot: { input: null; output: RunSnapshot | null };
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
  | { readonly type: 'snapshot'; readonly snapshot: RunSnapshot };

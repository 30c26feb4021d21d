import type { z } from 'zod';
import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { Severity, Span } from '../base/errors/diagnostic.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import type { LogicalPlan, QueryPlan } from '../plan/logical-plan.ts';
import type { InputPort, NodeDescriptor, NodeFamily, NodeWords } from './descriptor.ts';

/** What a kind has at hand while a node is turned into its part of the plan. */
export interface LoweringContext<Config> {
  readonly nodeId: string;
  readonly config: Config;
  /** Plans of the inputs, by port id; a port is there only when its plan is known. */
  readonly inputs: Readonly<Record<string, LogicalPlan>>;
  /** Plans of all inputs in the order of their wires, for a port that takes several. */
  readonly wired: readonly LogicalPlan[];
  readonly isStreaming: boolean;
  readonly timeZone: string;
  /** An absolute path for one that may be relative to the pipeline file. */
  resolvePath(path: string): string;
  /** Reports a finding at this node. A plan may still be returned, so that analysis goes on behind it. */
  report(
    code: ErrorCode,
    setting: string,
    params?: ErrorParams,
    more?: { span?: Span | undefined; severity?: Severity },
  ): void;
}

/** What a node's PySpark is written with. */
export interface SparkContext {
  /** Whether the pipeline runs as a stream, so that a source that is not static is read with `readStream`. */
  readonly isStreaming: boolean;
  /**
   * Python names of the frames at the inputs, by port in the kind's order, then in the order of their wires: a join's left
   * frame before its right one. A call is made on the first.
   */
  readonly inputs: readonly string[];
  /** Names of the columns that leave the node, as far as they are known. */
  readonly columns?: readonly string[] | undefined;
  /** Calls of the schema node behind a file source, which that source makes before its `load`. */
  readonly schemaCalls?: string | undefined;
  /** A Python expression for the folder that holds a source's own rows, one file of JSON lines a trigger. */
  readonly rows?: string | undefined;
  /** A Python expression for a path of the document. */
  path(path: string): string;
}

interface KindBase<Settings extends z.ZodObject> {
  readonly kind: string;
  readonly family: NodeFamily;
  readonly inputs: readonly InputPort[];
  readonly settings: Settings;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly words: { readonly en: NodeWords; readonly fr: NodeWords };
  /** The PySpark that a node with this config stands for: a call on what is before it, or on `spark` for a source. */
  spark(config: z.output<Settings>, context: SparkContext): string;
}

/** A kind whose output is rows (or records). */
export interface OperatorKind<Settings extends z.ZodObject = z.ZodObject> extends KindBase<Settings> {
  readonly output: NonNullable<NodeDescriptor['output']>;
  /** The node's part of the plan, or null when its findings leave none. Called only with all ports wired. */
  lower(context: LoweringContext<z.output<Settings>>): LogicalPlan | null;
}

/** A kind that ends a query. */
export interface SinkKind<Settings extends z.ZodObject = z.ZodObject> extends KindBase<Settings> {
  readonly output: null;
  lowerSink(context: LoweringContext<z.output<Settings>>): QueryPlan | null;
}

export type NodeKind = OperatorKind | SinkKind;

/** Keeps a kind's own settings type inside its definition and gives the catalogue one type for all. */
export function defineOperator<Settings extends z.ZodObject>(kind: OperatorKind<Settings>): NodeKind {
  return kind as unknown as NodeKind;
}

/** The same for a kind that ends a query. */
export function defineSink<Settings extends z.ZodObject>(kind: SinkKind<Settings>): NodeKind {
  return kind as unknown as NodeKind;
}

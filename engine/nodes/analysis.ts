import type { Diagnostic } from '../base/errors/diagnostic.ts';

/** One column as hosts show it: the type by its Spark SQL name. */
export interface ColumnSummary {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Delay of the watermark that the column carries, in ms. */
  readonly watermarkMs?: number | undefined;
}

export interface WireColumns {
  /** The node that the wire comes from. */
  readonly source: string;
  /** The input port that it goes into. */
  readonly port: string;
  /** Null where they are not known. */
  readonly columns: readonly ColumnSummary[] | null;
}

export interface NodeAnalysis {
  /** Columns by input port; null where they are not known (nothing wired, or an error before). */
  readonly inputs: Readonly<Record<string, readonly ColumnSummary[] | null>>;
  /**
   * Columns of each wire into the node, in the document's order: a port that takes many shows only the first of them in `inputs`.
   * Wires that cannot be (they are reported) are left out.
   */
  readonly wires: readonly WireColumns[];
  readonly output: readonly ColumnSummary[] | null;
  /** One line (or a few) of PySpark that the node stands for. */
  readonly spark: string | null;
}

export interface QueryAnalysis {
  readonly sinkNodeId: string;
  readonly name: string;
  readonly outputMode: string;
  /** Ids of the nodes it runs through, sources first. */
  readonly nodeIds: readonly string[];
}

/** Everything that can be said of a document without running it. JSON-safe. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  readonly queries: readonly QueryAnalysis[];
}

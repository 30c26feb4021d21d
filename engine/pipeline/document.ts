/** The pipeline file as data: format `millrace.pipeline`, version 1. JSON-safe; see `read-document.ts` for its checks. */

export const PIPELINE_FORMAT = 'millrace.pipeline';
export const PIPELINE_VERSION = 1;

/** Largest pipeline file that is read, in bytes. */
export const documentBytesMax = 16 * 1024 * 1024;

export type RunMode = 'batch' | 'streaming';

export interface PipelineSettings {
  readonly mode: RunMode;
  readonly timeZone: string;
  /** Which of several watermarks leads; `min` when left out, as in Spark (semantics 5.1). */
  readonly watermarkPolicy?: 'min' | 'max' | undefined;
  /** Whether a batch without data cleans up state once the watermark has moved; true when left out (semantics 5.4). */
  readonly noDataMicroBatches?: boolean | undefined;
  /** What each query may take in memory, such as `512 MB`; `2 GB` when left out. */
  readonly memoryLimit?: string | undefined;
}

export interface PipelineNode {
  readonly id: string;
  readonly kind: string;
  readonly label?: string | undefined;
  readonly position: { readonly x: number; readonly y: number };
  readonly config: Readonly<Record<string, unknown>>;
}

export interface PipelineEdge {
  readonly source: string;
  readonly target: string;
  /** Which input of the target, where it has more than one (`left`, `right`). */
  readonly targetPort?: string | undefined;
}

export interface PipelineDocument {
  readonly format: typeof PIPELINE_FORMAT;
  readonly version: typeof PIPELINE_VERSION;
  readonly name: string;
  readonly settings: PipelineSettings;
  readonly nodes: readonly PipelineNode[];
  readonly edges: readonly PipelineEdge[];
  /** What the canvas adds; the engine keeps it and looks no further. */
  readonly notes?: unknown;
  readonly groups?: unknown;
  readonly views?: unknown;
}

/** The input port that an edge without `targetPort` means. */
export const DEFAULT_PORT = 'in';

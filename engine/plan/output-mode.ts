/** Spark's output modes: what of the result table a sink is handed after each micro-batch (semantics 6.1). */
export const OUTPUT_MODES = ['append', 'update', 'complete'] as const;
export type OutputMode = (typeof OUTPUT_MODES)[number];

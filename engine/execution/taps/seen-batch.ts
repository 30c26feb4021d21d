/** What of a batch is needed to look at its rows afterwards. */
export interface SeenBatch {
  readonly batchId: number;
  readonly timestampMs: number;
  /** The watermark by which rows are late at a place, in ms; null where nothing is. */
  readonly lateMs: number | null;
}

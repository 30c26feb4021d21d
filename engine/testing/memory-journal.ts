import type { Source } from '../sources/source.ts';
import type { BatchJournal, LoggedBatch, Recovery } from '../streaming/batch-journal.ts';

/** A checkpoint that lives as long as the test: a run that opens it goes on where the last one stopped. */
export class MemoryJournal implements BatchJournal {
  readonly isDurable = true;
  #batch: LoggedBatch | null = null;
  #nextWatermarkMs = 0;
  #state: unknown = null;

  async open(sources: readonly Source[]): Promise<Recovery> {
    return {
      queryId: '00000000-0000-4000-8000-000000000000',
      nextBatchId: this.#batch === null ? 0 : this.#batch.batchId + 1,
      startOffsets: this.#batch?.endOffsets ?? sources.map(() => null),
      watermarkMs: this.#nextWatermarkMs,
      lateWatermarkMs: this.#batch?.watermarkMs ?? 0,
      unfinished: null,
      conf: this.#batch?.conf ?? null,
      state: this.#state,
    };
  }

  async logOffsets(batch: LoggedBatch): Promise<void> {
    this.#batch = batch;
  }

  async saveState(_batchId: number, exportState: () => unknown): Promise<void> {
    this.#state = JSON.parse(JSON.stringify(exportState()));
  }

  async logCommit(_batchId: number, nextWatermarkMs: number): Promise<void> {
    this.#nextWatermarkMs = nextWatermarkMs;
  }
}

import { must } from '../base/assert.ts';
import type { Source } from '../sources/source.ts';
import type { OperatorState, StateEntries } from '../state/state-table.ts';
import type { BatchJournal, LoggedBatch, Recovery } from '../streaming/batch-journal.ts';
import type { Value } from '../types/value.ts';

interface SavedEntry {
  readonly key: readonly Value[];
  /** Null for one that was removed. */
  readonly value: readonly Value[] | null;
}

/** What one batch did to each table, in the order of operators and tables. */
type SavedChanges = readonly (readonly SavedEntry[])[];

/** A checkpoint that lives as long as the test: a run that opens it goes on where the last one stopped. */
export class MemoryJournal implements BatchJournal {
  readonly isDurable = true;
  #planned: LoggedBatch | null = null;
  #finished: LoggedBatch | null = null;
  #nextWatermarkMs = 0;
  /** By batch. */
  readonly #changes: SavedChanges[] = [];

  async open(sources: readonly Source[], states: readonly OperatorState[]): Promise<Recovery> {
    const finished = this.#finished;
    const planned = this.#planned === finished ? null : this.#planned;
    const nextBatchId = finished === null ? 0 : finished.batchId + 1;
    this.#changes.splice(nextBatchId);
    for (const [index, table] of tablesOf(states).entries()) {
      table.clear();
      for (const changes of this.#changes) {
        for (const _ of table.restore(entriesOf(changes[index] ?? [])));
      }
    }
    return {
      queryId: '00000000-0000-4000-8000-000000000000',
      nextBatchId,
      startOffsets: finished?.endOffsets ?? sources.map(() => null),
      watermarkMs: planned?.watermarkMs ?? this.#nextWatermarkMs,
      lateWatermarkMs: finished?.watermarkMs ?? 0,
      unfinished: planned,
      conf: (planned ?? finished)?.conf ?? null,
      findings: [],
    };
  }

  async logOffsets(batch: LoggedBatch): Promise<void> {
    this.#planned = batch;
  }

  async saveState(batchId: number, states: readonly OperatorState[]): Promise<void> {
    this.#changes[batchId] = tablesOf(states).map((table) => {
      const saved: SavedEntry[] = [];
      const put = (key: readonly Value[], value: readonly Value[]): void => {
        saved.push({ key: [...key], value: [...value] });
      };
      const remove = (key: readonly Value[]): void => {
        saved.push({ key: [...key], value: null });
      };
      for (const _ of table.writeChanges({ put, remove }));
      return saved;
    });
  }

  async logCommit(_batchId: number, nextWatermarkMs: number): Promise<void> {
    this.#finished = this.#planned;
    this.#nextWatermarkMs = nextWatermarkMs;
  }

  async maintain(): Promise<void> {}
  async close(): Promise<void> {}
}

function tablesOf(states: readonly OperatorState[]): OperatorState['tables'] {
  return states.flatMap(({ tables }) => tables);
}

function entriesOf(saved: readonly SavedEntry[]): StateEntries {
  const at = (index: number): SavedEntry => must(saved[index], 'an entry at its index');
  return {
    count: saved.length,
    isRemoved: (index) => at(index).value === null,
    key: (index) => [...at(index).key],
    value: (index) => [...must(at(index).value, 'an entry that is not removed')],
  };
}

import type { MemoryAccount } from '../state/memory-budget.ts';
import { RowMemory } from '../state/row-memory.ts';
import { type RowBatch, rowsOf } from '../types/row-batch.ts';
import type { Row } from '../types/value.ts';
import type { RowSink } from './row-sink.ts';

/**
 * Gathers the rows that a batch hands to the query's sink. A batch of columns that is all of the result stays one, so that its
 * rows are made only if somebody asks for them.
 */
export class ResultRows implements RowSink {
  readonly #memory: RowMemory;
  readonly #columnMemory: MemoryAccount;
  readonly #takesColumns: boolean;
  #rows: Row[] = [];
  #columns: RowBatch | null = null;

  /** @param takesColumns whether who gets the result may leave it unread */
  constructor(account: () => MemoryAccount, takesColumns: boolean) {
    this.#memory = new RowMemory(account());
    this.#columnMemory = account();
    this.#takesColumns = takesColumns;
  }

  push(row: Row): void {
    if (this.#columns !== null) this.#makeRows();
    this.#memory.add(row);
    this.#rows.push(row);
  }

  takeColumns(columns: RowBatch, bytes: number): boolean {
    if (!this.#takesColumns || this.#columns !== null || this.#rows.length > 0) return false;
    this.#columnMemory.set(bytes);
    this.#columns = columns;
    return true;
  }

  end(): void {}

  /** What the batch has handed over so far; it is not changed any more. */
  take(): RowBatch {
    const taken = this.#columns ?? this.#rows;
    this.#columns = null;
    this.#rows = [];
    return taken;
  }

  /** The rows are the sink's, or nobody's. */
  clear(): void {
    this.take();
    this.#memory.clear();
    this.#columnMemory.set(0);
  }

  /** Other rows follow, so all of them become rows. */
  #makeRows(): void {
    const columns = this.#columns;
    this.#columns = null;
    for (const row of rowsOf(columns ?? [])) this.push(row);
    this.#columnMemory.set(0);
  }
}

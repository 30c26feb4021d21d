import type { Row } from '../../types/value.ts';
import type { MalformedRecord, RecordSink } from '../source.ts';

/** Keeps all that a source says, in the order in which it is said. */
export class CollectingSink implements RecordSink {
  readonly rows: (Row | null)[] = [];
  readonly malformedRecords: MalformedRecord[] = [];

  record(row: Row | null): void {
    this.rows.push(row);
  }

  malformed(found: MalformedRecord): void {
    this.malformedRecords.push(found);
  }

  /** Lines of malformed records. */
  get malformedLines(): number[] {
    return this.malformedRecords.map(({ line }) => line);
  }
}

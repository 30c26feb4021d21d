import { describeError } from '../../../base/errors/catalogue.ts';
import { EngineError } from '../../../base/errors/engine-error.ts';
import type { ErrorParams } from '../../../base/errors/entry.ts';
import type { Value } from '../../../types/value.ts';
import type { RecordSink } from '../../source.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';

/** What is wrong with a record, by its row of the catalogue. */
export interface Malformation {
  readonly code:
    | 'SRC-146'
    | 'SRC-201'
    | 'SRC-202'
    | 'SRC-203'
    | 'SRC-204'
    | 'SRC-205'
    | 'SRC-206'
    | 'SRC-207'
    | 'SRC-208';
  readonly params: ErrorParams;
}

/** At most this many characters of a user's data go into a message. */
const SHOWN_CHARACTERS = 60;

/** Data as messages show it: cut where it is long. */
export function shownData(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}

/** Hands records to the sink and does with malformed ones what the parse mode says (semantics 2.4). */
export class RecordEmitter {
  readonly #settings: FileSourceSettings;
  /** Position of the column that receives the text of malformed records; -1 for none. */
  readonly corruptIndex: number;

  constructor(settings: FileSourceSettings) {
    this.#settings = settings;
    const index = settings.schema.findIndex((field) => field.name === settings.columnNameOfCorruptRecord);
    const isUsed =
      settings.format !== 'text' && settings.format !== 'parquet' && (settings.requiredColumns?.has(index) ?? true);
    this.corruptIndex = isUsed ? index : -1;
  }

  /** A row of nulls. */
  emptyRow(): Value[] {
    return new Array<Value>(this.#settings.schema.length).fill(null);
  }

  /**
   * A malformed record.
   *
   * @param rows what could be read of it; none stands for one row of nulls
   * @param rawText the record as it stands in the file; asked for only where a column receives it
   */
  malformed(
    sink: RecordSink,
    found: Malformation,
    rows: readonly Value[][],
    rawText: () => string,
    path: string,
    line: number,
  ): void {
    if (this.#settings.mode === 'FAILFAST') throw this.#failure(found, path, line);
    sink.malformed({ path, line, reason: describeError(found.code, found.params).message, ...found });
    if (this.#settings.mode === 'DROPMALFORMED') {
      sink.record(null);
      return;
    }
    const raw = this.corruptIndex === -1 ? null : rawText();
    for (const row of rows.length === 0 ? [this.emptyRow()] : rows) {
      if (this.corruptIndex !== -1) row[this.corruptIndex] = raw;
      sink.record(row);
    }
  }

  #failure(found: Malformation, path: string, line: number): EngineError {
    const { schemaNodeId, nodeId, format } = this.#settings;
    const at = { nodeId: schemaNodeId ?? nodeId };
    if (found.code === 'SRC-206') return new EngineError('SRC-211', { ...found.params, path, line }, at);
    if (found.code === 'SRC-207') return new EngineError('SRC-212', { ...found.params, path, line }, at);
    return new EngineError('SRC-210', { format, path, line }, at);
  }
}

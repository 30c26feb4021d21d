/**
 * How a run goes on, as small as it can be said: what is sent ten times a second. It builds on a whole snapshot that the window has
 * asked for; numbers of nodes travel as bytes, texts only when they have changed. A window that has missed something asks for a
 * whole snapshot again.
 *
 * The bytes are whole numbers of 7 bits a byte, the lowest first, the top bit set on all but the last: for each query its index, its
 * flags, batches, files and nodes, then the nodes in the order of the snapshot's `nodes`.
 */
import { assert } from '../../engine/base/assert.ts';
import type { QueryPause, QuerySnapshot } from '../../engine/session-shapes.ts';

/** What of a query's texts has changed; what is left out is as it was. */
export interface QueryChange {
  /** Place of the query in the snapshot. */
  readonly at: number;
  readonly id?: string;
  readonly message?: string;
  /** Without `observedMetrics`, which are `batchOut` of the nodes; `isObserved` says whether there are any. */
  readonly progress?: { readonly value: QuerySnapshot['lastProgress']; readonly isObserved: boolean };
  readonly exception?: QuerySnapshot['exception'];
  readonly malformed?: QuerySnapshot['malformed'];
  readonly consoleText?: string | null;
  readonly pause?: QueryPause | null;
}

export interface RunUpdate {
  readonly runId: string;
  readonly sequence: number;
  /** The snapshot that it builds on: who has seen nothing as new as that has missed something. */
  readonly since: number;
  readonly atMs: number;
  readonly isActive: boolean;
  readonly changes: readonly QueryChange[];
  /** Figures of some or all queries; see the head of this file. */
  readonly figures: Uint8Array;
}

/** Numbers of a node, by their place in a row of `FIELD_COUNT`. What there is not is -1. */
export const FIELDS = {
  in: 0,
  out: 1,
  batchIn: 2,
  batchOut: 3,
  late: 4,
  stateRows: 5,
  stateBytes: 6,
  /** Thousandths of the batch's time. */
  share: 7,
  /** Place of the node that the loop is named after, among the query's nodes. */
  loop: 8,
} as const;
export type Field = keyof typeof FIELDS;
export const FIELD_COUNT = 9;

/** Bytes that the figures of an update may have; far above what the encoder makes. */
export const figuresBytesMax = 1024 * 1024;

const flags = { batch: 1, late: 2, state: 4, share: 8, loop: 16 } as const;

/** The numbers of a query's nodes, row after row, in the order of its `nodes`. */
export function rowsOfQuery({ nodes, figures }: Pick<QuerySnapshot, 'nodes' | 'figures'>): Float64Array {
  const ids = Object.keys(nodes);
  const places = new Map(ids.map((id, place) => [id, place]));
  const rows = new Float64Array(ids.length * FIELD_COUNT).fill(-1);
  for (const [place, id] of ids.entries()) {
    const at = place * FIELD_COUNT;
    const count = nodes[id];
    rows[at + FIELDS.in] = count?.in ?? 0;
    rows[at + FIELDS.out] = count?.out ?? 0;
    rows[at + FIELDS.late] = 0;
    const node = Object.hasOwn(figures, id) ? figures[id] : undefined;
    if (node === undefined) continue;
    rows[at + FIELDS.batchIn] = node.batchIn;
    rows[at + FIELDS.batchOut] = node.batchOut;
    rows[at + FIELDS.late] = node.lateRows;
    rows[at + FIELDS.stateRows] = node.stateRows ?? -1;
    rows[at + FIELDS.stateBytes] = node.stateBytes ?? -1;
    rows[at + FIELDS.share] = node.share === null ? -1 : Math.round(node.share * 1000);
    rows[at + FIELDS.loop] = node.loop === null ? -1 : (places.get(node.loop) ?? -1);
  }
  return rows;
}

/** Writes the figures of queries one behind another. One serves a whole run, message after message. */
export class FigureWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The query at place `at` of the snapshot. */
  add(at: number, query: QuerySnapshot): void {
    const { status } = query;
    this.#write(at);
    this.#write((query.isActive ? 1 : 0) + (status.isDataAvailable ? 2 : 0) + (status.isTriggerActive ? 4 : 0));
    this.#write(query.batchesCompleted);
    this.#write(query.filesRead === null ? 0 : query.filesRead + 1);
    const rows = rowsOfQuery(query);
    this.#write(rows.length / FIELD_COUNT);
    for (let row = 0; row < rows.length; row += FIELD_COUNT) this.#writeNode(rows, row);
  }

  /** All that was added since the last call. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #writeNode(rows: Float64Array, at: number): void {
    const of = (field: Field): number => rows[at + FIELDS[field]] ?? 0;
    const has =
      (of('batchIn') >= 0 ? flags.batch : 0) |
      (of('late') > 0 ? flags.late : 0) |
      (of('stateRows') >= 0 ? flags.state : 0) |
      (of('share') >= 0 ? flags.share : 0) |
      (of('loop') >= 0 ? flags.loop : 0);
    this.#write(has);
    this.#write(of('in'));
    this.#write(of('out'));
    if ((has & flags.batch) !== 0) {
      this.#write(of('batchIn'));
      this.#write(of('batchOut'));
    }
    if ((has & flags.late) !== 0) this.#write(of('late'));
    if ((has & flags.state) !== 0) {
      this.#write(of('stateRows'));
      this.#write(Math.max(0, of('stateBytes')));
    }
    if ((has & flags.share) !== 0) this.#write(of('share'));
    if ((has & flags.loop) !== 0) this.#write(of('loop'));
  }

  #write(value: number): void {
    if (this.#length + 10 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = Number.isSafeInteger(value) && value > 0 ? value : 0;
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }
}

/** What the bytes say of one query. */
export interface QueryNumbers {
  readonly at: number;
  readonly isActive: boolean;
  readonly isDataAvailable: boolean;
  readonly isTriggerActive: boolean;
  readonly batchesCompleted: number;
  readonly filesRead: number | null;
}

/**
 * Reads what a `FigureWriter` wrote. Gives null, and may have changed rows, where the bytes are of other queries or broken.
 *
 * @param rowsAt the rows of the query at a place, to be written over: as many as it has nodes; null where there is no such query
 */
export function readFigures(
  bytes: Uint8Array,
  rowsAt: (at: number) => Float64Array | null,
): readonly QueryNumbers[] | null {
  const reader = new NumberReader(bytes);
  const queries: QueryNumbers[] = [];
  try {
    while (!reader.isAtEnd) {
      const at = reader.next();
      const has = reader.next();
      const batchesCompleted = reader.next();
      const files = reader.next();
      const rows = rowsAt(at);
      if (rows === null || reader.next() * FIELD_COUNT !== rows.length) return null;
      rows.fill(-1);
      for (let row = 0; row < rows.length; row += FIELD_COUNT) readNode(reader, rows, row);
      queries.push({
        at,
        isActive: (has & 1) !== 0,
        isDataAvailable: (has & 2) !== 0,
        isTriggerActive: (has & 4) !== 0,
        batchesCompleted,
        filesRead: files === 0 ? null : files - 1,
      });
    }
  } catch {
    return null;
  }
  return queries;
}

function readNode(reader: NumberReader, rows: Float64Array, at: number): void {
  const has = reader.next();
  rows[at + FIELDS.in] = reader.next();
  rows[at + FIELDS.out] = reader.next();
  if ((has & flags.batch) !== 0) {
    rows[at + FIELDS.batchIn] = reader.next();
    rows[at + FIELDS.batchOut] = reader.next();
  }
  rows[at + FIELDS.late] = (has & flags.late) !== 0 ? reader.next() : 0;
  if ((has & flags.state) !== 0) {
    rows[at + FIELDS.stateRows] = reader.next();
    rows[at + FIELDS.stateBytes] = reader.next();
  }
  if ((has & flags.share) !== 0) rows[at + FIELDS.share] = reader.next();
  if ((has & flags.loop) !== 0) rows[at + FIELDS.loop] = reader.next();
}

class NumberReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Throws where the bytes end within a number, or it is larger than a number can be. */
  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++];
      assert(byte !== undefined, 'a number ends in the bytes');
      value += (byte % 128) * scale;
      assert(Number.isSafeInteger(value), 'a number is a safe integer');
      if (byte < 128) return value;
    }
  }
}

import { mkdirSync, readdirSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROWS_A_FILE = 100_000;
const USERS = 200;
/** A whole number of windows since 1970. */
const START_S = 1_700_000_040;
/** Event time from a file to the next, and of a window. */
const FILE_S = 2;
export const WINDOW_S = 60;
/** New files that may wait to be read. */
const WAITING_MAX = 16;
/** So many files beyond those that waited at a start are read: all of them are done with then. */
const SURELY_DONE = 12;

/** A user whose only row ends the input: its time is far ahead. */
export const LAST_USER = 'the-last';

/**
 * A folder of files that the query deletes when it is done with them, refilled as fast as it reads: so the disk does not fill,
 * however long it goes on. A file's rows all have its time, and each user as many rows.
 */
export class SoakInput {
  readonly folder: string;
  readonly #aside: string;
  readonly #template: string;
  /** Files that were placed so far. */
  fed = 0;
  /** Files that a killed run had read and not deleted. */
  leftBehind = 0;
  #firstNew = 0;
  #rowsToCome = 0;

  constructor(folder: string) {
    this.folder = join(folder, 'input');
    this.#aside = join(folder, 'input-being-written');
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(this.#aside, { recursive: true });
    const lines = Array.from({ length: ROWS_A_FILE }, (_, row) => `{"time":@,"user":"u-${row % USERS}"}\n`);
    this.#template = lines.join('');
  }

  get rows(): number {
    return this.fed * ROWS_A_FILE;
  }

  /** A run starts: what waits now may have been read already. */
  runStarts(): void {
    this.#firstNew = this.fed;
    this.#rowsToCome = (this.#waiting().length + SURELY_DONE) * ROWS_A_FILE;
  }

  /** The run has read so many rows more. Removes what the run before it has read and left. */
  runHasRead(rows: number): void {
    const wasOpen = this.#rowsToCome > 0;
    this.#rowsToCome -= rows;
    if (!wasOpen || this.#rowsToCome > 0) return;
    for (const name of this.#waiting()) {
      if (Number.parseInt(name, 10) >= this.#firstNew) continue;
      unlinkSync(join(this.folder, name));
      this.leftBehind++;
    }
  }

  /** Places as many files as may wait. */
  refill(): void {
    const isNew = (name: string) => Number.parseInt(name, 10) >= this.#firstNew;
    for (let room = WAITING_MAX - this.#waiting().filter(isNew).length; room > 0; room--) {
      const time = START_S + this.fed * FILE_S;
      this.#place(this.#template.replaceAll('@', String(time)));
      this.fed++;
    }
  }

  /** Adds the row after which all windows are closed. */
  finish(): void {
    this.#place(`{"time":${START_S + 1_000_000_000},"user":"${LAST_USER}"}\n`);
  }

  /** Bytes that wait to be read or deleted. */
  bytes(): number {
    return this.#waiting().reduce((sum, name) => {
      return sum + (statSync(join(this.folder, name), { throwIfNoEntry: false })?.size ?? 0);
    }, 0);
  }

  /** More can never wait, in bytes. */
  get bytesMax(): number {
    return 3 * WAITING_MAX * this.#template.length * 1.5;
  }

  /** Rows of a user in the window that starts at this second. */
  expectedCount(windowStartS: number): number {
    const first = Math.max(0, Math.ceil((windowStartS - START_S) / FILE_S));
    const end = Math.min(this.fed, Math.ceil((windowStartS + WINDOW_S - START_S) / FILE_S));
    return (Math.max(0, end - first) * ROWS_A_FILE) / USERS;
  }

  #place(text: string): void {
    const name = `${String(this.fed).padStart(7, '0')}.json`;
    writeFileSync(join(this.#aside, name), text);
    renameSync(join(this.#aside, name), join(this.folder, name));
  }

  #waiting(): string[] {
    return readdirSync(this.folder);
  }
}

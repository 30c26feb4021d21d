import type { QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { FigureWriter, type QueryChange, type RunUpdate } from '../contract/run-update.ts';

/** Bytes of figures from which on the queries that are left wait for the next message. */
const figureBytes = 24_000;
/** Characters of texts from which on those that are left wait. */
const textChars = 6_000;

/** The texts of a query as they were told last. */
interface Told {
  id: string;
  message: string;
  progress: QuerySnapshot['lastProgress'];
  hasException: boolean;
  malformed: number;
  consoleText: string | null;
  pause: string;
}

/**
 * Makes of the snapshots of a run what is sent of them: each message has the figures of as many queries as fit and the texts that
 * have changed, those that have waited longest first. A run of 500 nodes fits whole, in far less than 64 kB.
 */
export class RunEncoder {
  readonly #writer = new FigureWriter();
  #runId = '';
  #since = -1;
  #told: Told[] = [];
  #firstFigures = 0;
  #firstTexts = 0;
  #isBehind = false;

  /** Whether the last message had no place for all there was to tell. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  next(snapshot: RunSnapshot): RunUpdate {
    const { runId, sequence, atMs, isActive, queries } = snapshot;
    if (runId !== this.#runId || queries.length !== this.#told.length) this.#begin(snapshot);
    this.#isBehind = false;
    const changes = this.#changes(queries);
    const figures = this.#figures(queries);
    const since = this.#since;
    this.#since = sequence;
    return { runId, sequence, since, atMs, isActive, changes, figures };
  }

  #begin({ runId, queries }: RunSnapshot): void {
    this.#runId = runId;
    this.#since = -1;
    this.#firstFigures = 0;
    this.#firstTexts = 0;
    this.#told = queries.map(() => ({
      id: '',
      message: '',
      progress: null,
      hasException: false,
      malformed: 0,
      consoleText: null,
      pause: 'null',
    }));
  }

  #figures(queries: readonly QuerySnapshot[]): Uint8Array {
    const first = this.#firstFigures;
    for (let done = 0; done < queries.length; done++) {
      const at = (first + done) % queries.length;
      if (this.#writer.length > figureBytes) {
        this.#firstFigures = at;
        this.#isBehind = true;
        break;
      }
      const query = queries[at];
      if (query !== undefined) this.#writer.add(at, query);
    }
    return this.#writer.take();
  }

  #changes(queries: readonly QuerySnapshot[]): QueryChange[] {
    const changes: QueryChange[] = [];
    const first = this.#firstTexts;
    let chars = 0;
    for (let done = 0; done < queries.length; done++) {
      const at = (first + done) % queries.length;
      const query = queries[at];
      const told = this.#told[at];
      if (query === undefined || told === undefined) continue;
      if (chars > textChars) {
        this.#firstTexts = at;
        this.#isBehind = true;
        break;
      }
      const change = changeOf(query, told);
      if (change === null) continue;
      changes.push({ at, ...change });
      chars += JSON.stringify(change).length;
    }
    return changes;
  }
}

/** What of a query's texts is not as it was told; takes note that it is told now. */
function changeOf(query: QuerySnapshot, told: Told): Omit<QueryChange, 'at'> | null {
  const change: { -readonly [Key in keyof QueryChange]?: QueryChange[Key] } = {};
  const { id, status, lastProgress, exception, malformed, consoleText, pause } = query;
  if (id !== told.id) {
    change.id = id;
    told.id = id;
  }
  if (status.message !== told.message) {
    change.message = status.message;
    told.message = status.message;
  }
  if (lastProgress !== told.progress) {
    change.progress = strippedProgress(lastProgress);
    told.progress = lastProgress;
  }
  if (exception !== null && !told.hasException) {
    change.exception = exception;
    told.hasException = true;
  }
  const records = Object.values(malformed).reduce((sum, { count }) => sum + count, 0);
  if (records !== told.malformed) {
    change.malformed = malformed;
    told.malformed = records;
  }
  if (consoleText !== told.consoleText) {
    change.consoleText = consoleText;
    told.consoleText = consoleText;
  }
  const paused = JSON.stringify(pause);
  if (paused !== told.pause) {
    change.pause = pause;
    told.pause = paused;
  }
  return Object.keys(change).length === 0 ? null : change;
}

function strippedProgress(progress: QuerySnapshot['lastProgress']): NonNullable<QueryChange['progress']> {
  if (progress === null) return { value: null, isObserved: false };
  const { observedMetrics, ...value } = progress;
  return { value, isObserved: observedMetrics !== undefined };
}

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '../data/random.ts';
import { type Blow, type Moment, nextBlow, placeOf } from './blow.ts';
import { readCommitted } from './committed-rows.ts';
import { compareRows, type RowDifference } from './compare-rows.ts';
import { Feeder } from './feeder.ts';
import { type Ended, ProgramProcess } from './program-process.ts';
import { LAST, type Trial, type TrialFolders } from './trial.ts';
import { watchTree } from './watch-tree.ts';

/** A blow falls at the latest after this time, in milliseconds, whatever it waited for. */
const WAIT_MS_MAX = 10_000;
/** A process that was asked politely and still runs after this time has not heard. */
const STOP_MS_MAX = 60_000;
/** So often the input grows from one blow to the next, at most. */
const FEEDS_A_ROUND = 60;
/** What a run says when it was interrupted (docs/command-line.md). */
const INTERRUPTED = 130;

/** What a trial went through and what came of it. */
export interface Endured extends RowDifference {
  readonly name: string;
  readonly kills: number;
  readonly terminations: number;
  /** Batches that were planned when the process was ended, and finished by a later one. */
  readonly replayed: number;
  readonly batches: number;
  readonly files: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  /** Files that the sink has committed. */
  readonly parts: number;
  /** The longest time from a polite signal to the end of the query; the process follows when compilers at work have let go of it. */
  readonly stopMsMax: number;
  /** What else is wrong, in words. */
  readonly faults: readonly string[];
}

export interface EndureOptions {
  /** The bundle of the command line. */
  readonly program: string;
  /** An empty folder for all that the trial writes. */
  readonly folder: string;
  readonly rounds: number;
  readonly seed: number;
  /** Hears of each blow that has fallen. */
  readonly struck?: (() => void) | undefined;
}

/** Runs a trial's pipeline on a growing input, ends it `rounds` times, lets it finish, and compares with one batch. */
export async function endure(trial: Trial, options: EndureOptions): Promise<Endured> {
  const { folder, seed } = options;
  const folders: TrialFolders = {
    root: folder,
    input: join(folder, 'input'),
    checkpoint: join(folder, 'checkpoint'),
    output: join(folder, 'output'),
  };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'pipeline.millrace.json');
  writeFileSync(file, JSON.stringify(trial.document(folders), null, 2));
  const feeder = new Feeder(trial.inputs, folders.input, seed);
  const course = new Course(trial, folders, options, file);
  feeder.start();
  try {
    await course.runRounds(() => feeder.allow(FEEDS_A_ROUND));
  } finally {
    feeder.finish();
  }
  return { ...course.counts, files: feeder.fed.files, rowsIn: feeder.fed.rows, ...(await course.compare()) };
}

class Course {
  readonly #trial: Trial;
  readonly #folders: TrialFolders;
  readonly #options: EndureOptions;
  readonly #file: string;
  readonly #faults: string[] = [];
  #kills = 0;
  #terminations = 0;
  #replayed = 0;
  #stopMsMax = 0;

  constructor(trial: Trial, folders: TrialFolders, options: EndureOptions, file: string) {
    this.#trial = trial;
    this.#folders = folders;
    this.#options = options;
    this.#file = file;
  }

  get counts() {
    return {
      name: this.#trial.name,
      kills: this.#kills,
      terminations: this.#terminations,
      replayed: this.#replayed,
      stopMsMax: this.#stopMsMax,
    };
  }

  /** Ends the program again and again; gives up at the first fault. `begins` hears of each round. */
  async runRounds(begins: () => void): Promise<void> {
    const random = new SeededRandom(this.#options.seed);
    for (let round = 1; round <= this.#options.rounds && this.#faults.length === 0; round++) {
      const blow = nextBlow(random);
      begins();
      const unfinished = this.#unfinished();
      await this.#strike(blow, round);
      if (unfinished !== null && this.#last('commits') >= unfinished) this.#replayed++;
      this.#options.struck?.();
    }
  }

  async #strike({ signal, moment }: Blow, round: number): Promise<void> {
    const waited = new AbortController();
    const struck = this.#moment(moment, waited.signal);
    const running = new ProgramProcess(this.#options.program, [...this.#arguments, '--follow']);
    const fell = await Promise.race([struck.come(running).then(() => true), running.ended.then(() => false)]);
    waited.abort();
    struck.end();
    if (!fell) return this.#blame(round, 'ended by itself', await running.ended);
    const at = performance.now();
    running.kill(signal);
    if (signal === 'SIGKILL') {
      this.#kills++;
      const ended = await running.ended;
      if (ended.signal !== 'SIGKILL') this.#blame(round, 'ended by itself', ended);
      return;
    }
    this.#terminations++;
    const deadline = setTimeout(() => running.kill('SIGKILL'), STOP_MS_MAX);
    await Promise.race([running.first('query-terminated'), running.ended]);
    this.#stopMsMax = Math.max(this.#stopMsMax, performance.now() - at);
    const ended = await running.ended;
    clearTimeout(deadline);
    const last = ended.lines.find(({ type }) => type === 'query-terminated');
    const isClean = ended.code === INTERRUPTED && ended.rest === '' && last?.exception === null;
    if (!isClean) this.#blame(round, 'no clean end after SIGTERM', ended);
  }

  /** Waits for the moment of a blow; starts to look before the process starts. */
  #moment(
    moment: Moment,
    signal: AbortSignal,
  ): { readonly come: (running: ProgramProcess) => Promise<unknown>; readonly end: () => void } {
    const pause = (delayMs: number) => sleep(delayMs, undefined, { signal }).catch(() => undefined);
    const none = () => undefined;
    const late = () => pause(WAIT_MS_MAX);
    switch (moment.after) {
      case 'start':
        return { come: () => pause(moment.delayMs), end: none };
      case 'query-started':
        return {
          come: (running) => Promise.race([running.first('query-started').then(() => pause(moment.delayMs)), late()]),
          end: none,
        };
      case 'file': {
        let left = moment.count;
        let seen: () => void = none;
        const appeared = new Promise<void>((resolve) => {
          seen = resolve;
        });
        const end = watchTree(this.#options.folder, (path) => {
          if (placeOf(path) === moment.place && --left === 0) seen();
        });
        const then = () => (moment.delayMs === 0 ? undefined : pause(moment.delayMs));
        return { come: () => Promise.race([appeared.then(then), late()]), end };
      }
    }
  }

  /** Lets the query finish what there is, runs a batch over the same input, and holds one against the other. */
  async compare(): Promise<
    Omit<Endured, 'name' | 'kills' | 'terminations' | 'replayed' | 'stopMsMax' | 'files' | 'rowsIn'>
  > {
    const { answer } = this.#trial;
    const nothing = { lost: 0, doubled: 0, strange: 0, examples: [], rowsOut: 0, parts: 0 };
    const asked = answer.from === 'table' ? ['--sql', answer.sql] : [];
    const unfinished = this.#unfinished();
    if (this.#faults.length === 0) {
      const last = await new ProgramProcess(this.#options.program, [...this.#arguments, ...asked]).ended;
      if (last.code !== 0) this.#blame(null, 'the last run did not end well', last);
      else if (unfinished !== null && this.#last('commits') >= unfinished) this.#replayed++;
      if (last.code === 0) return this.#hold(last, asked);
    }
    return { ...nothing, batches: this.#last('commits') + 1, faults: this.#faults };
  }

  async #hold(last: Ended, asked: readonly string[]) {
    const { answer } = this.#trial;
    const whole = join(this.#folders.root, 'batch');
    const aside = answer.from === 'files' ? ['--set', `${answer.sinkNodeId}.path=${whole}`] : asked;
    const batch = await new ProgramProcess(this.#options.program, [
      ...['run', this.#file, '--json', '--mode', 'batch'],
      ...aside,
    ]).ended;
    if (batch.code !== 0) this.#blame(null, 'the batch did not end well', batch);
    const stream = answer.from === 'files' ? readCommitted(this.#folders.output) : answered(last);
    const expected = answer.from === 'files' ? readCommitted(whole) : answered(batch);
    this.#faults.push(...stream.faults, ...expected.faults);
    const rows = stream.rows.filter(isFinal);
    const batches = this.#last('commits') + 1;
    if (rows.length === 0) this.#faults.push('there is no row to compare');
    return {
      ...compareRows(expected.rows.filter(isFinal), rows),
      rowsOut: rows.length,
      parts: stream.parts,
      batches,
      faults: this.#faults,
    };
  }

  get #arguments(): readonly string[] {
    return ['run', this.#file, '--json', '--checkpoint', this.#folders.checkpoint];
  }

  /** The batch that is planned and not finished, by the checkpoint's own files; null where there is none. */
  #unfinished(): number | null {
    const planned = this.#last('offsets');
    return planned > this.#last('commits') ? planned : null;
  }

  /** The last batch of a log; -1 for none. */
  #last(log: 'offsets' | 'commits'): number {
    const { checkpoint } = this.#folders;
    const queries = existsSync(checkpoint) ? readdirSync(checkpoint) : [];
    const names = queries.flatMap((query) => {
      const folder = join(checkpoint, query, log);
      return existsSync(folder) ? readdirSync(folder) : [];
    });
    return names.filter((name) => /^\d+$/.test(name)).reduce((last, name) => Math.max(last, Number(name)), -1);
  }

  #blame(round: number | null, what: string, { code, signal, err }: Ended): void {
    const at = round === null ? '' : `round ${round}: `;
    this.#faults.push(`${at}${what} (${signal ?? `code ${code}`})\n${err.slice(-2000)}`);
  }
}

function isFinal(row: string): boolean {
  return !row.includes(LAST);
}

/** The rows of the only answer of a run. */
function answered({ lines }: Ended): { readonly rows: string[]; readonly parts: number; readonly faults: string[] } {
  const rows = lines.find(({ type }) => type === 'result')?.rows;
  if (!Array.isArray(rows)) return { rows: [], parts: 0, faults: ['a run gave no answer'] };
  return { rows: rows.map((row) => JSON.stringify(row)), parts: 0, faults: [] };
}

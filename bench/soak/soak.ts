/**
 * The soak: a query with state, a checkpoint and a file sink at full speed for as long as one likes, ended and started again at
 * random, watched from outside. Memory, descriptors, threads and the checkpoint must stay as they are, and the counts must be
 * right in the end. Started by `scripts/soak.mjs`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCommitted } from '../crash/committed-rows.ts';
import { type Ended, type OutputLine, ProgramProcess } from '../crash/program-process.ts';
import { SeededRandom } from '../data/random.ts';
import { filesBelow } from '../measure/new-files.ts';
import { figuresOf, tellsFigures } from './process-figures.ts';
import type { Sample } from './sample.ts';
import { readSoakArguments } from './soak-arguments.ts';
import { LAST_USER, SoakInput } from './soak-input.ts';
import { soakPipeline } from './soak-pipeline.ts';
import { sampleLine, sampleTitle, soakReport } from './soak-report.ts';

export interface SoakHost {
  /** The bundle of the command line. */
  readonly program: string;
  /** For all that is written; stays where something is wrong. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

const SAMPLE_MS = 1000;
const REFILL_MS = 10;
/** Lines that a soak prints while it goes on. */
const LINES = 40;
/** Shortest and longest life of a process, as shares of the whole time. */
const LIFE = { least: 0.04, most: 0.2 };
const INTERRUPTED = 130;

/** Runs the soak. @returns the exit code: 1 where anything is wrong or grows, 2 for wrong usage */
export async function runSoak(args: readonly string[], { program, folder, say }: SoakHost): Promise<number> {
  const options = readSoakArguments(args, Math.floor(Math.random() * 1e9));
  if ('problem' in options) {
    say(options.problem);
    return 2;
  }
  if (!tellsFigures) {
    say('Only Linux tells what a process holds (/proc).');
    return 2;
  }
  const { minutes, seed } = options;
  say(`${minutes} minutes, seed ${seed}`);
  const root = join(folder, `seed-${seed}`);
  rmSync(root, { recursive: true, force: true });
  const soak = new Soak(program, root, minutes * 60, seed, say);
  await soak.run();
  const { lines, isWell } = soakReport(await soak.finish());
  for (const line of lines) say(line);
  say(isWell ? `all is well (seed ${seed})` : `not well (seed ${seed}); all is kept in ${root}`);
  if (isWell) rmSync(root, { recursive: true, force: true });
  return isWell ? 0 : 1;
}

class Soak {
  readonly #program: string;
  readonly #seconds: number;
  readonly #random: SeededRandom;
  readonly #say: (line: string) => void;
  readonly #input: SoakInput;
  readonly #output: string;
  readonly #checkpoint: string;
  readonly #file: string;
  readonly #began = performance.now();
  readonly #samples: Sample[] = [];
  readonly #faults: string[] = [];
  #kills = 0;
  #stops = 0;
  #rows = 0;

  constructor(program: string, root: string, seconds: number, seed: number, say: (line: string) => void) {
    this.#program = program;
    this.#seconds = seconds;
    this.#random = new SeededRandom(seed);
    this.#say = say;
    mkdirSync(root, { recursive: true });
    this.#input = new SoakInput(root);
    this.#output = join(root, 'output');
    this.#checkpoint = join(root, 'checkpoint');
    this.#file = join(root, 'pipeline.millrace.json');
    writeFileSync(this.#file, JSON.stringify(soakPipeline(this.#input.folder, this.#output), null, 2));
  }

  /** One process after the other, until the time is over or one has failed. */
  async run(): Promise<void> {
    this.#say(sampleTitle);
    for (let life = 0; this.#leftS > 0 && this.#faults.length === 0; life++) {
      const share = LIFE.least + ((LIFE.most - LIFE.least) * this.#random.below(1000)) / 1000;
      const isKilled = this.#random.below(2) === 0;
      await this.#live(life, Math.min(this.#leftS, share * this.#seconds), isKilled);
    }
  }

  /** Lets the query count the rest, and checks what it has written. */
  async finish() {
    this.#input.finish();
    if (this.#faults.length === 0) {
      const last = await new ProgramProcess(this.#program, this.#arguments).ended;
      if (last.code !== 0) this.#blame('the last run did not end well', last);
      else this.#check();
    }
    return {
      samples: this.#samples,
      faults: this.#faults,
      kills: this.#kills,
      stops: this.#stops,
      files: this.#input.fed,
      leftBehind: this.#input.leftBehind,
      rows: this.#input.rows,
      inputBytesMax: this.#input.bytesMax,
      outputBytes: sizeOf(filesBelow(this.#output)),
    };
  }

  async #live(life: number, lifeS: number, isKilled: boolean): Promise<void> {
    this.#input.runStarts();
    const running = new ProgramProcess(this.#program, [...this.#arguments, '--follow'], (line) => this.#hear(line));
    const bornS = this.#atS;
    let ended: Ended | null = null;
    void running.ended.then((how) => {
      ended = how;
    });
    let nextSampleS = bornS + SAMPLE_MS / 1000;
    while (ended === null && this.#atS - bornS < lifeS) {
      this.#input.refill();
      if (this.#atS >= nextSampleS) {
        this.#look(running.pid, life, this.#atS - bornS);
        nextSampleS += SAMPLE_MS / 1000;
      }
      await sleep(REFILL_MS);
    }
    if (ended !== null) return this.#blame('ended by itself', ended);
    running.kill(isKilled ? 'SIGKILL' : 'SIGTERM');
    const how = await running.ended;
    if (isKilled) this.#kills++;
    else this.#stops++;
    if (!isKilled && how.code !== INTERRUPTED) this.#blame('no clean end after SIGTERM', how);
  }

  #look(pid: number, life: number, ageS: number): void {
    const figures = figuresOf(pid);
    if (figures === null) return;
    const sample: Sample = {
      ...figures,
      atS: this.#atS,
      life,
      ageS,
      input: this.#input.bytes(),
      checkpoint: this.#checkpointBytes((path) => !path.includes('/sources/')),
      sourceLog: this.#checkpointBytes((path) => path.includes('/sources/')),
      files: this.#input.fed,
      rows: this.#rows,
    };
    const line = (atS: number) => Math.floor((atS / this.#seconds) * LINES);
    const before = this.#samples.at(-1);
    if (before === undefined || line(sample.atS) > line(before.atS)) this.#say(sampleLine(sample));
    this.#samples.push(sample);
  }

  #hear({ type, progress }: OutputLine): void {
    if (type !== 'progress') return;
    const { numInputRows } = progress as { readonly numInputRows: number };
    this.#rows += numInputRows;
    this.#input.runHasRead(numInputRows);
  }

  /** Each user's count of each window, once, and all of them. */
  #check(): void {
    const { rows, faults } = readCommitted(this.#output);
    this.#faults.push(...faults);
    const seen = new Set<string>();
    let counted = 0;
    for (const row of rows) {
      const { user, window, count } = JSON.parse(row) as { user: string; window: { start: string }; count: number };
      if (user === LAST_USER) continue;
      const key = `${user} ${window.start}`;
      if (seen.has(key)) this.#faults.push(`${key} is there twice`);
      seen.add(key);
      const expected = this.#input.expectedCount(Date.parse(window.start) / 1000);
      if (count !== expected) this.#faults.push(`${key} has ${count} in place of ${expected}`);
      counted += count;
    }
    if (counted !== this.#input.rows) this.#faults.push(`${counted} rows are counted of ${this.#input.rows}`);
    this.#faults.splice(FAULTS_MAX);
  }

  #checkpointBytes(counts: (path: string) => boolean): number {
    try {
      return sizeOf([...filesBelow(this.#checkpoint)].filter(([path]) => counts(path)));
    } catch {
      // A file has gone between its name and its size.
      const before = this.#samples.at(-1);
      return before?.checkpoint ?? 0;
    }
  }

  #blame(what: string, { code, signal, err }: Ended): void {
    this.#faults.push(`${what} (${signal ?? `code ${code}`})\n${err.slice(-2000)}`);
  }

  get #arguments(): readonly string[] {
    return ['run', this.#file, '--json', '--checkpoint', this.#checkpoint];
  }

  get #atS(): number {
    return (performance.now() - this.#began) / 1000;
  }

  get #leftS(): number {
    return this.#seconds - this.#atS;
  }
}

/** Faults that are told of: one is enough to know. */
const FAULTS_MAX = 10;

function sizeOf(files: Iterable<readonly [string, number]>): number {
  let sum = 0;
  for (const [, size] of files) sum += size;
  return sum;
}

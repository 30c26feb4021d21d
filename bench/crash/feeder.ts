import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom } from '../data/random.ts';
import type { GrowingInput } from './trial.ts';

/** Shortest and longest time between two files, in milliseconds; now and then several come at once. */
const PAUSE_MS = { least: 5, most: 60 };
const BURST = 6;

export interface Fed {
  files: number;
  rows: number;
}

/** Makes the folders of a trial's inputs grow: file after file, each written aside and moved into place. */
export class Feeder {
  readonly fed: Fed = { files: 0, rows: 0 };
  readonly #inputs: readonly GrowingInput[];
  readonly #folder: string;
  readonly #seed: number;
  readonly #pace: SeededRandom;
  #timer: NodeJS.Timeout | undefined;
  #next = 0;
  #allowed = 0;

  /** `folder` gets a folder an input. The files' content depends on `seed` alone. */
  constructor(inputs: readonly GrowingInput[], folder: string, seed: number) {
    this.#inputs = inputs;
    this.#folder = folder;
    this.#seed = seed;
    this.#pace = new SeededRandom(seed);
    for (const { nodeId } of inputs) mkdirSync(join(folder, nodeId), { recursive: true });
    mkdirSync(this.#aside, { recursive: true });
  }

  /** Feeds at random times, as often as it is allowed, until it is finished. */
  start(): void {
    const { least, most } = PAUSE_MS;
    const wait = this.#pace.below(20) === 0 ? BURST * most : least + this.#pace.below(most - least);
    this.#timer = setTimeout(() => {
      const files = Math.min(this.#allowed, this.#pace.below(20) === 0 ? BURST : 1);
      for (let i = 0; i < files; i++) this.feed();
      this.#allowed -= files;
      this.start();
    }, wait);
  }

  /** Lets it feed so many times from now on: a machine on which processes start slowly must not be buried. */
  allow(times: number): void {
    this.#allowed = times;
  }

  /** Adds the next file of each input. */
  feed(): void {
    for (const [i, input] of this.#inputs.entries()) {
      const random = new SeededRandom(this.#seed + 7919 * this.#next + i);
      this.#place(input, input.lines(this.#next, random));
    }
    this.#next++;
  }

  /** Adds the last line of each input. Nothing is fed afterwards. */
  finish(): void {
    clearTimeout(this.#timer);
    for (const input of this.#inputs) this.#place(input, [input.lastLine]);
  }

  #place({ nodeId }: GrowingInput, lines: readonly string[]): void {
    const name = `${String(this.fed.files++).padStart(6, '0')}.json`;
    this.fed.rows += lines.length;
    const aside = join(this.#aside, `${nodeId}-${name}`);
    writeFileSync(aside, lines.map((line) => `${line}\n`).join(''));
    renameSync(aside, join(this.#folder, nodeId, name));
  }

  get #aside(): string {
    return join(this.#folder, 'being-written');
  }
}

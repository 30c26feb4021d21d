import type { SeededRandom } from '../data/random.ts';

/** Folders in which a file's appearance marks a step of a batch. */
export const PLACES = ['sources', 'offsets', 'state', 'output', 'output-log', 'commits'] as const;
export type Place = (typeof PLACES)[number];

/** When a run is ended. */
export type Moment =
  | { readonly after: 'start'; readonly delayMs: number }
  | { readonly after: 'query-started'; readonly delayMs: number }
  /** When so many names have appeared in one of the place's folders, counted from the start of the process. */
  | { readonly after: 'file'; readonly place: Place; readonly count: number; readonly delayMs: number };

/** How a run is ended: by force, or by a polite signal that it answers. */
export interface Blow {
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly moment: Moment;
}

/** Time in which a process has started and worked for a while, in milliseconds. */
const STARTING_MS = 1500;
const WORKING_MS = 600;
const FILES_MAX = 25;
/** A batch's steps follow one another in this time. */
const STEP_MS = 5;

/** The next blow: most meet a step of a batch, some the start, some any time; every eighth is polite. */
export function nextBlow(random: SeededRandom): Blow {
  const kind = random.below(8);
  if (kind === 0) return { signal: 'SIGTERM', moment: whileWorking(random) };
  if (kind === 1) return { signal: 'SIGKILL', moment: { after: 'start', delayMs: random.below(STARTING_MS) } };
  if (kind <= 3) return { signal: 'SIGKILL', moment: whileWorking(random) };
  const delayMs = random.below(2) === 0 ? 0 : random.below(STEP_MS);
  const count = 1 + random.below(FILES_MAX);
  return { signal: 'SIGKILL', moment: { after: 'file', place: random.pick(PLACES), count, delayMs } };
}

function whileWorking(random: SeededRandom): Moment {
  return { after: 'query-started', delayMs: random.below(WORKING_MS) };
}

/** The place that a name belongs to, by its path below the trial's folder; null for all else. */
export function placeOf(path: string): Place | null {
  const [top = '', ...below] = path.split('/');
  if (top === 'output') return below[0] === '_spark_metadata' ? 'output-log' : 'output';
  const place = PLACES.find((name) => name === below[1]);
  return top === 'checkpoint' && below.length > 2 && place !== undefined ? place : null;
}

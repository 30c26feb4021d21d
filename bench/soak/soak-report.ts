import { bytesText } from '../report/words.ts';
import { type Course, courseOf, type Tolerance } from './flatness.ts';
import type { Sample } from './sample.ts';

/** What a soak went through. */
export interface Soaked {
  readonly samples: readonly Sample[];
  readonly faults: readonly string[];
  readonly kills: number;
  readonly stops: number;
  readonly files: number;
  readonly leftBehind: number;
  readonly rows: number;
  /** More input than this must never wait. */
  readonly inputBytesMax: number;
  readonly outputBytes: number;
}

interface Figure {
  readonly name: string;
  readonly of: (sample: Sample) => number;
  readonly text: (value: number) => string;
  readonly tolerance: Tolerance;
}

const MEGABYTE = 1_000_000;
/** What the log of the source may take for each file that was ever read: its path, twice while it is put together. */
const LOG_BYTES_A_FILE_MAX = 600;
const number = (value: number) => String(Math.round(value));

const FIGURES: readonly Figure[] = [
  { name: 'memory', of: ({ memory }) => memory, text: bytesText, tolerance: { share: 0.15, besides: 10 * MEGABYTE } },
  { name: 'descriptors', of: ({ descriptors }) => descriptors, text: number, tolerance: { share: 0, besides: 4 } },
  { name: 'threads', of: ({ threads }) => threads, text: number, tolerance: { share: 0, besides: 1 } },
  {
    name: 'checkpoint',
    of: ({ checkpoint }) => checkpoint,
    text: bytesText,
    tolerance: { share: 0.25, besides: MEGABYTE / 5 },
  },
];

const WIDTHS = [7, 5, 7, 9, 12, 8, 9, 11, 11, 8, 9];
const aligned = (cells: readonly string[]) => cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 0)).join(' ');

export const sampleTitle = aligned([
  ...['at', 'life', 'age', 'memory', 'descriptors', 'threads', 'input', 'checkpoint', 'source log', 'files', 'rows'],
]);

export function sampleLine(sample: Sample): string {
  const { atS, life, ageS, memory, descriptors, threads, input, checkpoint, sourceLog, files, rows } = sample;
  return aligned([
    ...[`${Math.round(atS)} s`, number(life), `${Math.round(ageS)} s`, bytesText(memory), number(descriptors)],
    ...[number(threads), bytesText(input), bytesText(checkpoint), bytesText(sourceLog), number(files)],
    `${(rows / 1e6).toFixed(1)} M`,
  ]);
}

/** What came of it: each figure early and late, and whether all is as it should be. */
export function soakReport(soaked: Soaked): { readonly lines: readonly string[]; readonly isWell: boolean } {
  const { samples, faults, kills, stops, files, leftBehind, rows, inputBytesMax, outputBytes } = soaked;
  const courses = FIGURES.map(({ name, of, text, tolerance }) => ({
    course: courseOf(name, samples, of, tolerance),
    text,
  }));
  const inputMost = samples.reduce((most, { input }) => Math.max(most, input), 0);
  const last = samples.at(-1);
  const logBytes = last === undefined ? 0 : last.sourceLog / Math.max(1, last.files);
  const wrong = [
    ...faults,
    ...courses.flatMap(({ course: { name, fault } }) => (fault === null ? [] : [`${name}: ${fault}`])),
    ...(inputMost > inputBytesMax ? [`input: ${bytesText(inputMost)} waited`] : []),
    ...(logBytes > LOG_BYTES_A_FILE_MAX ? [`source log: ${Math.round(logBytes)} bytes a file`] : []),
  ];
  const lines = [
    '',
    ...courses.map(({ course, text }) => courseText(course, text)),
    `source log: ${Math.round(logBytes)} bytes for each file ever read; input at its most ${bytesText(inputMost)}; output ${bytesText(outputBytes)}`,
    '',
    ...wrong,
    `${kills} kills and ${stops} clean stops, ${files} files (${leftBehind} read and not deleted by a killed run), ${(rows / 1e6).toFixed(1)} M rows`,
  ];
  return { lines, isWell: wrong.length === 0 };
}

function courseText({ name, early, late, most, hourly, fault }: Course, text: (value: number) => string): string {
  const sign = (value: number) => `${value < 0 ? '-' : '+'}${text(Math.abs(value))}`;
  const slope = hourly === null ? 'too short lives for a slope' : `${sign(hourly)} an hour within a life`;
  return `${name}: ${text(early)} early, ${text(late)} late, ${text(most)} at most, ${slope}: ${fault ?? 'flat'}`;
}

import type { FilesScript } from '../../engine/testing/run-files.ts';
import { CsvLines } from './csv-lines.ts';
import { Dice } from './dice.ts';
import { JsonLines } from './json-lines.ts';
import { mutated } from './mutate-bytes.ts';
import { randomQuery, type TrialFormat, type TrialQuery } from './random-query.ts';
import { word } from './random-values.ts';

/** One query over files of broken lines. */
export interface ByteTrial {
  readonly seed: number;
  readonly format: TrialFormat;
  readonly script: Omit<FilesScript, 'files'>;
  /** Bytes of a range where the input is cut. */
  readonly rangeBytes: number;
  /** The lines of each file with their ends; a file is a micro-batch. */
  readonly files: readonly TrialFile[];
}

export interface TrialFile {
  readonly lines: readonly Buffer[];
  /** Lines that are not as a writer of the schema would have written them. */
  readonly mutated: number;
}

const FORMATS: readonly TrialFormat[] = ['json', 'json', 'json', 'csv', 'csv', 'text'];
/** Lines that a trial's files share out among them: seldom so many that a file is longer than a block. */
const LINES = [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 6000];

/** The query of a trial; its files cost time, so that they are written by a call of its own. */
export function trialQuery(seed: number): { readonly query: TrialQuery; withFiles(): ByteTrial } {
  const dice = new Dice(seed);
  const query = randomQuery(dice, dice.pick(FORMATS));
  return {
    query,
    withFiles: () => ({
      seed,
      format: query.format,
      script: query.script,
      rangeBytes: dice.pick([100, 1000, 10_000]),
      files: filesOf(dice, query),
    }),
  };
}

function filesOf(dice: Dice, query: TrialQuery): TrialFile[] {
  // One broken line ends a query that fails fast, so that many short files say more than one long one.
  const failsFast = query.script.schema?.mode === 'FAILFAST';
  const count = failsFast ? 1 : dice.pick([1, 2, 4, 12]);
  const share = failsFast ? dice.pick([0.002, 0.01, 0.05]) : dice.pick([0.1, 0.5, 0.9, 0.9]);
  const lines = failsFast ? dice.between(1, 200) : Math.ceil(dice.pick(LINES) / count);
  return Array.from({ length: count }, () => fileOf(dice, query, lines, share));
}

function fileOf(dice: Dice, query: TrialQuery, count: number, share: number): TrialFile {
  const writer = writerOf(dice, query);
  const ends =
    query.lineEnd === null ? dice.pick([['\n'], ['\n'], ['\n'], ['\r\n'], ['\n', '\r\n', '\r']]) : [query.lineEnd];
  const lines: Buffer[] = [];
  if (query.hasHeader) lines.push(Buffer.from(`${writer.header()}${dice.pick(ends)}`));
  let broken = 0;
  let other = Buffer.from(writer.line());
  for (let i = 0; i < count; i++) {
    if (dice.chance(0.005)) writer.restyle();
    const line = Buffer.from(writer.line());
    const end = Buffer.from(dice.pick(ends));
    const isBroken = dice.chance(share);
    if (isBroken) broken++;
    const isLast = i === count - 1 && dice.chance(0.3);
    lines.push(Buffer.concat([isBroken ? mutated(dice, line, other) : line, ...(isLast ? [] : [end])]));
    other = line;
  }
  if (dice.chance(0.05)) lines.unshift(Buffer.from('\ufeff'));
  return { lines, mutated: broken };
}

interface LineWriter {
  header(): string;
  line(): string;
  restyle(): void;
}

function writerOf(dice: Dice, { format, written, signs }: TrialQuery): LineWriter {
  if (format === 'csv') return new CsvLines(dice, written, signs);
  if (format === 'text') return { header: () => '', line: () => word(dice), restyle: () => undefined };
  const lines = new JsonLines(dice, written);
  return { header: () => '', line: () => lines.line(), restyle: () => lines.restyle() };
}

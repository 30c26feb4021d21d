/**
 * The files that are measured, made once into a cache folder: the same bytes on every machine, from a seed. A set that is
 * there with the sizes that were noted is taken as it is.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom } from './random.ts';
import { writeLines } from './write-lines.ts';

/** One line of a set, without its line end; `index` counts from 0 over all files of the set. */
export type LineMaker = (index: number, random: SeededRandom) => string;

export interface DataSetSpec {
  /** Names its folder; say in it what is in it. */
  readonly name: string;
  /** Counts up when the lines change, so that what was made before is made anew. */
  readonly version: number;
  readonly seed: number;
  readonly rows: number;
  /** The rows are spread evenly over so many files. */
  readonly files: number;
  /** With the dot. */
  readonly extension: string;
  /** A first line of each file, for formats with one. */
  readonly header?: string | undefined;
  /** Makes what lines are made of; called once, and only if the set is not there. */
  readonly lines: (rows: number) => LineMaker;
}

export interface DataSet {
  readonly folder: string;
  /** Full paths, in order. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

interface Note {
  readonly version: number;
  readonly seed: number;
  readonly rows: number;
  readonly sizes: readonly number[];
}

const NOTE = 'made.json';

/** The set's files, made where they are not there yet. `say` hears of it. */
export function provideDataSet(cache: string, spec: DataSetSpec, say: (line: string) => void): DataSet {
  const folder = join(cache, `${spec.name}-${spec.rows}-in-${spec.files}`);
  const names = Array.from({ length: spec.files }, (_, i) => `part-${String(i).padStart(3, '0')}${spec.extension}`);
  // The note is beside the files' own folder, so that a source that is given the folder reads nothing else.
  const data = join(folder, 'data');
  const known = knownSizes(folder, data, names, spec);
  const sizes = known ?? make(folder, names, spec, say);
  return {
    folder: data,
    files: names.map((name) => join(data, name)),
    rows: spec.rows,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

function knownSizes(
  folder: string,
  data: string,
  names: readonly string[],
  spec: DataSetSpec,
): readonly number[] | null {
  const path = join(folder, NOTE);
  if (!existsSync(path)) return null;
  const note: Note = JSON.parse(readFileSync(path, 'utf8'));
  if (note.version !== spec.version || note.seed !== spec.seed || note.rows !== spec.rows) return null;
  const isThere = names.every((name, i) => {
    const facts = statSync(join(data, name), { throwIfNoEntry: false });
    return facts?.size === note.sizes[i];
  });
  return isThere ? note.sizes : null;
}

/** Made aside and moved into place as a whole: what was interrupted is not taken for a set. */
function make(folder: string, names: readonly string[], spec: DataSetSpec, say: (line: string) => void): number[] {
  say(`making ${spec.rows.toLocaleString('en')} rows of ${spec.name}`);
  const aside = `${folder}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(join(aside, 'data'), { recursive: true });
  const random = new SeededRandom(spec.seed);
  const line = spec.lines(spec.rows);
  const sizes = names.map((name, i) => {
    const from = Math.floor((spec.rows * i) / names.length);
    const to = Math.floor((spec.rows * (i + 1)) / names.length);
    return writeLines(join(aside, 'data', name), spec.header, from, to, (index) => line(index, random));
  });
  const note: Note = { version: spec.version, seed: spec.seed, rows: spec.rows, sizes };
  writeFileSync(join(aside, NOTE), `${JSON.stringify(note)}\n`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
  return sizes;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSetSpec, LineMaker } from './data-set.ts';
import type { SeededRandom } from './random.ts';

/** One event of the lab's sample. */
interface LabEvent {
  /** Seconds since 1970. */
  readonly time: number;
  readonly action: string;
}

/** The lab's own lines, over and over: `{"time":1469501107,"action":"Open"}`. */
export function labEvents(root: string, rows: number, files: number): DataSetSpec {
  return {
    name: 'lab',
    version: 1,
    seed: 0,
    rows,
    files,
    extension: '.json',
    lines: () => {
      const sample = sampleLines(root);
      return (index) => sample[index % sample.length] ?? '';
    },
  };
}

/** The lab's events as `time,action` with a header. */
export function labCsv(root: string, rows: number): DataSetSpec {
  return {
    name: 'lab-csv',
    version: 1,
    seed: 0,
    rows,
    files: 1,
    extension: '.csv',
    header: 'time,action',
    lines: () => {
      const sample = sampleEvents(root).map(({ time, action }) => `${time},${action}`);
      return (index) => sample[index % sample.length] ?? '';
    },
  };
}

/**
 * The lab's events as a careless writer has them: keys in another order on each line, fields that nobody asked for, spaces here and
 * there, escapes in texts and now and then in the action itself.
 */
export function untidyLabEvents(root: string, rows: number): DataSetSpec {
  return {
    name: 'lab-untidy',
    version: 1,
    seed: 5,
    rows,
    files: 1,
    extension: '.json',
    lines: () => untidyLine(sampleEvents(root)),
  };
}

const NOTES = [
  'no remark',
  'said \\"open it\\"',
  'path C:\\\\doors\\\\7',
  'line one\\nline two',
  'caf\\u00e9, caf\u00e9',
] as const;

function untidyLine(events: readonly LabEvent[]): LineMaker {
  return (index, random) => {
    const { time, action } = events[index % events.length] ?? { time: 0, action: '' };
    const space = () => (random.below(3) === 0 ? ' ' : '');
    const written = random.below(64) === 0 ? escaped(action) : action;
    const fields = [`"time":${space()}${time}`, `"action":${space()}"${written}"`, ...extraFields(random)];
    for (let at = fields.length - 1; at > 0; at--) {
      const other = random.below(at + 1);
      [fields[at], fields[other]] = [fields[other] ?? '', fields[at] ?? ''];
    }
    return `{${space()}${fields.join(`,${space()}`)}${space()}}`;
  };
}

function extraFields(random: SeededRandom): string[] {
  const fields = [`"door":"door-${random.below(40)}"`];
  if (random.below(2) === 0) fields.push(`"note":"${random.pick(NOTES)}"`);
  if (random.below(4) === 0) fields.push(`"level":${random.below(1000) / 10}`);
  if (random.below(8) === 0) fields.push(`"tags":["a",{"b":[1,2]}]`);
  return fields;
}

/** The first letter as an escape: the same text, written otherwise. */
function escaped(text: string): string {
  return `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}${text.slice(1)}`;
}

function sampleLines(root: string): string[] {
  const folder = join(root, 'assets', 'samples', 'lab5');
  return readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
}

function sampleEvents(root: string): LabEvent[] {
  return sampleLines(root).map((line) => JSON.parse(line));
}

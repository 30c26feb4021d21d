import type { OperatorState, StateEntryWriter } from '../../engine/state/state-table.ts';
import type { FaultDisk } from '../../engine/testing/fault-disk.ts';
import type { CaseBatch } from '../case-format.ts';

/** What can be seen of a query once all its input is through, by batch where it is a batch's. */
export interface CrashOutcome {
  /** But for the rows, which the sink has. */
  readonly batches: ReadonlyMap<number, Omit<CaseBatch, 'rows'>>;
  readonly sink: ReadonlyMap<number, string>;
  /** Offset and commit logs by name, with what they say: ranges, times, watermarks. */
  readonly logs: ReadonlyMap<string, string>;
  /** Every entry of every table, in its order. */
  readonly state: readonly string[];
  /** What ended the query, if it was not stopped. */
  readonly fails: string | null;
}

/** The first thing in which two outcomes differ; null where there is none. */
export function differenceOf(found: CrashOutcome, wanted: CrashOutcome): string | null {
  if (found.fails !== wanted.fails) return `ends by ${found.fails}, wanted ${wanted.fails}`;
  return (
    inMaps('rows of batch', found.sink, wanted.sink) ??
    inMaps('batch', found.batches, wanted.batches) ??
    inMaps('log', found.logs, wanted.logs) ??
    inLists(found.state, wanted.state)
  );
}

function inMaps<Key>(what: string, found: ReadonlyMap<Key, unknown>, wanted: ReadonlyMap<Key, unknown>): string | null {
  for (const key of new Set([...wanted.keys(), ...found.keys()])) {
    const [seen, expected] = [shown(found.get(key)), shown(wanted.get(key))];
    if (seen !== expected) return `${what} ${key}: ${seen}, wanted ${expected}`;
  }
  return null;
}

function inLists(found: readonly string[], wanted: readonly string[]): string | null {
  for (let i = 0; i < Math.max(found.length, wanted.length); i++) {
    if (found[i] !== wanted[i]) return `state: ${found[i] ?? 'nothing more'}, wanted ${wanted[i] ?? 'nothing more'}`;
  }
  return null;
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/**
 * The entries of all tables as text, in their order. Rows that a join keeps go without their numbers: only their order means something, and
 * a start that reads a snapshot counts on from the rows that are left.
 */
export function stateOf(operators: readonly OperatorState[]): string[] {
  const lines: string[] = [];
  for (const [index, { tables }] of operators.entries()) {
    for (const table of tables) {
      const name = `${index}/${table.form.name}`;
      lines.push(`${name}: ${table.size}`);
      const isNumbered = table.form.key.length === 1 && table.form.key[0]?.name === 'number';
      const keyText = (key: readonly unknown[]): string => (isNumbered ? '' : ` ${valuesText(key)}`);
      const writer: StateEntryWriter = {
        put: (key, value) => lines.push(`${name}${keyText(key)} = ${valuesText(value)}`),
        remove: (key) => lines.push(`${name}${keyText(key)} removed`),
      };
      for (const _ of table.writeAll(writer));
    }
  }
  return lines;
}

function valuesText(values: readonly unknown[]): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return `number ${value}`;
    return value;
  });
}

/** The offset and commit logs of the checkpoint. */
export function logsOf(disk: FaultDisk): ReadonlyMap<string, string> {
  const logs = [...disk.files()].filter(([path]) => /^\/checkpoint\/(offsets|commits)\/\d+$/.test(path));
  return new Map(logs.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
}

/** Whether a batch is there to clean up alone: it ends in every source where the one before it does. Also of a batch that failed. */
export function readsNothing(batchId: number, logs: ReadonlyMap<string, string>): boolean {
  const [ends, before] = [batchId, batchId - 1].map((id) => {
    // Behind the version and the settings of the batch; the last line is the checksum.
    const offsets = logs.get(`/checkpoint/offsets/${id}`)?.trimEnd().split('\n').slice(2, -1);
    return offsets?.join('\n');
  });
  return ends !== undefined && ends === before;
}

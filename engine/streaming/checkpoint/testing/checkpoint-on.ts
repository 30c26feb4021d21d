/** Checkpoints of small made-up queries, on any disk, by processes that the test decides on. */
import type { Disk } from '../../../base/disk.ts';
import type { Random } from '../../../base/random.ts';
import type { QueryDescription } from '../../../plan/query-description.ts';
import type { LoggedSource, SourceLogEntry } from '../../../sources/logged-source.ts';
import type { Source } from '../../../sources/source.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { CheckpointJournal, type CheckpointOptions, type CheckpointPorts } from '../checkpoint-journal.ts';
import type { ProcessFacts } from '../process-facts.ts';

export const FOLDER = '/data/checkpoint';
export const QUERY_ID = '00000000-0000-4000-8000-000000000000';
export const never: AbortSignal = new AbortController().signal;

let uuids = 0;

/** UUIDs that count up, over all runs of a test. */
export const countingRandom: Random = {
  uuid: () => `10000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`,
};

/** Processes of one host: those in `running`, by their mark. */
export function processesOf(
  running: Readonly<Record<number, string | null>>,
  own: Partial<Pick<ProcessFacts, 'host' | 'pid' | 'thread' | 'held'>> = {},
): ProcessFacts {
  return {
    host: 'here',
    pid: 1,
    thread: 0,
    held: new Set(),
    ...own,
    mark: async (pid) => {
      const mark = running[pid];
      return mark === undefined ? 'gone' : mark;
    },
  };
}

export function portsOn(disk: Disk, processes = processesOf({ 1: 'first' })): CheckpointPorts & { clock: ManualClock } {
  return { disk, clock: new ManualClock(1_000), random: countingRandom, processes };
}

/** A query over so many sources of a kind that appends what it reads. */
export function queryOver(sources: number, kind = 'rows-source'): QueryDescription {
  return {
    sources: Array.from({ length: sources }, (_, index) => ({
      nodeId: `source-${index}`,
      kind,
      format: null,
      place: '',
      isStatic: false,
    })),
    operators: [],
    sink: { nodeId: 'sink', type: 'console', path: null, format: null, partitionBy: [], tableName: null },
    outputMode: 'append',
    columns: [{ name: 'value', type: 'int' }],
    steps: [],
  };
}

export function journalOn(ports: CheckpointPorts, options: Partial<CheckpointOptions> = {}): CheckpointJournal {
  return new CheckpointJournal({
    folder: FOLDER,
    newQueryId: QUERY_ID,
    query: queryOver(1),
    mayResume: true,
    ports,
    ...options,
  });
}

/** A source that gives no rows; what a checkpoint keeps of it is all that matters. */
export const plainSource: Source = {
  nodeId: 'source-0',
  description: 'Numbers',
  schema: [],
  prepare: async () => undefined,
  freeze: async () => undefined,
  latestOffset: async () => null,
  read: async () => undefined,
  commit: async () => undefined,
};

/** A source whose log grows as the test says. */
export class ListedSource implements LoggedSource {
  readonly nodeId = 'source-0';
  readonly description = 'Files';
  readonly schema = [];
  entries: SourceLogEntry[] = [];

  /** A file that belongs to the next offset. */
  add(path: string, more: Partial<SourceLogEntry> = {}): void {
    const batchId = (this.entries.at(-1)?.batchId ?? -1) + 1;
    this.entries.push({ path, timestamp: 5, batchId, ...more });
  }

  async prepare(): Promise<void> {}
  async freeze(): Promise<void> {}
  async read(): Promise<void> {}
  async commit(): Promise<void> {}

  async latestOffset(): Promise<{ logOffset: number } | null> {
    const last = this.entries.at(-1);
    return last === undefined ? null : { logOffset: last.batchId };
  }

  exportLog(from = 0): readonly SourceLogEntry[] {
    return this.entries.filter(({ batchId }) => batchId >= from);
  }

  restoreLog(entries: readonly SourceLogEntry[]): void {
    this.entries = [...entries];
  }
}

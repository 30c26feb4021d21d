import type { DataSet, DataSetSpec } from './data/data-set.ts';
import type { Measuring } from './measure/interleave.ts';
import type { Timing } from './measure/timing.ts';
import type { ResultLine } from './report/result-line.ts';
import type { SideProcesses } from './sides/side-processes.ts';

/** What rows are given to measure with. */
export interface BenchContext {
  /** The checkout. */
  readonly root: string;
  /** Folder of what is made once. */
  readonly cache: string;
  readonly isQuick: boolean;
  readonly measuring: Measuring;
  readonly spark: SparkProvider;
  readonly say: (line: string) => void;
  /** The set's files; made where they are not there. */
  provide(spec: DataSetSpec): DataSet;
  /** What of a timing is measured, in milliseconds. */
  timeOf(timing: Timing): number;
  /** Starts the processes that do the work; all of them end with the row. */
  readonly sides: SideProcesses;
}

/** How a real Spark is come by. */
export interface SparkProvider {
  readonly version: string;
  /** Why there is none, in words; null where it can run. */
  missing(): Promise<string | null>;
  /** @returns the Python that has it */
  python(): Promise<string>;
}

/** A row of the bench: one kind of work, measured in one or several ways. */
export interface BenchRow {
  /** What it is called on the command line. */
  readonly id: string;
  run(context: BenchContext): Promise<readonly ResultLine[]>;
}

import type { ProcessFigures } from './process-figures.ts';

/** One look at the running program and at what it keeps on the disk. */
export interface Sample extends ProcessFigures {
  /** Seconds since the soak began. */
  readonly atS: number;
  /** Number of the process, and its age in seconds. */
  readonly life: number;
  readonly ageS: number;
  /** Bytes of the input that waits. */
  readonly input: number;
  /** Bytes of the checkpoint without the log of its source. */
  readonly checkpoint: number;
  /** Bytes of the log of its source, which names each file that was ever read. */
  readonly sourceLog: number;
  /** Files that were fed so far. */
  readonly files: number;
  /** Rows that were read so far, those of replays twice. */
  readonly rows: number;
}

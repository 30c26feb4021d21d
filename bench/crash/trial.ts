import type { SeededRandom } from '../data/random.ts';

/** A folder that grows while a query reads it. */
export interface GrowingInput {
  /** The node that reads it, and the name of its folder. */
  readonly nodeId: string;
  /** Lines of file `index`; the same for the same `random`, whenever they are asked for. */
  lines(index: number, random: SeededRandom): readonly string[];
  /** What ends the input: a line so far ahead in event time that all before it becomes final. Its rows are not compared. */
  readonly lastLine: string;
}

/** Where a trial's rows are found in the end: in the committed parts of a folder, or in a table that is asked. */
export type Answer =
  | { readonly from: 'files'; readonly sinkNodeId: string }
  | { readonly from: 'table'; readonly sql: string };

/** Folders of a trial, absolute. */
export interface TrialFolders {
  readonly root: string;
  /** Holds a folder an input, by node id. */
  readonly input: string;
  readonly checkpoint: string;
  readonly output: string;
}

/** A pipeline that is killed again and again, and must come to what one batch over the same input gives. */
export interface Trial {
  readonly name: string;
  readonly inputs: readonly GrowingInput[];
  readonly answer: Answer;
  /** The pipeline's file. */
  document(folders: TrialFolders): unknown;
}

/** What only rows of an input's last line hold, in any column. */
export const LAST = 'the-last';

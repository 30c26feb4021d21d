/** Small text files that must survive a crash, as a port: logs and state of checkpoints go through it. */
export interface LogFiles {
  /** The file's text; null when there is no such file. */
  readText(path: string): Promise<string | null>;
  /** Names (no paths) of the files in a folder, in no order; empty when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /**
   * Writes a file so that, whatever happens, either the old or the whole new text is there; makes missing folders. On return
   * the text is on the disk.
   */
  writeText(path: string, text: string): Promise<void>;
  /** Removes a file; a missing one is no error. */
  remove(path: string): Promise<void>;
}

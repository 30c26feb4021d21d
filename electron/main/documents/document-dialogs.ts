/** What a file is written as: a pipeline, a program for Spark, or a picture. */
export type TargetKind = 'pipeline' | 'pyspark' | 'svg' | 'png';

/** What the shell asks the user about files. The real one shows the system's dialogs; tests answer themselves. */
export interface DocumentDialogs {
  /** Absolute path of an existing file, or null. */
  chooseDocument(purpose: 'open' | 'import', startIn: string): Promise<string | null>;
  /** Absolute path to write to, or null. The user has agreed to overwrite what is there under that very name. */
  chooseTarget(suggestedPath: string, kind: TargetKind): Promise<string | null>;
  /** A file or folder for a setting. */
  choosePath(kind: 'file' | 'folder', startIn: string): Promise<string | null>;
  /** True when the file that is there may be replaced. */
  confirmReplace(path: string): Promise<boolean>;
  askAboutChanges(name: string): Promise<'save' | 'discard' | 'cancel'>;
  showError(message: string, hint: string | undefined): Promise<void>;
}

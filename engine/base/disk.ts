/**
 * The disk as a port: everything that must outlast a crash is written through it, so that a test can break off after any single
 * operation, tear a write or lose what was never forced to the disk.
 *
 * Every method fails as Node does, with the system's name for the fault in `code` (`ENOSPC`, `EIO`, `EROFS`). Paths are absolute.
 * What a method does is there for every process at once; that it outlasts a power cut is certain only after `sync`.
 */
export interface Disk {
  /** Null where there is nothing. Follows links. */
  facts(path: string): Promise<DiskFacts | null>;
  /** Names in a folder, in no order; empty where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** The file as UTF-8; null where there is no such file. */
  readText(path: string): Promise<string | null>;
  /** Null where there is no such file. */
  openToRead(path: string): Promise<FileToRead | null>;
  /** Makes a folder and those above it. Returns the first that was missing, or null. */
  makeFolder(path: string): Promise<string | null>;
  /** Makes an empty file in the place of what is there. */
  create(path: string): Promise<FileToWrite>;
  /** Puts a file in the place of another name, or of nothing; also moves a folder to a name that is free. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a whole file a second name at once. False where there is a file of that name already. */
  publish(from: string, to: string): Promise<boolean>;
  /** On return the file's bytes, or the names in the folder, outlast a power cut. */
  sync(path: string): Promise<void>;
  /** Removes a file; a missing one is no error. */
  remove(path: string): Promise<void>;
  /** Removes a folder if it is empty. */
  removeFolder(path: string): Promise<void>;
}

export interface DiskFacts {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  /** Milliseconds since 1970, whole. */
  readonly modifiedMs: number;
}

/** A file that is being read. */
export interface FileToRead {
  readonly sizeBytes: number;
  /** Reads up to `into.length` bytes from `position` on. Returns how many came; 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** A file that is being written. */
export interface FileToWrite {
  /** Adds all of the bytes at the end; they may be changed afterwards. */
  write(bytes: Uint8Array): Promise<void>;
  /** On return the file's bytes outlast a power cut; its name does once its folder was synced too. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

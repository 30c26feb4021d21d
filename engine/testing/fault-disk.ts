import type { Disk, DiskFacts, FileToRead, FileToWrite } from '../base/disk.ts';
import { DiskTree, newFolder, type TreeFile, type TreeFolder, type TreeNode, type TreePlace } from './disk-tree.ts';

/** What is done to the disk, by the port's own names; `read`, `write`, `syncFile` and `close` are of an open file. */
export type DiskCall = keyof Disk | 'read' | 'write' | 'syncFile' | 'close';

/** Calls that leave the files as they are. */
export const LOOKING: ReadonlySet<DiskCall> = new Set(['facts', 'list', 'readText', 'openToRead', 'read', 'close']);
/** Calls that leave the files as they are for every process, and change what a power cut leaves of them. */
export const FORCING: ReadonlySet<DiskCall> = new Set(['sync', 'syncFile']);

/** One call, as messages name it. */
export interface DiskOperation {
  /** From 1 on. */
  readonly number: number;
  readonly call: DiskCall;
  readonly path: string;
  /** The other name of a rename or of a file that is published. */
  readonly to: string | null;
  /** Bytes to write; 0 for all else. */
  readonly sizeBytes: number;
}

/** What goes wrong, and when. Without any of it the disk is a good one. */
export interface FaultPlan {
  /** The process ends at that operation: before it, after it, or, where it writes, half way. Nothing is answered from then on. */
  readonly crash?: { readonly at: number; readonly when: 'before' | 'during' | 'after' } | undefined;
  /** The system's code with which an operation fails and does nothing, but that a write which fails may have written half; null for none. */
  readonly fails?: ((operation: DiskOperation) => string | null) | undefined;
  /** Whether the operation, a `sync`, says that it has forced something out and has not. */
  readonly losesSync?: ((operation: DiskOperation) => boolean) | undefined;
  /** Hears of each operation before it is done. */
  readonly heard?: ((operation: DiskOperation) => void) | undefined;
  /** Hears of each write once half of it is done. */
  readonly halfway?: ((operation: DiskOperation) => void) | undefined;
}

/** What a disk says whose process is no more. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/**
 * A disk in memory that does wrong as it is told to: breaks off at any operation, fails, loses what it was told to force out. `survivors`
 * is what is there for the next process. Answers within the turn, so that thousands of crashes take seconds.
 */
export class FaultDisk implements Disk {
  readonly operations: DiskOperation[] = [];
  readonly #plan: FaultPlan;
  readonly #tree: DiskTree;
  #isDead = false;

  constructor(plan: FaultPlan = {}, tree: DiskTree = DiskTree.empty()) {
    this.#plan = plan;
    this.#tree = tree;
  }

  /** Whether the planned crash has come. */
  get isDead(): boolean {
    return this.#isDead;
  }

  /**
   * The disk as the next process finds it, at any moment: after its process was killed all that was done is there, after a power cut
   * what had been forced out, and of the rest as much as the seed decides. This one goes on as if nothing had been.
   */
  survivors(cause: 'kill' | { readonly powerCutSeed: number }, plan: FaultPlan = {}): FaultDisk {
    const tree = cause === 'kill' ? this.#tree.copy() : this.#tree.afterPowerCut(cause.powerCutSeed);
    return new FaultDisk(plan, tree);
  }

  /** Every file and what is in it, by its path, in the order of the paths. */
  files(): ReadonlyMap<string, Uint8Array> {
    return new Map([...this.#tree.entries()].flatMap(([path, bytes]) => (bytes === null ? [] : [[path, bytes]])));
  }

  /** Every file and folder, with null for a folder. */
  entries(): Iterable<[string, Uint8Array | null]> {
    return this.#tree.entries();
  }

  /** Puts a file there, on the device, with the folders that it needs; no operation, and never at fault. */
  put(path: string, content: string | Uint8Array): void {
    const { folder, name, node } = this.#tree.find(path);
    const above = folder ?? this.#folderAt(path.slice(0, path.lastIndexOf('/')));
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
    if (node !== null) this.#tree.remove(above, name, node);
    this.#tree.add(above, name, { ...this.#newFile(), bytes, size: bytes.length, forced: bytes.length });
    this.#tree.force(above);
  }

  async facts(path: string): Promise<DiskFacts | null> {
    return this.#do('facts', path, () => {
      const { node } = this.#tree.find(path);
      if (node === null) return null;
      if (node.kind === 'folder') return { kind: 'folder', sizeBytes: 4096, modifiedMs: START_MS };
      return { kind: 'file', sizeBytes: node.size, modifiedMs: node.modifiedMs };
    });
  }

  async list(folder: string): Promise<string[]> {
    return this.#do('list', folder, () => {
      const { node } = this.#tree.find(folder);
      return node?.kind === 'folder' ? [...node.names.keys()] : [];
    });
  }

  async readText(path: string): Promise<string | null> {
    return this.#do('readText', path, () => {
      const file = this.#fileAt(path);
      return file === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(contentOf(file));
    });
  }

  async openToRead(path: string): Promise<FileToRead | null> {
    return this.#do('openToRead', path, () => {
      const file = this.#fileAt(path);
      if (file === null) return null;
      return {
        sizeBytes: file.size,
        read: async (into, position) =>
          this.#do('read', path, () => {
            const piece = contentOf(file).subarray(position, position + into.length);
            into.set(piece);
            return piece.length;
          }),
        close: async () => this.#do('close', path, () => undefined),
      };
    });
  }

  async makeFolder(path: string): Promise<string | null> {
    return this.#do('makeFolder', path, () => {
      let first: string | null = null;
      for (let end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
        const at = end === -1 ? path : path.slice(0, end);
        const { folder, name, node } = this.#tree.find(at);
        if (node?.kind === 'file') throw fault(at === path ? 'EEXIST' : 'ENOTDIR', 'mkdir', path);
        if (node === null && folder !== null) {
          first ??= at;
          this.#tree.add(folder, name, newFolder());
        }
        if (end === -1) return first;
      }
    });
  }

  async create(path: string): Promise<FileToWrite> {
    return this.#do('create', path, () => {
      const { folder, name, node } = this.#placeOf('open', path);
      if (node?.kind === 'folder') throw fault('EISDIR', 'open', path);
      if (node !== null) this.#tree.remove(folder, name, node);
      const file = this.#newFile();
      this.#tree.add(folder, name, file);
      return {
        write: async (bytes) =>
          this.#do('write', path, (from, to) => append(file, bytes, from, to), null, bytes.length),
        sync: async () => this.#do('syncFile', path, () => this.#tree.force(file)),
        close: async () => this.#do('close', path, () => undefined),
      };
    });
  }

  async rename(from: string, to: string): Promise<void> {
    this.#do(
      'rename',
      from,
      () => {
        this.#placeOf('rename', from);
        const target = this.#placeOf('rename', to);
        const old = this.#there('rename', from);
        if (target.node === old.node) return;
        if (to.startsWith(`${from}/`)) throw fault('EINVAL', 'rename', to);
        if (from.startsWith(`${to}/`)) throw fault('ENOTEMPTY', 'rename', to);
        if (target.node?.kind === 'folder' && old.node.kind === 'file') throw fault('EISDIR', 'rename', to);
        if (target.node?.kind === 'file' && old.node.kind === 'folder') throw fault('ENOTDIR', 'rename', to);
        if (target.node?.kind === 'folder' && target.node.names.size > 0) throw fault('ENOTEMPTY', 'rename', to);
        this.#tree.move(old.folder, old.name, target.folder, target.name, old.node);
      },
      to,
    );
  }

  async publish(from: string, to: string): Promise<boolean> {
    return this.#do(
      'publish',
      from,
      () => {
        const { node } = this.#there('link', from);
        const target = this.#placeOf('link', to);
        if (target.node !== null) return false;
        if (node.kind === 'folder') throw fault('EPERM', 'link', from);
        this.#tree.add(target.folder, target.name, node);
        return true;
      },
      to,
    );
  }

  async sync(path: string): Promise<void> {
    this.#do('sync', path, () => this.#tree.force(this.#there('open', path).node));
  }

  async remove(path: string): Promise<void> {
    this.#do('remove', path, () => {
      const { folder, name, node } = this.#tree.find(path);
      if (node?.kind === 'folder') throw fault('EISDIR', 'unlink', path);
      if (node !== null && folder !== null) this.#tree.remove(folder, name, node);
    });
  }

  async removeFolder(path: string): Promise<void> {
    this.#do('removeFolder', path, () => {
      const { folder, name, node } = this.#there('rmdir', path);
      if (node.kind === 'file') throw fault('ENOTDIR', 'rmdir', path);
      if (node.names.size > 0) throw fault('ENOTEMPTY', 'rmdir', path);
      this.#tree.remove(folder, name, node);
    });
  }

  /** Does an operation, or as much of it as it is let: `work` is told from which part of a write to which, in [0, 1]. */
  #do<Result>(
    call: DiskCall,
    path: string,
    work: (from: number, to: number) => Result,
    to: string | null = null,
    sizeBytes = 0,
  ): Result {
    if (this.#isDead) throw new CrashError(`the process ended before ${call} ${path}`);
    const operation = { number: this.operations.length + 1, call, path, to, sizeBytes };
    this.operations.push(operation);
    const { crash, fails, losesSync, heard, halfway } = this.#plan;
    heard?.(operation);
    const isLast = operation.number === crash?.at;
    if (isLast && crash?.when !== 'after') {
      if (call === 'write' && crash?.when === 'during') work(0, HALF);
      this.#end(operation);
    }
    const code = fails?.(operation) ?? null;
    if (code !== null) {
      if (call === 'write') work(0, HALF);
      throw fault(code, call, path);
    }
    let done = 0;
    if (call === 'write' && halfway !== undefined) {
      work(0, HALF);
      done = HALF;
      halfway(operation);
    }
    const result = FORCING.has(call) && losesSync?.(operation) === true ? (undefined as Result) : work(done, 1);
    if (isLast) this.#end(operation);
    return result;
  }

  #end(operation: DiskOperation): never {
    this.#isDead = true;
    throw new CrashError(`the process ended at operation ${describeOperation(operation)}`);
  }

  /** A name in a folder that is there. */
  #placeOf(call: string, path: string): TreePlace & { readonly folder: TreeFolder } {
    const place = this.#tree.find(path);
    if (place.folder === null) throw fault(place.isBelowFile ? 'ENOTDIR' : 'ENOENT', call, path);
    return { ...place, folder: place.folder };
  }

  #there(call: string, path: string): TreePlace & { readonly folder: TreeFolder; readonly node: TreeNode } {
    const place = this.#tree.find(path);
    if (place.node === null) throw fault(place.isBelowFile ? 'ENOTDIR' : 'ENOENT', call, path);
    return { ...place, folder: place.folder ?? newFolder(), node: place.node };
  }

  #fileAt(path: string): TreeFile | null {
    const { node } = this.#tree.find(path);
    if (node?.kind === 'folder') throw fault('EISDIR', 'read', path);
    return node;
  }

  #folderAt(path: string): TreeFolder {
    const { folder, name, node } = this.#tree.find(path);
    if (node?.kind === 'folder') return node;
    const above = folder ?? this.#folderAt(path.slice(0, path.lastIndexOf('/')));
    const made = newFolder();
    this.#tree.add(above, name, made);
    this.#tree.force(above);
    return made;
  }

  /** Each a millisecond newer than the one before it. */
  #newFile(): TreeFile {
    const modifiedMs = START_MS + this.operations.length;
    return { kind: 'file', bytes: new Uint8Array(64), size: 0, forced: 0, modifiedMs };
  }
}

/** `12: rename /a/.new to /a/b`. */
export function describeOperation({ number, call, path, to, sizeBytes }: DiskOperation): string {
  const more = to !== null ? ` to ${to}` : sizeBytes > 0 ? ` (${sizeBytes} bytes)` : '';
  return `${number}: ${call} ${path}${more}`;
}

const START_MS = 1_700_000_000_000;

const HALF = 0.5;

function append(file: TreeFile, bytes: Uint8Array, from: number, to: number): void {
  const added = bytes.subarray(Math.floor(bytes.length * from), Math.floor(bytes.length * to));
  const size = file.size + added.length;
  if (size > file.bytes.length) {
    const longer = new Uint8Array(Math.max(size, file.bytes.length * 2));
    longer.set(contentOf(file));
    file.bytes = longer;
  }
  file.bytes.set(added, file.size);
  file.size = size;
}

function contentOf({ bytes, size }: TreeFile): Uint8Array {
  return bytes.subarray(0, size);
}

/** As Node's own errors are. */
function fault(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: made to fail, ${syscall} '${path}'`), { code, syscall, path });
}

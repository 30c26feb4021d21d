/**
 * The state of a query on the disk (semantics 11.1, 11.2): a delta a batch and now and then a snapshot, each one file for all tables of
 * all operators, so that a batch costs two forced writes however many operators keep state. Files come whole into being and are never
 * changed; which of them count, which are due and which may go are the decisions of `state-chain.ts`.
 *
 * One object at a time works on a folder, one call at a time.
 */
import type { Disk } from '../../base/disk.ts';
import { makeFolderDurably } from '../../base/durable-files.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Pacing } from '../../base/pacing.ts';
import type { Random } from '../../base/random.ts';
import type { OperatorState } from '../state-table.ts';
import { checkForms, columnTypesOf } from './check-forms.ts';
import { StateFileReader } from './read-state-file.ts';
import {
  chainOf,
  fileNameOf,
  isSnapshotDue,
  missingFor,
  parseFileName,
  removableFiles,
  type SinceSnapshot,
  type StateChain,
  type StateFileName,
} from './state-chain.ts';
import { type DamageReason, StateDamage } from './state-damage.ts';
import { FORMAT_VERSION, type SavedOperator, type StateFileKind } from './state-file-format.ts';
import { writeStateFile } from './write-state-file.ts';

export interface StateFolderOptions {
  readonly disk: Disk;
  /** Absolute; made when something is saved. */
  readonly folder: string;
  readonly random: Random;
  /** How long work shares its thread with others: a pacer that ends when the signal aborts. */
  readonly pacing: (signal: AbortSignal) => Pacing;
  /** Deltas that must have gathered before a snapshot is written; 10 when left out. */
  readonly deltasMin?: number | undefined;
}

/** A file that was given up, and why. */
export interface DamagedFile {
  readonly path: string;
  readonly reason: DamageReason;
}

/** What a load has read. */
export interface LoadReport {
  /** The version of the snapshot that was read; 0 where none was. */
  readonly snapshotVersion: number;
  readonly deltas: number;
  readonly bytes: number;
  /** Files that were found damaged and done without; an older snapshot and more deltas stood in for them. */
  readonly damaged: readonly DamagedFile[];
}

interface ListedFile {
  readonly file: StateFileName;
  readonly sizeBytes: number | null;
}

export class StateFolder {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #random: Random;
  readonly #pacing: (signal: AbortSignal) => Pacing;
  readonly #deltasMin: number | undefined;
  /** Names of the state files that are there, with the size in bytes of those that were read or written. */
  #files: Map<string, ListedFile> | null = null;
  readonly #damaged = new Map<string, DamagedFile>();
  /** Counted along, so that a batch does not pay for the number of files; null where it must be counted anew. */
  #since: SinceSnapshot | null = null;

  constructor({ disk, folder, random, pacing, deltasMin }: StateFolderOptions) {
    this.#disk = disk;
    this.#folder = folder;
    this.#random = random;
    this.#pacing = pacing;
    this.#deltasMin = deltasMin;
  }

  /**
   * Saves what the batch that just ran did, before its `commit`, as version `version`, in the place of what an earlier try of the batch
   * has left. On return it is on the disk. Fails as the disk does, and with `CancelledError` soon after `signal` aborts; then there is
   * nothing new.
   */
  async save(version: number, states: readonly OperatorState[], signal: AbortSignal): Promise<void> {
    if (states.length === 0) return;
    await this.#write({ kind: 'delta', version }, states, signal);
  }

  /** Writes version `version` whole, as the tables hold it, where it comes from elsewhere than these files. Fails like `save`. */
  async writeSnapshot(version: number, states: readonly OperatorState[], signal: AbortSignal): Promise<void> {
    if (states.length === 0) return;
    await this.#write({ kind: 'snapshot', version }, states, signal);
  }

  /**
   * Takes version `version` into the tables, and removes what is later or was left half-written: nothing may come of a batch that runs
   * again but what it does this time. Where a file is damaged, an older snapshot and the deltas since stand in, if they are there.
   *
   * Throws `EngineError`: EXE-170 for damage that nothing stands in for, EXE-171 for a missing file, EXE-172 for tables of another form,
   * EXE-173 for files of a later format. The tables are then of no use.
   */
  async load(version: number, states: readonly OperatorState[], signal: AbortSignal): Promise<LoadReport> {
    this.#since = null;
    const report = await this.read(version, states, signal);
    if (states.length > 0) await this.#tidy(version);
    return report;
  }

  /** Like `load`, but changes nothing on the disk. */
  async read(version: number, states: readonly OperatorState[], signal: AbortSignal): Promise<LoadReport> {
    if (states.length === 0) return { snapshotVersion: 0, deltas: 0, bytes: 0, damaged: [] };
    for (;;) {
      const chain = await this.#chainOf(version);
      const bytes = await this.#restore(chain, states, signal);
      if (bytes === null) continue;
      const deltas = version - chain.base;
      return { snapshotVersion: chain.base, deltas, bytes, damaged: [...this.#damaged.values()] };
    }
  }

  /** The operators and tables that version `version` is of, by the newest of its files. Throws like `load`. */
  async formsOf(version: number): Promise<readonly SavedOperator[]> {
    for (;;) {
      const file = (await this.#chainOf(version)).files.at(-1);
      if (file === undefined) return [];
      const reader = await this.#open(file);
      if (reader === null) continue;
      await reader.close();
      return reader.header.operators;
    }
  }

  /** The versions that files are named after, the least first. */
  async versions(): Promise<number[]> {
    const files = [...(await this.#listed()).values()];
    return [...new Set(files.map(({ file }) => file.version))].sort((a, b) => a - b);
  }

  /**
   * Writes a snapshot of version `version`, which the tables hold as committed, if one is due, and removes what no version that is kept
   * needs. Fails like `save`; whatever happens, the versions that could be loaded before still can.
   */
  async maintain(version: number, states: readonly OperatorState[], signal: AbortSignal): Promise<void> {
    if (states.length === 0 || version === 0) return;
    this.#since ??= await this.#sinceSnapshot(version);
    if (!isSnapshotDue(this.#since, this.#deltasMin)) return;
    await this.#write({ kind: 'snapshot', version }, states, signal);
    const files = await this.#listed();
    const found = [...files.values()].map(({ file }) => file);
    for (const file of removableFiles(found, new Set(this.#damaged.keys()))) await this.#remove(file);
  }

  async #write(file: StateFileName, states: readonly OperatorState[], signal: AbortSignal): Promise<void> {
    const files = await this.#listed();
    const name = fileNameOf(file);
    const temporary = `${this.#folder}/${name}.${this.#random.uuid()}.tmp`;
    if (files.size === 0) await makeFolderDurably(this.#disk, this.#folder);
    const sizeBytes = await writeStateFile(this.#disk, temporary, { ...file, states }, this.#pacing(signal));
    await this.#disk.rename(temporary, this.#pathOf(file));
    await this.#disk.sync(this.#folder);
    const isAgain = files.has(name);
    files.set(name, { file, sizeBytes });
    this.#damaged.delete(name);
    if (file.kind === 'snapshot') this.#since = { deltas: 0, deltaBytes: 0, snapshotBytes: sizeBytes };
    else if (isAgain || this.#since === null) this.#since = null;
    else {
      const { deltas, deltaBytes, snapshotBytes } = this.#since;
      this.#since = { deltas: deltas + 1, deltaBytes: deltaBytes + sizeBytes, snapshotBytes };
    }
  }

  /** The chain that makes a version of the files that are sound as far as is known. */
  async #chainOf(version: number): Promise<StateChain> {
    const files = [...(await this.#listed()).values()].map(({ file }) => file);
    const sound = files.filter((file) => !this.#damaged.has(fileNameOf(file)));
    const chain = chainOf(version, sound);
    if (chain !== null) return chain;
    const missing = missingFor(version, sound);
    const damage = this.#damaged.get(fileNameOf(missing)) ?? [...this.#damaged.values()].at(-1);
    if (damage !== undefined) throw new EngineError('EXE-170', { path: damage.path, reason: damage.reason });
    throw new EngineError('EXE-171', { path: this.#pathOf(missing), version });
  }

  /** Reads a chain into the tables. Returns its size in bytes; null, with the file remembered, where one is damaged. */
  async #restore(chain: StateChain, states: readonly OperatorState[], signal: AbortSignal): Promise<number | null> {
    const tables = states.flatMap((state) => state.tables);
    for (const table of tables) table.clear();
    const types = tables.map(({ form }) => columnTypesOf(form));
    const pacing = this.#pacing(signal);
    let bytes = 0;
    for (const [index, file] of chain.files.entries()) {
      const reader = await this.#open(file);
      if (reader === null) return null;
      try {
        if (pacing.isDue) await pacing.rest();
        checkForms(this.#pathOf(file), reader.header.operators, states);
        const saved = reader.header.operators.flatMap((operator) => operator.tables);
        // An entry takes a byte at least; a forged number must not make room for more than the file can hold.
        for (const [at, table] of tables.entries()) {
          const entries = saved[at]?.entries ?? 0;
          if (entries > 0 && entries <= reader.sizeBytes) table.reserve?.(entries);
        }
        for await (const block of reader.blocks(types, index === 0)) {
          for (const _ of tables[block.table]?.restore(block) ?? []) if (pacing.isDue) await pacing.rest();
          pacing.check();
        }
        for (const table of tables) for (const _ of table.settle?.() ?? []) if (pacing.isDue) await pacing.rest();
      } catch (error) {
        this.#giveUp(file, error);
        return null;
      } finally {
        await reader.close().catch(() => undefined);
      }
      bytes += reader.sizeBytes;
      (await this.#listed()).set(fileNameOf(file), { file, sizeBytes: reader.sizeBytes });
    }
    return bytes;
  }

  async #open(file: StateFileName): Promise<StateFileReader | null> {
    const path = this.#pathOf(file);
    try {
      const reader = await StateFileReader.open(this.#disk, path);
      if (reader === null) throw new StateDamage('missing');
      const { header } = reader;
      if (!reader.isOfLaterFormat && header.kind === file.kind && header.version === file.version) return reader;
      await reader.close();
      if (!reader.isOfLaterFormat) throw new StateDamage('structure');
      throw new EngineError('EXE-173', { path, found: header.format, known: FORMAT_VERSION });
    } catch (error) {
      this.#giveUp(file, error);
      return null;
    }
  }

  /** Remembers a damaged file; throws anything else. */
  #giveUp(file: StateFileName, error: unknown): void {
    if (!(error instanceof StateDamage)) throw error;
    this.#damaged.set(fileNameOf(file), { path: this.#pathOf(file), reason: error.reason });
  }

  async #sinceSnapshot(version: number): Promise<SinceSnapshot> {
    const { base } = await this.#chainOf(version);
    let [deltas, deltaBytes, snapshotBytes] = [0, 0, 0];
    for (const { file, sizeBytes } of (await this.#listed()).values()) {
      if (file.kind === 'snapshot' && file.version === base) snapshotBytes = sizeBytes ?? 0;
      if (file.kind !== 'delta' || file.version <= base || file.version > version) continue;
      deltas++;
      deltaBytes += sizeBytes ?? 0;
    }
    return { deltas, deltaBytes, snapshotBytes };
  }

  /** Removes what later versions and writers that were broken off have left. */
  async #tidy(version: number): Promise<void> {
    for (const name of await this.#disk.list(this.#folder)) {
      if (name.endsWith('.tmp')) await this.#disk.remove(`${this.#folder}/${name}`);
    }
    // The latest first: what is left after a crash is then still without a gap.
    const later = [...(await this.#listed()).values()].map(({ file }) => file).filter((file) => file.version > version);
    for (const file of later.sort((a, b) => b.version - a.version)) await this.#remove(file);
  }

  async #remove(file: StateFileName): Promise<void> {
    await this.#disk.remove(this.#pathOf(file));
    (await this.#listed()).delete(fileNameOf(file));
    this.#damaged.delete(fileNameOf(file));
  }

  async #listed(): Promise<Map<string, ListedFile>> {
    if (this.#files !== null) return this.#files;
    const files = new Map<string, ListedFile>();
    for (const name of await this.#disk.list(this.#folder)) {
      const file = parseFileName(name);
      if (file !== null) files.set(name, { file, sizeBytes: null });
    }
    this.#files = files;
    return files;
  }

  #pathOf(file: { readonly kind: StateFileKind; readonly version: number }): string {
    return `${this.#folder}/${fileNameOf(file)}`;
  }
}

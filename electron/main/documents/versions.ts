import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { DocumentVersion } from '../../contract/shapes.ts';
import { textMax } from '../../contract/shapes.ts';
import { ShellError } from '../../contract/shell-error.ts';
import { fingerprintOf, writeFileAtomically } from './atomic-write.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

const INDEX = 'versions.json';
const ENDING = '.json.gz';
const CONTENT = /^[0-9a-f]{64}\.json\.gz$/;

const entrySchema = z.object({
  savedAtMs: z.number().finite(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
});
type Entry = z.output<typeof entrySchema>;
const indexSchema = z.object({ version: z.literal(1), entries: z.array(z.unknown()) });

export interface VersionsOptions {
  /** Holds a folder a file, made when it is needed. */
  readonly directory: string;
  readonly nowMs: () => number;
  /** Most versions of one file; 100. */
  readonly versionsMax?: number;
  /** Most that all versions of all files take on the disk, in bytes as packed; 200 MB. */
  readonly bytesMax?: number;
}

/**
 * What was saved from here, file by file, for going back to. In a file's folder the contents lie packed under their fingerprints, once
 * each, and an index says which was saved when. Writes are atomic and take turns. The oldest versions go when there are too many. What
 * is damaged is passed over: the other versions stay within reach.
 */
export class Versions {
  readonly #options: VersionsOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: VersionsOptions) {
    this.#options = options;
  }

  /**
   * Keeps what a file holds since `savedAtMs` (now, when left out). The same content as in the newest version makes none. Rejects with
   * what the file system throws; the versions before are as they were.
   */
  keep(path: string, text: string, savedAtMs = this.#options.nowMs()): Promise<void> {
    return this.#inTurn(async () => {
      const folder = this.#folder(path);
      const bytes = Buffer.from(text, 'utf8');
      const fingerprint = fingerprintOf(bytes);
      const entries = await readIndex(folder);
      const last = entries.at(-1);
      const isKept = (await sizeOf(join(folder, fingerprint + ENDING))) > 0;
      if (last?.fingerprint === fingerprint && isKept) return;
      await mkdir(folder, { recursive: true });
      if (!isKept) await writeFileAtomically(join(folder, fingerprint + ENDING), await pack(bytes));
      // A clock that was set back must not mix up the order in which things were saved.
      const time = last === undefined ? savedAtMs : Math.max(savedAtMs, last.savedAtMs + 1);
      const kept = [...entries, { savedAtMs: time, fingerprint, bytes: bytes.byteLength }];
      await writeIndex(folder, kept.slice(-(this.#options.versionsMax ?? 100)));
      await this.#makeRoom();
    });
  }

  /** Newest first; those whose content is not there any more are left out. */
  list(path: string): Promise<DocumentVersion[]> {
    return this.#inTurn(async () => {
      const folder = this.#folder(path);
      const entries = await readIndex(folder);
      const sizes = await Promise.all(entries.map(({ fingerprint }) => sizeOf(join(folder, fingerprint + ENDING))));
      return entries
        .filter((_, index) => (sizes[index] ?? 0) > 0)
        .map((entry) => ({ id: idOf(entry), ...entry }))
        .reverse();
    });
  }

  /** The text of a version. Throws SHELL-025 where it is not there or does not hold what was saved. */
  read(path: string, id: string): Promise<string> {
    return this.#inTurn(async () => {
      const folder = this.#folder(path);
      const entry = (await readIndex(folder)).find((each) => idOf(each) === id);
      if (entry === undefined) throw new ShellError('SHELL-025', { path });
      try {
        const packed = await readFile(join(folder, entry.fingerprint + ENDING));
        const bytes = await unpack(packed, { maxOutputLength: 4 * textMax });
        if (fingerprintOf(bytes) === entry.fingerprint) return bytes.toString('utf8');
      } catch (error) {
        throw new ShellError('SHELL-025', { path }, error);
      }
      throw new ShellError('SHELL-025', { path });
    });
  }

  /** A folder's name is the digest of the file's path: a path is no name for a folder. */
  #folder(path: string): string {
    const name = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 32);
    return join(this.#options.directory, name);
  }

  /** Removes contents that no version has any more, and the oldest versions of all while they take too much. */
  async #makeRoom(): Promise<void> {
    const folders = (await readdir(this.#options.directory)).map((name) => join(this.#options.directory, name));
    const all: { folder: string; entry: Entry; isNewest: boolean }[] = [];
    const sizes = new Map<string, number>();
    for (const folder of folders) {
      const entries = await readIndex(folder);
      const wanted = new Set(entries.map((entry) => entry.fingerprint + ENDING));
      for (const name of await readdir(folder).catch(() => [])) {
        if (!CONTENT.test(name)) continue;
        if (wanted.has(name)) sizes.set(join(folder, name), await sizeOf(join(folder, name)));
        else await rm(join(folder, name), { force: true });
      }
      entries.forEach((entry, index) => {
        all.push({ folder, entry, isNewest: index === entries.length - 1 });
      });
    }
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const oldest = all.filter((each) => !each.isNewest).sort((a, b) => a.entry.savedAtMs - b.entry.savedAtMs);
    for (const { folder, entry } of oldest) {
      if (total <= (this.#options.bytesMax ?? 200 * 1024 * 1024)) return;
      const entries = (await readIndex(folder)).filter((each) => idOf(each) !== idOf(entry));
      await writeIndex(folder, entries);
      if (entries.some((each) => each.fingerprint === entry.fingerprint)) continue;
      const content = join(folder, entry.fingerprint + ENDING);
      await rm(content, { force: true });
      total -= sizes.get(content) ?? 0;
    }
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function idOf({ savedAtMs, fingerprint }: Entry): string {
  return `${savedAtMs}-${fingerprint}`;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );
}

function writeIndex(folder: string, entries: readonly Entry[]): Promise<string> {
  return writeFileAtomically(join(folder, INDEX), JSON.stringify({ version: 1, entries }));
}

/** Oldest first. An index that cannot be understood is made again from the contents that are there. */
async function readIndex(folder: string): Promise<Entry[]> {
  const text = await readFile(join(folder, INDEX), 'utf8').catch(() => undefined);
  const index = text === undefined ? undefined : indexSchema.safeParse(parsed(text));
  if (index?.success === true) {
    return index.data.entries.flatMap((each) => {
      const read = entrySchema.safeParse(each);
      return read.success ? [read.data] : [];
    });
  }
  return found(folder);
}

async function found(folder: string): Promise<Entry[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => CONTENT.test(name));
  const entries = await Promise.all(
    names.map(async (name): Promise<Entry | null> => {
      const at = await stat(join(folder, name)).catch(() => null);
      if (at === null) return null;
      const fingerprint = name.slice(0, -ENDING.length);
      return { savedAtMs: Math.floor(at.mtimeMs), fingerprint, bytes: at.size };
    }),
  );
  return entries.flatMap((entry) => entry ?? []).sort((a, b) => a.savedAtMs - b.savedAtMs);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

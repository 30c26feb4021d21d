import { access, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { assert } from '../../../engine/base/assert.ts';
import type { Language } from '../../../engine/base/errors/catalogue.ts';
import { rebasePaths } from '../../../engine/pipeline/rebase-paths.ts';
import type { ParsedInput, RequestOutput } from '../../contract/channels.ts';
import type { OpenedDocument, RecentDocument } from '../../contract/shapes.ts';
import { describeShellError, ShellError } from '../../contract/shell-error.ts';
import { removeLeftovers } from './atomic-write.ts';
import type { DocumentDialogs, TargetKind } from './document-dialogs.ts';
import { readDocument, saveDocument } from './document-file.ts';
import { lookAtDropped } from './dropped-file.ts';
import { type FileState, FileWatch } from './file-watch.ts';
import { Journal } from './journal.ts';
import { PathGrants } from './path-grants.ts';
import { RecentDocuments } from './recent-documents.ts';
import { FIRST_SAMPLE, listSamples, SAMPLE_ENDING, samplePath } from './samples.ts';
import { Versions } from './versions.ts';

export interface DocumentDeskOptions {
  /** Folder of the app's own files about the user. */
  readonly dataDirectory: string;
  /** Folder of the pipelines that ship with the app. */
  readonly samplesDirectory: string;
  /** Where an unsaved document's relative paths start and dialogs open: the user's documents. */
  readonly homeDirectory: string;
  readonly dialogs: DocumentDialogs;
  readonly language: () => Language;
  readonly nowMs: () => number;
  readonly recentChanged: (list: readonly RecentDocument[]) => void;
  /** Another program has changed the file of the open document, or taken it away. */
  readonly fileChanged: (path: string, state: FileState) => void;
}

/**
 * Everything about pipeline files: opening, saving, recent ones, unsaved work, samples. It alone decides which paths the page
 * may name (see `PathGrants`). What goes wrong is thrown as a `ShellError`; a dialog that the user leaves gives null.
 */
export class DocumentDesk {
  readonly #options: DocumentDeskOptions;
  readonly #grants = new PathGrants();
  readonly #journal: Journal;
  readonly #recent: RecentDocuments;
  readonly #versions: Versions;
  /** Of each file when it was read or written here last. */
  readonly #fingerprints = new Map<string, string>();
  readonly #watch: FileWatch;
  /** The file that the app was started with; taken once. */
  #launchPath: string | null;
  #hasBegun = false;
  /** The file that the window works on. */
  #currentPath: string | null = null;

  constructor(options: DocumentDeskOptions, launchPath: string | null) {
    this.#options = options;
    this.#launchPath = launchPath;
    this.#journal = new Journal({
      directory: options.dataDirectory,
      nowMs: options.nowMs,
      damaged: (path) => void this.#showError(new ShellError('SHELL-021', { path })),
    });
    this.#watch = new FileWatch(options.fileChanged);
    this.#versions = new Versions({ directory: join(options.dataDirectory, 'versions'), nowMs: options.nowMs });
    this.#recent = new RecentDocuments(join(options.dataDirectory, 'recent.json'), options.recentChanged);
  }

  load(): Promise<void> {
    return this.#recent.load();
  }

  get recent(): readonly RecentDocument[] {
    return this.#recent.list;
  }

  /** Takes `path` to begin with, when the window has not asked yet; false when it has. */
  launchWith(path: string): boolean {
    if (!this.#hasBegun) this.#launchPath = path;
    return !this.#hasBegun;
  }

  /**
   * The window now works on the file at `path`, or on one that was never saved. Gives the path back, null for one that was not
   * granted.
   */
  follow(path: string | null): string | null {
    this.#currentPath = path !== null && this.#grants.has(path, 'document') ? path : null;
    this.#watchCurrent();
    return this.#currentPath;
  }

  /**
   * What the window starts with: the file it was started for, else unsaved work of the last session, else (after a
   * reload) the file it had, else the first sample.
   */
  async initial(): Promise<OpenedDocument | null> {
    const launchPath = this.#launchPath;
    this.#launchPath = null;
    this.#hasBegun = true;
    if (launchPath !== null && (await this.#journal.pathOfWork()) !== launchPath) {
      const opened = await this.openOutside(launchPath);
      if (opened !== null) {
        await this.#journal.setAside();
        return opened;
      }
    }
    const recovered = await this.#recover();
    if (recovered !== null) return recovered;
    const current = this.#currentPath === null ? null : await this.openOutside(this.#currentPath);
    return current ?? (await this.openSample(FIRST_SAMPLE).catch(() => null));
  }

  /** A file that the desktop or a second start names. A failure is shown to the user and gives null. */
  async openOutside(path: string): Promise<OpenedDocument | null> {
    try {
      return await this.#openFile(path);
    } catch (error) {
      if (!(error instanceof ShellError)) throw error;
      await this.#showError(error);
      return null;
    }
  }

  /** A file that the window has open, as it is now. */
  reload(path: string): Promise<OpenedDocument> {
    this.#grants.require(path, 'document');
    return this.#openFile(path);
  }

  /**
   * What the window shows in place of recovered work that the user does not take up: the file it belongs to, else the first
   * sample. The work itself is deleted, or put aside until the next start.
   */
  async leaveRecovered(decision: 'discard' | 'later'): Promise<OpenedDocument | null> {
    const path = await this.#journal.pathOfWork();
    await (decision === 'discard' ? this.#journal.clear() : this.#journal.setAside());
    const file = path === null ? null : await this.#openFile(path).catch(() => null);
    return file ?? (await this.openSample(FIRST_SAMPLE).catch(() => null));
  }

  /** Looks at once whether another program has changed the open file: the user comes back to the window. */
  lookAtFile(): Promise<void> {
    return this.#watch.look();
  }

  /** Ends what goes on in the background. */
  close(): void {
    this.#watch.stop();
  }

  async open(recentPath: string | undefined): Promise<OpenedDocument | null> {
    if (recentPath === undefined) {
      const chosen = await this.#options.dialogs.chooseDocument('open', this.#startFolder());
      return chosen === null ? null : this.#openFile(chosen);
    }
    if (!this.#recent.has(recentPath)) throw new ShellError('SHELL-006', { path: recentPath });
    try {
      return await this.#openFile(recentPath);
    } catch (error) {
      if (error instanceof ShellError && error.code === 'SHELL-009') await this.#recent.remove(recentPath);
      throw error;
    }
  }

  async import(): Promise<OpenedDocument | null> {
    const chosen = await this.#options.dialogs.chooseDocument('import', this.#startFolder());
    if (chosen === null) return null;
    const { text } = await readDocument(chosen);
    return this.#unsaved(text, chosen, 'import');
  }

  samples(language = this.#options.language()): Promise<RequestOutput<'document.samples'>> {
    return listSamples(this.#options.samplesDirectory, language);
  }

  async openSample(id: string, language = this.#options.language()): Promise<OpenedDocument> {
    const path = await samplePath(this.#options.samplesDirectory, id, language);
    const { text } = await readDocument(path);
    return this.#unsaved(text, path, 'sample');
  }

  async save(input: ParsedInput<'document.save'>): Promise<RequestOutput<'document.save'>> {
    const { path, text, expectedFingerprint, overwrite } = input;
    this.#grants.require(path, 'document');
    await this.#keepFound(path);
    const saved = await this.#watch.whileWriting(async () => {
      const done = await saveDocument(path, text, expectedFingerprint, overwrite);
      if (done.outcome === 'saved') this.#remember(path, done.fingerprint);
      return done;
    });
    if (saved.outcome !== 'saved') return saved;
    await this.#keepVersion(path, text);
    await removeLeftovers(path, this.#options.nowMs());
    await this.#recent.add(path);
    return { outcome: 'saved', path, fingerprint: saved.fingerprint };
  }

  async saveAs(input: ParsedInput<'document.save-as'>): Promise<RequestOutput<'document.save-as'>> {
    const { suggestedName, text, basePath, copyOnly } = input;
    const fromDirectory = this.baseDirectory(basePath);
    const target = await this.#chooseTarget('pipeline', suggestedName, basePath);
    if (target === null) return null;
    const rebased = rebaseText(text, fromDirectory, dirname(target));
    await this.#keepFound(target);
    const saved = await this.#watch.whileWriting(() => saveDocument(target, rebased, null, true));
    assert(saved.outcome === 'saved', 'a file that may be overwritten is written');
    const { fingerprint } = saved;
    if (!copyOnly) {
      this.#grants.add(target, 'document');
      await this.#keepVersion(target, rebased);
      await this.#opened(target, fingerprint);
    }
    return { path: target, fingerprint, text: rebased };
  }

  /**
   * Lets the user choose a file for a PySpark program and writes what `make` gives for its folder. The page may not name the
   * file afterwards: it is no pipeline. Null when the user cancels.
   */
  async saveProgram(
    suggestedName: string,
    basePath: string | null,
    make: (folder: string) => Promise<string>,
  ): Promise<string | null> {
    const target = await this.#chooseTarget('pyspark', suggestedName, basePath);
    if (target === null) return null;
    await saveDocument(target, await make(dirname(target)), null, true);
    return target;
  }

  /** Lets the user choose a file for a picture and writes it. Null when the user cancels. */
  async exportPicture(input: ParsedInput<'document.export-picture'>): Promise<string | null> {
    const { format, data, suggestedName } = input;
    const target = await this.#chooseTarget(format, suggestedName, this.#currentPath);
    if (target === null) return null;
    await saveDocument(target, format === 'svg' ? data : Buffer.from(data, 'base64'), null, true);
    return target;
  }

  /** What the user dropped on the window (the preload vouches for that): a pipeline is opened, data is named for a setting. */
  async dropped(input: ParsedInput<'document.dropped'>): Promise<RequestOutput<'document.dropped'>> {
    const folder = this.baseDirectory(input.documentPath);
    const found = await lookAtDropped(input.path);
    if (found === 'pipeline') return { kind: 'pipeline', document: await this.#openFile(input.path) };
    const path = input.documentPath === null ? input.path : shortPath(folder, input.path);
    return { kind: 'data', path, format: found };
  }

  /** The versions of a file that the window may name, newest first. */
  versions(path: string): Promise<RequestOutput<'document.versions'>> {
    this.#grants.require(path, 'document');
    return this.#versions.list(path);
  }

  async version(path: string, id: string): Promise<RequestOutput<'document.version'>> {
    this.#grants.require(path, 'document');
    return { text: await this.#versions.read(path, id) };
  }

  clearRecent(): Promise<void> {
    return this.#recent.clear();
  }

  async autosave(input: ParsedInput<'document.autosave'>): Promise<void> {
    const { text, name } = input;
    if (text === null) return this.#journal.clear();
    for (const path of [input.path, input.basePath]) if (path) this.#grants.require(path, 'base');
    // A path that may only be a base is one: the work was never saved.
    const path = input.path !== null && this.#grants.has(input.path, 'document') ? input.path : null;
    const basePath = input.basePath ?? (path === null ? input.path : null);
    const fingerprint = path === null ? null : (this.#fingerprints.get(path) ?? null);
    await this.#journal.keep({ text, name, path, basePath, fingerprint, savedAtMs: this.#options.nowMs() });
  }

  /** Ends the session's unsaved work: it was saved, or the user gave it up. */
  forgetUnsavedWork(): Promise<void> {
    return this.#journal.clear();
  }

  async pickPath(input: ParsedInput<'document.pick-path'>): Promise<string | null> {
    const folder = this.baseDirectory(input.documentPath);
    const chosen = await this.#options.dialogs.choosePath(input.kind, folder);
    return chosen === null || input.documentPath === null ? chosen : shortPath(folder, chosen);
  }

  /** Absolute folder where a document's relative paths start; `path` is its file or `basePath`, null when it has neither. */
  baseDirectory(path: string | null): string {
    if (path === null) return this.#options.homeDirectory;
    this.#grants.require(path, 'base');
    return dirname(path);
  }

  async #openFile(chosen: string): Promise<OpenedDocument> {
    const path = resolve(chosen);
    const { text, fingerprint } = await readDocument(path);
    this.#grants.add(path, 'document');
    await this.#opened(path, fingerprint);
    return { text, path, basePath: path, fingerprint, origin: 'file', savedAtMs: null };
  }

  #unsaved(text: string, basePath: string, origin: 'sample' | 'import'): OpenedDocument {
    this.#grants.add(basePath, 'base');
    return { text, path: null, basePath: resolve(basePath), fingerprint: null, origin, savedAtMs: null };
  }

  async #recover(): Promise<OpenedDocument | null> {
    const work = await this.#journal.recover();
    if (work === null) return null;
    const { text, path, basePath, fingerprint, savedAtMs } = work;
    const fileNow = path === null ? null : await readDocument(path).catch(() => null);
    if (path !== null && fileNow?.text === text) {
      // It was saved, and the app ended before it could say so here.
      await this.#journal.clear();
      return this.#recover();
    }
    if (path !== null) this.#grants.add(path, 'document');
    if (basePath !== null) this.#grants.add(basePath, 'base');
    if (path !== null && fingerprint !== null) this.#fingerprints.set(path, fingerprint);
    return { text, path, basePath: path ?? basePath, fingerprint, origin: 'recovered', savedAtMs, fileNow };
  }

  #remember(path: string, fingerprint: string): void {
    this.#fingerprints.set(path, fingerprint);
    this.#watchCurrent();
  }

  #watchCurrent(): void {
    const path = this.#currentPath;
    this.#watch.follow(path, path === null ? null : (this.#fingerprints.get(path) ?? null));
  }

  async #showError(error: ShellError): Promise<void> {
    const { message, hint } = describeShellError(error.code, error.params, this.#options.language());
    await this.#options.dialogs.showError(message, hint);
  }

  /** Before a file is written over: what it held is a version too, whoever wrote it. */
  async #keepFound(path: string): Promise<void> {
    const found = await readDocument(path).catch(() => null);
    const at = await stat(path).catch(() => null);
    if (found !== null && at !== null) await this.#keepVersion(path, found.text, Math.floor(at.mtimeMs));
  }

  /** Work that is saved is safe: that no copy of it could be kept must not turn the save into a failure. */
  async #keepVersion(path: string, text: string, savedAtMs?: number): Promise<void> {
    await this.#versions.keep(path, text, savedAtMs).catch(() => undefined);
  }

  async #opened(path: string, fingerprint: string): Promise<void> {
    this.#remember(path, fingerprint);
    await this.#recent.add(path);
  }

  async #chooseTarget(kind: TargetKind, suggestedName: string, basePath: string | null): Promise<string | null> {
    const folder =
      basePath !== null && this.#grants.has(basePath, 'document') ? dirname(basePath) : this.#startFolder();
    const { needed, given } = endings[kind];
    const chosen = await this.#options.dialogs.chooseTarget(join(folder, fileName(suggestedName, given)), kind);
    if (chosen === null || chosen.toLowerCase().endsWith(needed)) return chosen === null ? null : resolve(chosen);
    // The dialog asked about the name as it was typed, not about the one with the ending.
    const target = resolve(chosen + given);
    return (await isThere(target)) && !(await this.#options.dialogs.confirmReplace(target)) ? null : target;
  }

  #startFolder(): string {
    const last = this.#recent.list[0];
    return last === undefined ? this.#options.homeDirectory : dirname(last.path);
  }
}

/** What the name of a written file must end in, and what it is given where it does not. */
const endings: Readonly<Record<TargetKind, { readonly needed: string; readonly given: string }>> = {
  pipeline: { needed: '.json', given: SAMPLE_ENDING },
  pyspark: { needed: '.py', given: '.py' },
  svg: { needed: '.svg', given: '.svg' },
  png: { needed: '.png', given: '.png' },
};

/** A name that every file system takes, with an ending: that of pipeline files by default. */
export function fileName(suggested: string, ending = SAMPLE_ENDING): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const plain = suggested.replace(/(\.millrace)?\.json$/i, '').replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ');
  const trimmed = plain
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 100);
  return (trimmed === '' ? 'pipeline' : trimmed) + ending;
}

/** Relative to `folder` with slashes, where that is below it or beside it; else as it is. */
export function shortPath(folder: string, path: string): string {
  const way = relative(folder, path).split(sep);
  const steps = way.filter((segment) => segment === '..').length;
  const isFar = steps > 1 || way.join(sep) === resolve(path);
  return isFar ? path : way.join('/') || '.';
}

function rebaseText(text: string, fromDirectory: string, toDirectory: string): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return text;
  }
  const rebased = rebasePaths(document, fromDirectory, toDirectory, sep);
  return rebased === document ? text : `${JSON.stringify(rebased, null, 2)}\n`;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

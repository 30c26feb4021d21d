/**
 * Reads a checkpoint for people: takes no lock, changes nothing, and shows what can be shown of a damaged one. A query may be at work in
 * the folder meanwhile: what vanishes between two looks is looked for again.
 */
import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { chainOf, fileNameOf, parseFileName } from '../../state/files/state-chain.ts';
import type { SavedColumn, SavedOperator } from '../../state/files/state-file-format.ts';
import type { StateFolder } from '../../state/files/state-folder.ts';
import type { StateColumn } from '../../state/state-table.ts';
import { parseDataType } from '../../types/data-type-text.ts';
import { toJsonValue } from '../../types/json-value.ts';
import type { Value } from '../../types/value.ts';
import type { CheckpointBatch, CheckpointContent, CheckpointHolder, CheckpointState } from './checkpoint-content.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { type CheckpointPorts, stateFolderOf } from './checkpoint-journal.ts';
import { FirstEntries } from './first-entries.ts';
import { judgeLock, parseLock } from './lock-holder.ts';
import { decodeLog, type Seal } from './log-file.ts';
import { findFacts } from './logged-position.ts';
import { CHECKPOINT_FORMAT, decodeMetadata } from './metadata.ts';
import { parseCommitLines, parseOffsetLines } from './offset-log.ts';
import type { ProcessFacts } from './process-facts.ts';
import { type CheckpointFacts, decideRecovery } from './recovery.ts';
import { readSavedQuery } from './saved-query.ts';

/** Looks at a folder that changes under our eyes before its damage is believed. */
const LOOKS_MAX = 4;

export interface ReadOptions {
  /** The batch behind which the state is shown; the last one that was committed when left out. */
  readonly batchId?: number | undefined;
  /** How many entries of each table are shown; 20 when left out. */
  readonly rows?: number | undefined;
}

/** Throws EXE-188 where there is no checkpoint, EXE-105 where the disk gives nothing. Everything else is among the findings. */
export async function readCheckpoint(
  path: string,
  ports: CheckpointPorts,
  options: ReadOptions = {},
): Promise<CheckpointContent> {
  for (let looks = 1; ; looks++) {
    const folder = new CheckpointFolder({ ...ports, path });
    const facts = await findFacts(folder, stateFolderOf(folder, ports));
    const content = await new CheckpointReader(folder, facts, ports).read(options);
    if (content.findings.length === 0 || looks === LOOKS_MAX) return content;
    const after = await findFacts(folder, stateFolderOf(folder, ports));
    if (JSON.stringify(after) === JSON.stringify(facts)) return content;
  }
}

class CheckpointReader {
  readonly #folder: CheckpointFolder;
  readonly #facts: CheckpointFacts;
  readonly #ports: CheckpointPorts;
  readonly #findings: Diagnostic[] = [];

  constructor(folder: CheckpointFolder, facts: CheckpointFacts, ports: CheckpointPorts) {
    this.#folder = folder;
    this.#facts = facts;
    this.#ports = ports;
  }

  async read({ batchId, rows = 20 }: ReadOptions): Promise<CheckpointContent> {
    const { offsetIds, commitIds, hasMetadata, hasState, hasSourceLogs } = this.#facts;
    if (!hasMetadata && offsetIds.length + commitIds.length === 0 && !hasState && !hasSourceLogs) {
      throw new EngineError('EXE-188', { path: this.#folder.path, near: await this.#checkpointsBelow() });
    }
    const metadata = await this.#look(() => this.#metadata(), null);
    const format = metadata?.format ?? null;
    const seal = format === 0 ? 'optional' : 'required';
    const next = decideRecovery(this.#facts);
    if (next.action === 'refuse') this.#note(this.#folder.damaged(next.missing, 'missing'));
    const batches: CheckpointBatch[] = [];
    for (const id of [...new Set([...offsetIds, ...commitIds])].sort((a, b) => a - b)) {
      const batch = await this.#batch(id, seal);
      if (batch !== null) batches.push(batch);
    }
    const shown = batchId ?? commitIds.at(-1) ?? null;
    return {
      folder: this.#folder.path,
      queryId: metadata?.id ?? null,
      format,
      holder: await this.#look(() => holderOf(this.#folder, this.#ports.processes), null),
      query: await this.#look(() => readSavedQuery(this.#folder), null),
      batches,
      next,
      state: shown === null || format === 0 ? null : await this.#look(() => this.#state(shown, rows), null),
      findings: this.#findings,
    };
  }

  async #metadata() {
    const text = await this.#folder.readText('metadata');
    if (text === null) return null;
    const decoded = decodeMetadata(text);
    if (!decoded.ok) throw this.#folder.damaged('metadata', decoded.error);
    const { format } = decoded.value;
    if (format <= CHECKPOINT_FORMAT) return decoded.value;
    throw new EngineError('EXE-155', { path: this.#folder.path, found: format, known: CHECKPOINT_FORMAT });
  }

  /** Null for one whose log has vanished since it was listed: a run at work removes those that are old. */
  async #batch(batchId: number, seal: Seal): Promise<CheckpointBatch | null> {
    const { offsetIds, commitIds } = this.#facts;
    const isCommitted = commitIds.includes(batchId);
    const offsets = offsetIds.includes(batchId)
      ? await this.#look(() => this.#log(`offsets/${batchId}`, seal, parseOffsetLines), null)
      : null;
    const nextWatermarkMs = isCommitted
      ? await this.#look(() => this.#log(`commits/${batchId}`, seal, parseCommitLines), null)
      : null;
    if (offsets === 'vanished' || nextWatermarkMs === 'vanished') return null;
    return {
      batchId,
      isCommitted,
      endOffsets: offsets?.endOffsets ?? null,
      watermarkMs: offsets?.watermarkMs ?? null,
      timestampMs: offsets?.timestampMs ?? null,
      nextWatermarkMs,
    };
  }

  async #log<Entry>(
    name: string,
    seal: Seal,
    parse: (lines: readonly string[]) => Entry | null,
  ): Promise<Entry | 'vanished'> {
    const text = await this.#folder.readText(name);
    if (text === null) return 'vanished';
    const lines = decodeLog(text, seal);
    if (!lines.ok) throw this.#folder.damaged(name, lines.error);
    const entry = parse(lines.value);
    if (entry === null) throw this.#folder.damaged(name, 'content');
    return entry;
  }

  /** Null where the query keeps no state. */
  async #state(batchId: number, rows: number): Promise<CheckpointState | null> {
    if (!this.#facts.hasState) return null;
    const version = batchId + 1;
    const state = stateFolderOf(this.#folder, this.#ports);
    const saved = await state.formsOf(version);
    const operators = saved.map(({ nodeId, tables }) => ({
      nodeId,
      tables: tables.map(({ name, key, value }) => {
        return new FirstEntries({ name, key: this.#columns(key), value: this.#columns(value) });
      }),
    }));
    const { signal } = new AbortController();
    const { damaged } = await state.read(version, operators, signal);
    for (const { path, reason } of damaged) this.#findings.push(diagnostic('EXE-159', {}, { path, reason }, 'warning'));
    for (const { tables } of operators) for (const table of tables) table.choose(rows);
    await state.read(version, operators, signal);
    return { batchId, files: await this.#files(version, state), operators: shownOperators(saved, operators) };
  }

  #columns(saved: readonly SavedColumn[]): StateColumn[] {
    return saved.map(([name, text]) => {
      const type = parseDataType(text);
      if (!type.ok) throw this.#folder.damaged('state', 'content');
      return { name, type: type.value };
    });
  }

  async #files(version: number, state: StateFolder): Promise<CheckpointState['files']> {
    const names = await this.#folder.list('state');
    const found = names.flatMap((name) => parseFileName(name) ?? []);
    const chain = (await state.versions()).includes(version) ? chainOf(version, found) : null;
    const files: CheckpointState['files'][number][] = [];
    for (const file of chain?.files ?? []) {
      const name = fileNameOf(file);
      const facts = await this.#folder.disk.facts(this.#folder.pathOf(`state/${name}`));
      if (facts !== null) files.push({ name, ...file, sizeBytes: facts.sizeBytes });
    }
    return files;
  }

  /** Folders in this one that are checkpoints: a run with several queries keeps theirs side by side. */
  async #checkpointsBelow(): Promise<string[]> {
    const found: string[] = [];
    for (const name of await this.#folder.list('.')) {
      if ((await this.#folder.disk.facts(this.#folder.pathOf(`${name}/metadata`)))?.kind === 'file') found.push(name);
    }
    return found.sort();
  }

  /** What `read` gives, or `otherwise` with what was wrong among the findings. */
  async #look<Found>(read: () => Promise<Found>, otherwise: Found): Promise<Found> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.#note(error);
      return otherwise;
    }
  }

  #note({ code, at, params }: EngineError): void {
    const isKnown = this.#findings.some(
      (found) => found.code === code && JSON.stringify(found.params) === JSON.stringify(params),
    );
    if (!isKnown) this.#findings.push(diagnostic(code, { nodeId: at.nodeId }, params));
  }
}

async function holderOf(folder: CheckpointFolder, processes: ProcessFacts): Promise<CheckpointHolder | null> {
  const text = await folder.readText('lock');
  if (text === null) return null;
  const holder = parseLock(text);
  if (holder === null) throw new EngineError('EXE-152', { path: folder.path, file: 'lock' });
  const { pid, host, since } = holder;
  const mark = host === processes.host ? await processes.mark(pid) : null;
  return { pid, host, since, verdict: judgeLock(holder, processes, mark) };
}

function shownOperators(
  saved: readonly SavedOperator[],
  read: readonly { readonly tables: readonly FirstEntries[] }[],
): CheckpointState['operators'] {
  const columns = (of: readonly SavedColumn[]) => of.map(([name, type]) => ({ name, type }));
  const values = (of: readonly Value[], form: readonly StateColumn[]) =>
    form.map(({ type }, at) => toJsonValue(of[at] ?? null, type));
  return saved.map(({ nodeId, tables }, operator) => ({
    nodeId,
    tables: tables.flatMap(({ name, key, value }, at) => {
      const table = read[operator]?.tables[at];
      if (table === undefined) return [];
      const rows = table.entries.map((entry) => ({
        key: values(entry.key, table.form.key),
        value: values(entry.value, table.form.value),
      }));
      return [{ name, key: columns(key), value: columns(value), entries: table.size, rows }];
    }),
  }));
}

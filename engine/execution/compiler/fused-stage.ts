import { must } from '../../base/assert.ts';
import type { Environment } from '../../expression/expr.ts';
import { createScanner, type ScanBackend } from '../../scanning/create-scanner.ts';
import type { ScanPlan } from '../../scanning/scan-plan.ts';
import { scanPlanOf } from '../../scanning/scan-plan.ts';
import type { Scanner } from '../../scanning/scanner.ts';
import { BlockReader } from '../../sources/file/block-reader.ts';
import {
  createLineDecoder,
  decodingOf,
  type LineDecoder,
  systemNow,
} from '../../sources/file/formats/record-decoder.ts';
import { toSlashes } from '../../sources/file/slashes.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { MalformedRecord } from '../../sources/source.ts';
import { GroupTable } from '../../state/groups/group-table.ts';
import { type MemoryAccount, unlimitedAccount } from '../../state/memory-budget.ts';
import { BatchScope } from '../batch-scope.ts';
import { EventTimeStatsBuilder } from '../operators/event-time-watermark-exec.ts';
import { type BatchObserver, type NodeCounts, observeEveryMs } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';
import { compileLoop } from './compile-loop.ts';
import type { CompiledStage, StageResult } from './compiled-stage.ts';
import { GeneralPath } from './general-path.ts';
import { keyColumns } from './key-columns.ts';
import { isOrderFree } from './order-free.ts';
import { expandPanes, PANE_SUMS_MAX, type PanePlan, panePlanOf } from './panes.ts';
import { FIRST_BYTES, StageLines } from './stage-lines.ts';
import type { LoopTarget, StageLoop } from './stage-loop.ts';
import type { StagePlan } from './stage-plan.ts';
import { HeaderNotReached, NotInPanes, type RangeReport, type StageTarget } from './stage-task.ts';

/** A scanner with the loops over its vectors, for files whose folders fill the same columns. */
interface Variant {
  readonly scanner: Scanner;
  /** Gathers groups by pane; null where the stage does not. */
  readonly paned: StageLoop | null;
  /** Made once it is needed where there are panes. */
  plain: StageLoop | null;
  readonly folderColumns: string;
}

/** What one part of a batch adds to. */
interface Run {
  /** Counts rows, of the stage's nodes alone. */
  readonly scope: BatchScope;
  readonly stats: readonly EventTimeStatsBuilder[];
  readonly malformed: (nodeId: string, found: MalformedRecord) => void;
  /** Called after each piece of lines. */
  readonly progress: () => void;
  /** Whether the batch may go on without panes. */
  readonly canLeavePanes: boolean;
}

/** Runs a scanner and a generated loop over files, and the interpreter's operators over what these leave. */
export class FusedStage implements CompiledStage {
  readonly kind: StageTarget['kind'];
  readonly isOrderSensitive: boolean;
  readonly #plan: StagePlan;
  readonly #backend: ScanBackend;
  readonly #environment: Environment;
  readonly #reader: BlockReader;
  readonly #decoder: LineDecoder;
  readonly #panes: PanePlan | null;
  readonly #general: GeneralPath;
  readonly #memory: MemoryAccount;
  readonly #target: LoopTarget = { table: null, output: null, stats: [], rowsRead: 0, isPaned: false, paneSums: 0 };
  /** See `StageLinesParts.atOnce`. */
  readonly #atOnce = { bytes: FIRST_BYTES };
  #variant: Variant | null = null;
  #batchTimestampMs = 0;
  /** Set while the rows of a scan have to go on in the loop without panes. */
  #isLeavingPanes = false;

  constructor(plan: StagePlan, backend: ScanBackend, memory: MemoryAccount = unlimitedAccount) {
    this.#plan = { ...plan, settings: { ...plan.settings, path: toSlashes(plan.settings.path) } };
    this.#backend = backend;
    this.#memory = memory;
    const { top, chain, settings, timeZone } = this.#plan;
    this.kind = top === null ? 'rows' : 'groups';
    this.isOrderSensitive = top !== null && !isOrderFree(top);
    this.#environment = { timeZone, batchTimestampMs: () => this.#batchTimestampMs };
    this.#reader = new BlockReader(settings);
    this.#decoder = createLineDecoder(settings);
    this.#panes = top === null ? null : panePlanOf(chain, top);
    this.#general = new GeneralPath(this.#plan, this.#environment, this.#panes);
  }

  get source(): string {
    const { scanner } = this.#current();
    const loop = this.#firstLoop().source;
    return scanner.source === undefined ? loop : `${scanner.source}\n${loop}`;
  }

  begin(batchTimestampMs: number, folderColumns: readonly number[] = []): void {
    this.#batchTimestampMs = batchTimestampMs;
    this.#atOnce.bytes = FIRST_BYTES;
    const key = folderKey(folderColumns);
    if (this.#variant === null || this.#variant.folderColumns !== key)
      this.#variant = this.#createVariant(folderColumns);
    const { scanner, paned, plain } = this.#variant;
    scanner.trim();
    for (const loop of [paned, plain]) {
      loop?.forget();
      loop?.forgetGroups();
    }
    const target = this.#target;
    target.isPaned = paned !== null;
    target.paneSums = 0;
  }

  createTable(): GroupTable {
    return this.#tableFor(this.#firstLoop());
  }

  async runRange(
    slice: FileSlice,
    fromByte: number,
    toByte: number,
    target: StageTarget,
    pacer: Pacer,
  ): Promise<RangeReport> {
    this.#aim(target);
    const malformed: RangeReport['malformed'][number][] = [];
    const lineOffset = fromByte === 0 ? 0 : 1;
    const run: Run = {
      scope: newScope(),
      stats: this.#newStats(),
      malformed: (nodeId, found) => malformed.push({ nodeId, found: { ...found, line: found.line - lineOffset } }),
      progress: () => undefined,
      canLeavePanes: false,
    };
    const before = this.#target.rowsRead;
    const lines = await this.#runLines(slice, { fromByte, toByte }, run, pacer);
    if (toByte < slice.sizeBytes && this.#decoder.isHeaderDue) throw new HeaderNotReached();
    return {
      lines: lines - lineOffset,
      rowsRead: this.#target.rowsRead - before,
      counts: run.scope.counts,
      eventTimes: run.stats.map(({ sums }) => sums),
      malformed,
    };
  }

  async finish(table: GroupTable, pacer: Pacer): Promise<GroupTable> {
    let groups = table;
    if (this.#isOfPanes(table)) {
      groups = this.#windowTable();
      for (const _ of expandPanes(table, must(this.#panes, 'there are panes'), groups)) {
        if (pacer.isDue) await pacer.rest();
      }
    }
    if (this.#plan.top?.keys.length === 0 && groups.size === 0) groups.groupOf([]);
    return groups;
  }

  async run(
    files: readonly FileSlice[],
    batch: BatchScope,
    firstWatermark: number,
    observer: BatchObserver,
    signal: AbortSignal,
    output: Pick<RowSink, 'push'>,
  ): Promise<StageResult> {
    const pacer = new Pacer(signal);
    pacer.check();
    this.begin(batch.plan.timestampMs, files[0]?.partitionValues?.map(({ column }) => column) ?? []);
    const target = this.#target;
    target.rowsRead = 0;
    this.#aim(this.kind === 'rows' ? { kind: 'rows', output } : { kind: 'groups', table: this.createTable() });
    const scope = newScope();
    let observedMs = performance.now();
    const run: Run = {
      scope,
      stats: this.#newStats(),
      malformed: (nodeId, found) => observer.malformed(nodeId, found),
      progress: () => {
        const nowMs = performance.now();
        if (nowMs - observedMs < observeEveryMs) return;
        observedMs = nowMs;
        moveCounts(scope.counts, batch);
        this.#account();
        observer.counting(batch.counts);
      },
      canLeavePanes: true,
    };
    try {
      for (const slice of files) {
        if (pacer.isDue) await pacer.rest();
        await this.#runLines(slice, { fromByte: 0, toByte: slice.sizeBytes }, run, pacer);
      }
      moveCounts(scope.counts, batch);
      for (const [index, stats] of run.stats.entries()) batch.eventTimes[firstWatermark + index] = stats.build();
      const groups = target.table === null ? null : await this.finish(target.table, pacer);
      return { groups, rowsRead: target.rowsRead };
    } finally {
      target.table = null;
      target.output = null;
      this.#memory.set(0);
    }
  }

  /** Runs lines of one file. Returns how many there were, the one before a range included. */
  async #runLines(
    slice: FileSlice,
    range: { readonly fromByte: number; readonly toByte: number },
    run: Run,
    pacer: Pacer,
  ): Promise<number> {
    const target = this.#target;
    target.stats = run.stats;
    const { scanner, folderColumns } = this.#current();
    const folders = slice.partitionValues ?? [];
    const isScanned =
      folderKey(folders.map(({ column }) => column)) === folderColumns && scanner.startFile(this.#folderValues(slice));
    const lines = new StageLines(
      {
        settings: this.#plan.settings,
        scanner,
        decoder: this.#decoder,
        sink: this.#openGeneral(run),
        takeRows: (from, rows, uncertain) => this.#takeRows(from, rows, uncertain, run),
        isChanged: () => this.#isLeavingPanes,
        progress: run.progress,
        atOnce: this.#atOnce,
      },
      slice.path,
      range.fromByte === 0,
      isScanned,
    );
    await this.#reader.read(slice, range, lines, pacer);
    run.progress();
    return lines.lines;
  }

  #takeRows(from: number, rows: number, uncertain: (row: number) => boolean, run: Run): number {
    const target = this.#target;
    this.#isLeavingPanes = false;
    const wasPaned = target.isPaned;
    const loop = wasPaned ? must(this.#current().paned, 'a loop for panes') : this.#plainLoop();
    const row = loop.run(from, rows, uncertain);
    target.rowsRead += loop.ends.moveTo(run.scope.counts);
    if (target.isPaned && target.paneSums > PANE_SUMS_MAX) this.#leavePanes(run);
    return row;
  }

  /** What was gathered by panes becomes windows, and what follows goes straight to windows. */
  #leavePanes(run: Run): void {
    if (!run.canLeavePanes) throw new NotInPanes();
    const target = this.#target;
    const panes = must(target.table, 'panes have a table');
    const windows = this.#windowTable();
    for (const _ of expandPanes(panes, must(this.#panes, 'there are panes'), windows));
    windows.index();
    target.table = windows;
    target.isPaned = false;
    this.#isLeavingPanes = true;
  }

  #isOfPanes({ keys }: GroupTable): boolean {
    return this.#panes !== null && keys[this.#panes.windowKey]?.windowMicros === this.#panes.paneMicros;
  }

  /** An empty table for groups by window, where rows are gathered by pane. */
  #windowTable(): GroupTable {
    return this.#tableFor(this.#plainLoop());
  }

  #openGeneral(run: Run) {
    const silent = run.scope.seenBy({ ...noView, isRepeat: true });
    return this.#general.open(
      (isCounted) => (isCounted ? run.scope : silent),
      run.stats,
      this.#target,
      run.malformed,
      () => this.#leavePanes(run),
    );
  }

  #folderValues({ path, partitionValues }: FileSlice) {
    if (partitionValues === undefined) return [];
    const { constants } = decodingOf(this.#plan.settings, partitionValues, path, systemNow);
    return constants.map(({ index, value }) => ({ column: index, value }));
  }

  #aim(target: StageTarget): void {
    const table = target.kind === 'groups' ? target.table : null;
    if (table !== this.#target.table) {
      this.#variant?.paned?.forgetGroups();
      this.#variant?.plain?.forgetGroups();
      table?.index();
    }
    this.#target.table = table;
    this.#target.output = target.kind === 'rows' ? target.output : null;
  }

  #tableFor(loop: StageLoop): GroupTable {
    const table = GroupTable.of(
      must(this.#plan.top, 'the stage ends in groups'),
      loop.keys.map(({ strings }) => strings),
    );
    for (const [index, { windowMicros }] of loop.keys.entries()) {
      if (windowMicros !== null) must(table.keys[index], 'a column for each key').windowMicros = windowMicros;
    }
    return table;
  }

  #newStats(): EventTimeStatsBuilder[] {
    return this.#plan.chain.flatMap(({ op }) => (op === 'event-time-watermark' ? [new EventTimeStatsBuilder()] : []));
  }

  #current(): Variant {
    this.#variant ??= this.#createVariant([]);
    return this.#variant;
  }

  #firstLoop(): StageLoop {
    return this.#current().paned ?? this.#plainLoop();
  }

  #plainLoop(): StageLoop {
    const variant = this.#current();
    variant.plain ??= compileLoop(this.#plan, this.#environment, variant.scanner, this.#target, false);
    return variant.plain;
  }

  #createVariant(folderColumns: readonly number[]): Variant {
    const scanner = createScanner(stageScanPlan(this.#plan, folderColumns), this.#backend);
    const isPaned = this.#panes !== null;
    const loop = compileLoop(this.#plan, this.#environment, scanner, this.#target, isPaned);
    return {
      scanner,
      paned: isPaned ? loop : null,
      plain: isPaned ? null : loop,
      folderColumns: folderKey(folderColumns),
    };
  }

  #account(): void {
    this.#memory.set((this.#target.table?.memoryBytes ?? 0) + this.#current().scanner.memoryBytes);
  }
}

/** What a stage reads. The plan has no format that is not scanned. */
export function stageScanPlan(plan: StagePlan, folderColumns: readonly number[]): ScanPlan {
  return must(scanPlanOf(plan.settings, keyColumns(plan), new Set(folderColumns)), 'a format that is scanned');
}

function folderKey(columns: readonly number[]): string {
  return [...columns].sort((a, b) => a - b).join();
}

const noBatch = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [] };
const noView = { order: 0, isStatic: false, lateWatermarkMs: 0, evictWatermarkMs: 0 };

/** What operators count in that know no batch. */
function newScope(): BatchScope {
  return new BatchScope(noBatch, [], 0);
}

function moveCounts(counts: NodeCounts, batch: BatchScope): void {
  for (const [nodeId, moved] of Object.entries(counts)) {
    const count = batch.countOf(nodeId);
    count.in += moved.in;
    count.out += moved.out;
    moved.in = 0;
    moved.out = 0;
  }
}

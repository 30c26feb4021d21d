/**
 * Breaks every stateful streaming query of the cases off at every operation on its disk, lets the next process go on, and compares with
 * an undisturbed run: by a kill (what was done is there) and by a power cut (what was not forced out may be lost or torn).
 *
 * A query runs once undisturbed, on a disk that keeps what it is at each operation. From each of these disks a new process starts. Operations
 * that leave the disk as it was leave a crash before and after them no choice but to go alike, and share a start; so do crashes that leave
 * the same bytes. A start that has read what is there, and then has the same disk and knows the same as another had, goes on as that one
 * did, and is not seen to the end again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { Draws } from '../../engine/sources/generator/draws.ts';
import { type DiskOperation, describeOperation, FaultDisk, type FaultPlan } from '../../engine/testing/fault-disk.ts';
import type { ConformanceCase } from '../case-format.ts';
import { CasePipeline } from '../case-query.ts';
import type { Executor } from '../executors.ts';
import type { CaseDocument } from '../steps.ts';
import { differenceOf } from './crash-outcome.ts';
import { type CrashPoint, CrashSubject, likenessOf, type Ran, type RunOptions } from './crash-subject.ts';

export interface SweepCounts {
  queries: number;
  operations: number;
  kills: number;
  powerCuts: number;
  /** Second crashes, while a query recovers from the first. */
  doubles: number;
  /** Operations that fail while the process lives on. */
  failures: number;
  /** Starts after a crash or a failure. */
  recoveries: number;
  /** Those of them that, once they had read what is there, found and knew the same as another, and were ended there. */
  recoveriesAlike: number;
  /** Crashes that left, byte for byte, what another one of the query had left. */
  alike: number;
}

export interface SweepDifference {
  readonly id: string;
  readonly executor: Executor;
  /** What was done to it, with the operation. */
  readonly what: string;
  readonly difference: string;
}

export interface SweepOptions {
  readonly seed: number;
  /** One in so many crashes is followed by a second one; 0 for none. */
  readonly doubleEvery: number;
  /** One in so many operations is made to fail; 0 for none. */
  readonly failEvery: number;
  /** What runs the queries; the compiler takes those with compiled aggregates alone. Both when left out. */
  readonly executors?: readonly ('interpreter' | 'compiler')[] | undefined;
  /** How the disk of the undisturbed run and of recoveries does wrong, and what their sinks are; for tests of the sweep itself. */
  readonly plan?: FaultPlan;
  readonly through?: RunOptions['through'];
}

export function noCounts(): SweepCounts {
  return {
    queries: 0,
    operations: 0,
    kills: 0,
    powerCuts: 0,
    doubles: 0,
    failures: 0,
    recoveries: 0,
    recoveriesAlike: 0,
    alike: 0,
  };
}

/** Sweeps the stateful queries of a case; adds to `counts`. Leaves nothing behind. */
export async function sweepCase(
  found: ConformanceCase,
  options: SweepOptions,
  counts: SweepCounts,
): Promise<SweepDifference[]> {
  await loadExpressionParser();
  const document = found.document as CaseDocument;
  if (document.settings.mode !== 'streaming') return [];
  const differences: SweepDifference[] = [];
  for (const executor of options.executors ?? ['interpreter', 'compiler']) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-crash-'));
    try {
      const pipeline = new CasePipeline(document, found.expected ?? {}, { executor }, folder);
      const { refused, queries } = pipeline.lower(document);
      if (refused !== null) return [];
      for (const { sink } of queries) {
        const subject = new CrashSubject(pipeline, sink.nodeId);
        if (!subject.isStateful || (executor === 'compiler' && !subject.hasCompiledGroups)) continue;
        const differ = (what: string, difference: string) =>
          differences.push({ id: `${found.id} ${sink.nodeId}`, executor, what, difference });
        await new QuerySweep(subject, found.id, options, counts, differ).run();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return differences;
}

class QuerySweep {
  readonly #subject: CrashSubject;
  readonly #options: SweepOptions;
  readonly #counts: SweepCounts;
  readonly #differ: (what: string, difference: string) => void;
  readonly #draws: Draws;
  /** Disks from which it was gone on. */
  readonly #recovered = new Set<string>();
  /** What starts found and knew once they had read what is there. */
  readonly #found = new Set<string>();

  constructor(
    subject: CrashSubject,
    id: string,
    options: SweepOptions,
    counts: SweepCounts,
    differ: (what: string, difference: string) => void,
  ) {
    this.#subject = subject;
    this.#options = options;
    this.#counts = counts;
    this.#differ = differ;
    this.#draws = new Draws(
      options.seed + ([...id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0) % 2 ** 40),
    );
  }

  async run(): Promise<void> {
    const { plan, through } = this.#options;
    const { ran, points } = await this.#subject.record(plan, { through });
    this.#counts.queries++;
    this.#counts.operations += ran.disk.operations.length;
    let isSeen = false;
    for (const [index, point] of points.entries()) {
      if (point.since === 'changed') isSeen = false;
      if (!isSeen) await this.#crash(ran, point, index, 'kill');
      isSeen = true;
      if (point.since !== 'nothing') await this.#crash(ran, point, index, 'power cut');
    }
    if (this.#options.failEvery > 0) await this.#failures(ran);
  }

  async #crash(whole: Ran, point: CrashPoint, index: number, cause: 'kill' | 'power cut'): Promise<void> {
    const powerCutSeed = this.#draws.whole(index, LANES.powerCut, 0, 2 ** 40);
    const what = `${cause} ${point.isHalfway ? 'in the middle of' : 'before'} ${nameOf(point.operation)}`;
    const left = () => point.disk.survivors(cause === 'kill' ? 'kill' : { powerCutSeed }, this.#options.plan);
    if (cause === 'kill') this.#counts.kills++;
    else this.#counts.powerCuts++;
    const { doubleEvery } = this.#options;
    const isDouble = doubleEvery > 0 && this.#draws.whole(index, LANES.isDouble[cause], 0, doubleEvery - 1) === 0;
    if (isDouble) await this.#crashAgain(whole, point, index, left(), what);
    const disk = left();
    const likeness = likenessOf(disk, point.place);
    if (this.#recovered.has(likeness)) this.#counts.alike++;
    else await this.#recover(whole, point.place, disk, [], what);
    this.#recovered.add(likeness);
  }

  /** Goes on from a disk, and compares with the run that was stopped where this one was. */
  async #recover(
    whole: Ran,
    place: CrashPoint['place'],
    disk: FaultDisk,
    before: readonly number[],
    what: string,
  ): Promise<void> {
    this.#counts.recoveries++;
    try {
      const ran = await this.#subject.run(disk, {
        place,
        through: this.#options.through,
        firstStart: before.length === 0 ? 1000 : 3000,
        isKnown: (likeness) => this.#isKnown(`${before} ${likeness}`),
      });
      if (ran.isAlike) {
        this.#counts.recoveriesAlike++;
        return;
      }
      const difference = await this.#compare(whole, ran, before);
      if (difference !== null) this.#differ(what, difference);
    } catch (error) {
      this.#differ(what, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  #isKnown(likeness: string): boolean {
    const isKnown = this.#found.has(likeness);
    this.#found.add(likeness);
    return isKnown;
  }

  async #compare(whole: Ran, ran: Ran, before: readonly number[]): Promise<string | null> {
    const [first] = ran.starts;
    if (first === undefined) return `does not start: ${ran.outcome.fails}`;
    const stop = await this.#subject.batchesBefore(first);
    const wanted = await this.#subject.reference([...before, stop]);
    // What ran before the crash ran as in the run that wrote this disk, up to the last batch that was finished there.
    const earlier = before.length === 0 ? whole : await this.#subject.reference(before);
    const batches = new Map([...earlier.outcome.batches].filter(([id]) => id < first.nextBatchId));
    for (const [id, batch] of ran.outcome.batches) batches.set(id, batch);
    return differenceOf({ ...ran.outcome, batches }, wanted.outcome);
  }

  /** A second crash at some operation of the recovery. */
  async #crashAgain(whole: Ran, point: CrashPoint, index: number, left: FaultDisk, what: string): Promise<void> {
    const at = this.#draws.whole(index, LANES.second, 1, SECOND_CRASH_MAX);
    const disk = left.survivors('kill', { ...this.#options.plan, crash: { at, when: 'before' } });
    this.#counts.doubles++;
    const first = await this.#subject.run(disk, {
      place: point.place,
      through: this.#options.through,
      firstStart: 2000,
    });
    const powerCutSeed = this.#draws.whole(index, LANES.secondPowerCut, 0, 2 ** 40);
    const isPowerCut = powerCutSeed % 2 === 0;
    const next = disk.survivors(isPowerCut ? { powerCutSeed } : 'kill', this.#options.plan);
    const stops = await Promise.all(first.starts.slice(0, 1).map((start) => this.#subject.batchesBefore(start)));
    const last = disk.operations.at(-1) ?? null;
    const again = `${what}, then ${isPowerCut ? 'power cut' : 'kill'} before ${nameOf(disk.isDead ? last : null)} of the next start`;
    await this.#recover(whole, first.place, next, stops, again);
  }

  /** Operations that fail once or for good while the process lives on; then a start on a disk that works again. */
  async #failures(whole: Ran): Promise<void> {
    const count = whole.disk.operations.length;
    const { failEvery } = this.#options;
    for (let number = 1; number <= count; number++) {
      if (this.#draws.whole(number, LANES.isFailure, 0, failEvery - 1) !== 0) continue;
      const code = FAILURES[this.#draws.whole(number, LANES.code, 0, FAILURES.length - 1)] ?? 'EIO';
      const isForGood = this.#draws.unit(number, LANES.forGood) < 0.5;
      this.#counts.failures++;
      await this.#fail(whole, number, code, isForGood);
    }
  }

  async #fail(whole: Ran, number: number, code: string, isForGood: boolean): Promise<void> {
    const fails = ({ number: at }: DiskOperation) => (at === number || (isForGood && at > number) ? code : null);
    const ran = await this.#subject.run(new FaultDisk({ fails }));
    const what = `${code} ${isForGood ? 'for good from' : 'at'} ${nameOf(ran.disk.operations[number - 1] ?? null)}`;
    if (ran.outcome.fails === whole.outcome.fails) {
      // What only tidies up may fail without anybody's noticing.
      const difference = differenceOf(ran.outcome, whole.outcome);
      if (difference !== null) this.#differ(what, difference);
    } else if (
      !namesFile(
        ran,
        ran.disk.operations.filter((operation) => fails(operation) !== null),
      )
    ) {
      this.#differ(what, `fails without naming the file: ${ran.outcome.fails}`);
    }
    const stops = await Promise.all(ran.starts.slice(0, 1).map((start) => this.#subject.batchesBefore(start)));
    await this.#recover(whole, ran.place, ran.disk.survivors('kill'), stops, what);
  }
}

const FAILURES = ['EIO', 'ENOSPC', 'EROFS', 'EACCES'] as const;

/** A recovery has some more operations than this; later ones are much like those of the first start. */
const SECOND_CRASH_MAX = 60;

/** Keep the draws for different decisions apart. */
const LANES = {
  powerCut: 1,
  isDouble: { kill: 2, 'power cut': 3 },
  second: 4,
  secondPowerCut: 5,
  isFailure: 6,
  code: 7,
  forGood: 8,
} as const;

/** Whether the error that ended a run says which file, or which folder of the sink, the disk failed on. */
function namesFile({ error }: Ran, failed: readonly DiskOperation[]): boolean {
  if (error === null || error.code === 'EXE-102') return false;
  const paths = failed.flatMap(({ path, to }) => [path, to ?? path]);
  return paths.some((path) => error.message.includes(path.startsWith('/checkpoint') ? path : `/${path.split('/')[1]}`));
}

function nameOf(operation: DiskOperation | null): string {
  return operation === null ? 'the end' : `operation ${describeOperation(operation)}`;
}

/** One query of a case, to be broken off anywhere and gone on with. */
import { createHash } from 'node:crypto';
import { must } from '../../engine/base/assert.ts';
import type { EngineError } from '../../engine/base/errors/engine-error.ts';
import type { Random } from '../../engine/base/random.ts';
import type { PhysicalQuery } from '../../engine/execution/physical-query.ts';
import type { Sink, SinkRun } from '../../engine/sinks/sink.ts';
import { type DiskOperation, FaultDisk, type FaultPlan, FORCING, LOOKING } from '../../engine/testing/fault-disk.ts';
import type { CaseBatch } from '../case-format.ts';
import type { CasePipeline, CaseQuery, StartedLife } from '../case-query.ts';
import { GateClock } from '../gate-clock.ts';
import { processNumber } from '../process-number.ts';
import { type CrashOutcome, logsOf, readsNothing, stateOf } from './crash-outcome.ts';
import { type KeptSink, keptSink } from './kept-sink.ts';

/** Where in a case's input a query is: which of its lives, and which run of that. */
interface Place {
  readonly life: number;
  readonly run: number;
}

/** A moment at which the process may end, and what there is of the disk then. */
export interface CrashPoint {
  /** The operation that is not done any more, or half; null for the end. */
  readonly operation: DiskOperation | null;
  readonly place: Place;
  readonly disk: FaultDisk;
  /** What came since the point before: nothing, what only a power cut shows, or what every process sees. */
  readonly since: 'nothing' | 'forced' | 'changed';
  /** Whether half of a write is done. */
  readonly isHalfway: boolean;
}

/** What one or several starts came to. */
export interface Ran {
  readonly outcome: CrashOutcome;
  /** Where it stopped, if it could not go to the end. */
  readonly place: Place;
  /** What the sink was told at each start. */
  readonly starts: readonly SinkRun[];
  readonly disk: FaultDisk;
  readonly error: EngineError | null;
  /** Whether it ended since it would have gone on like another. */
  readonly isAlike: boolean;
}

export interface RunOptions {
  readonly place?: Place;
  /** Batch counts after which the query is stopped and started again, ascending. */
  readonly stops?: readonly number[];
  /** Told of each place before the query gets there. */
  readonly reached?: (place: Place) => void;
  /** What the sink is replaced by, for a test of the sweep itself. */
  readonly through?: ((sink: Sink) => Sink) | undefined;
  /** The number of the first process; those after it have the next ones. None of them has been on this disk before. */
  readonly firstStart?: number;
  /** Asked once the first start has read what is there: whether one that found and knows the same was seen to the end. If so, it ends. */
  readonly isKnown?: (likeness: string) => boolean;
}

/** The time of every batch: what the clock says must not tell runs apart. */
const NOW_MS = 1_750_000_000_000;

export class CrashSubject {
  readonly #query: CaseQuery;
  readonly #sink: KeptSink;
  /** Whether a restart may leave out a batch without data (semantics 5.4). */
  readonly hasWatermark: boolean;
  readonly isStateful: boolean;
  /** Whether something is compiled, and there are aggregates, which compiled queries keep in a form of their own. */
  readonly hasCompiledGroups: boolean;
  #undisturbed: Ran | null = null;
  readonly #references = new Map<string, Promise<Ran>>();

  constructor(pipeline: CasePipeline, sinkNodeId: string) {
    this.#query = pipeline.query(sinkNodeId);
    const { query } = this.#start({ life: 0, start: 1, disk: new FaultDisk(), sink: noSink(sinkNodeId) });
    this.hasWatermark = query.watermarkDelaysMs.length > 0;
    this.isStateful = query.operatorStates.length > 0;
    this.hasCompiledGroups =
      query.generatedSource !== null &&
      query.operatorStates.some(({ tables }) => tables.some(({ form }) => form.name === 'groups'));
    const { timeZone } = pipeline.document.settings;
    this.#sink = keptSink(sinkNodeId, query.outputSchema, query.outputMode === 'append', timeZone);
  }

  /** Runs it undisturbed, and keeps every moment at which it could end. */
  async record(plan: FaultPlan = {}, options: RunOptions = {}): Promise<{ ran: Ran; points: readonly CrashPoint[] }> {
    const points: CrashPoint[] = [];
    let place: Place = { life: 0, run: 0 };
    let since: CrashPoint['since'] = 'changed';
    const add = (operation: DiskOperation | null, isHalfway: boolean) => {
      const last = points.at(-1);
      const kept = since === 'nothing' && last !== undefined ? last.disk : disk.survivors('kill');
      points.push({ operation, place, disk: kept, since, isHalfway });
      since = 'nothing';
    };
    const disk = new FaultDisk({
      ...plan,
      heard: (operation) => {
        add(operation, false);
        if (FORCING.has(operation.call)) since = 'forced';
        else if (!LOOKING.has(operation.call)) since = 'changed';
      },
      halfway: (operation) => {
        since = 'changed';
        add(operation, true);
        since = 'changed';
      },
    });
    const ran = await this.run(disk, {
      ...options,
      reached: (at) => {
        place = at;
      },
    });
    add(null, false);
    this.#undisturbed ??= ran;
    return { ran, points };
  }

  /**
   * What must come of it when it was started again after these many batches; without a watermark, a restart must change nothing, so
   * that is the run that never stopped.
   */
  async reference(stops: readonly number[]): Promise<Ran> {
    const wanted = this.hasWatermark ? [...new Set(stops)].filter((batches) => batches > 0).sort((a, b) => a - b) : [];
    const key = wanted.join();
    if (key === '' && this.#undisturbed !== null) return this.#undisturbed;
    const known = this.#references.get(key) ?? this.run(new FaultDisk(), { stops: wanted });
    this.#references.set(key, known);
    return known;
  }

  /** How many batches were behind the query when it was started, as far as its later course goes. */
  async batchesBefore({ nextBatchId, isRerun }: SinkRun): Promise<number> {
    const { logs } = must(this.#undisturbed, 'it was recorded').outcome;
    return isRerun && readsNothing(nextBatchId, logs) ? nextBatchId + 1 : nextBatchId;
  }

  /** Runs it from a place on to its end, or until it fails. */
  async run(disk: FaultDisk, options: RunOptions = {}): Promise<Ran> {
    const stops = [...(options.stops ?? [])];
    let place: Place = options.place ?? { life: 0, run: 0 };
    const batches = new Map<number, Omit<CaseBatch, 'rows'>>();
    const starts: SinkRun[] = [];
    let isAlike = false;
    for (let start = options.firstStart ?? 1; ; start++) {
      while (stops[0] !== undefined && stops[0] <= batches.size) stops.shift();
      const maxBatches = stops[0] === undefined ? undefined : stops[0] - batches.size;
      let count = 0;
      const { life } = place;
      const prepared = (run: SinkRun, query: PhysicalQuery) => {
        starts.push(run);
        if (starts.length > 1 || options.isKnown === undefined) return;
        isAlike = options.isKnown(likenessOf(disk, place, [JSON.stringify(run), ...stateOf(query.operatorStates)]));
        if (isAlike) throw new Error('a start that found the same went to the end');
      };
      const sink: KeptSink = {
        ...this.#sink,
        create: (...ports) => (options.through ?? asItIs)(this.#sink.create(...ports)),
      };
      const started = this.#start({ life, start, disk, sink, maxBatches, prepared }, (batch) => {
        count++;
        batches.set(batch.batchId, batch);
      });
      this.#query.setFiles(life, place.run);
      await this.#query.drive(life, place.run, started, (run) => {
        place = { life, run };
        options.reached?.(place);
      });
      const { exception } = started.execution;
      const isLast = life === this.#query.lives.length - 1;
      if (exception === null && count === maxBatches) continue;
      if (exception === null && !isLast) {
        place = { life: life + 1, run: 0 };
        options.reached?.(place);
        continue;
      }
      const outcome = {
        batches,
        sink: this.#sink.read(disk),
        logs: logsOf(disk),
        state: stateOf(started.query.operatorStates),
        fails: exception === null ? null : `${exception.code}: ${exception.message}`,
      };
      return { outcome, place, starts, disk, error: exception, isAlike };
    }
  }

  #start(
    { life, start, disk, sink, maxBatches, prepared }: Start,
    heard: (batch: Omit<CaseBatch, 'rows'>) => void = () => undefined,
  ): StartedLife {
    const random = countingRandom(start);
    return this.#query.start(life, {
      ports: { disk, random, processes: processNumber(start) },
      clock: new GateClock(() => NOW_MS),
      sink: (query) => listening(sink.create(disk, random), (run) => prepared?.(run, query)),
      maxBatches,
      ran: (progress, nodes) => {
        const { rows: _, ...batch } = this.#query.batch(progress, nodes, []);
        heard(batch);
      },
    });
  }
}

interface Start {
  readonly life: number;
  /** No other process on the same disk has this number. */
  readonly start: number;
  readonly disk: FaultDisk;
  readonly sink: KeptSink;
  readonly maxBatches?: number | undefined;
  /** Told of the run once its sink is ready. */
  readonly prepared?: (run: SinkRun, query: PhysicalQuery) => void;
}

/** The same for disks that hold the same, for a query that is at the same place of its input, and knows the same. */
export function likenessOf(disk: FaultDisk, { life, run }: Place, known: readonly string[] = []): string {
  const hash = createHash('sha1').update(`${life} ${run}\n${known.join('\n')}`);
  for (const [path, bytes] of disk.entries()) {
    hash.update(`\n${path} ${bytes?.length ?? 'folder'}\n`);
    if (bytes !== null) hash.update(bytes);
  }
  return hash.digest('base64');
}

/** Names that no other start gives. */
function countingRandom(start: number): Random {
  let count = 0;
  return {
    uuid: () => `${start.toString(16).padStart(8, '0')}-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`,
  };
}

function noSink(nodeId: string): KeptSink {
  return { create: () => ({ nodeId, description: 'NoSink', addBatch: async () => undefined }), read: () => new Map() };
}

const asItIs = (sink: Sink) => sink;

/** The sink, with an ear for what it is told of its run. */
function listening(sink: Sink, prepared: (run: SinkRun) => void): Sink {
  return {
    nodeId: sink.nodeId,
    description: sink.description,
    async prepare(run) {
      await sink.prepare?.(run);
      prepared(run);
    },
    addBatch: (...batch) => sink.addBatch(...batch),
    stop: async () => sink.stop?.(),
  };
}

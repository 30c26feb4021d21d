/**
 * From a query's logical plan to the operators that run it: one each, in the same shape, but for what a compiled stage takes
 * over. Sources are made here, one for each source node, however many ways lead from it to the sink.
 */
import { assert, must } from '../base/assert.ts';
import type { Environment } from '../expression/expr.ts';
import { inputsOf, isScan, isStreamingPlan, type LogicalPlan, type Scan } from '../plan/logical-plan.ts';
import type { Aggregate } from '../plan/operators/aggregate.ts';
import type { OutputMode } from '../plan/output-mode.ts';
import type { Source } from '../sources/source.ts';
import { compileStage } from './compiler/compile-stage.ts';
import { createMergingExec, createOperatorExec } from './create-operator.ts';
import { createSource, fileSourceSettings, type SourceOptions } from './create-source.ts';
import type { QueryScope } from './operator-exec.ts';
import { AggregateExec } from './operators/aggregate-exec.ts';
import type { PhysicalNode, PhysicalStage, ScanInput } from './physical-tree.ts';
import { StaticData } from './static-data.ts';

export interface TreeOptions extends SourceOptions {
  /** Runs everything on the interpreter, also what could be compiled. */
  readonly interpreted: boolean;
  readonly outputMode: OutputMode;
  readonly environment: Environment;
}

export interface PhysicalTree {
  readonly root: PhysicalNode;
  /** Sources whose data comes in micro-batch by micro-batch, in plan order. */
  readonly sources: readonly Source[];
  /** Delay of each watermark operator that counts, in ms, in plan order. */
  readonly watermarkDelaysMs: readonly number[];
  /** The node of each watermark; one that several branches share comes once for each. */
  readonly watermarkNodeIds: readonly string[];
  readonly interpretedBecause: readonly string[];
}

/** See the head of this file. Throws `EngineError` when a setting can only now be seen to be wrong. */
export function buildPhysicalTree(plan: LogicalPlan, options: TreeOptions): PhysicalTree {
  const builder = new TreeBuilder(options);
  const root = builder.build(plan);
  return {
    root,
    sources: builder.sources,
    watermarkDelaysMs: builder.watermarkDelaysMs,
    watermarkNodeIds: builder.watermarkNodeIds,
    interpretedBecause: [...new Set(builder.interpretedBecause)],
  };
}

class TreeBuilder {
  readonly sources: Source[] = [];
  readonly watermarkDelaysMs: number[] = [];
  readonly watermarkNodeIds: string[] = [];
  readonly interpretedBecause: string[] = [];
  readonly #options: TreeOptions;
  readonly #seen = new Set<string>();
  #order = 0;

  constructor(options: TreeOptions) {
    this.#options = options;
  }

  build(plan: LogicalPlan): PhysicalNode {
    const order = this.#order++;
    if (plan.op === 'aggregate') {
      const stage = this.#compile(plan, order);
      if (stage !== null) return stage;
    }
    const inputs = inputsOf(plan).map((input) => this.build(input));
    const base = { plan, order, isRepeat: this.#isRepeat(plan.nodeId) };
    if (isScan(plan)) {
      this.#explainScan(plan);
      return { ...base, kind: 'scan', plan, input: this.#scanInput(plan) };
    }
    const scope = this.#scopeOf(plan);
    if (plan.op === 'join' || plan.op === 'union') {
      return { ...base, kind: 'merging', exec: createMergingExec(plan, scope), inputs };
    }
    const watermark = plan.op === 'event-time-watermark' ? this.#watermarkIndex(plan, plan.delayMs) : null;
    const input = must(inputs[0], 'an operator that is no scan has an input');
    return { ...base, kind: 'unary', exec: createOperatorExec(plan, watermark, scope), input };
  }

  #scopeOf(plan: LogicalPlan): QueryScope {
    const { environment, outputMode, isStreaming, clock } = this.#options;
    return { environment, outputMode, clock, isStreaming: isStreaming && isStreamingPlan(plan) };
  }

  #isRepeat(nodeId: string): boolean {
    const isRepeat = this.#seen.has(nodeId);
    this.#seen.add(nodeId);
    return isRepeat;
  }

  /** The operator's place among the watermarks; null for one over static data, which does nothing (semantics 5.1). */
  #watermarkIndex(plan: LogicalPlan, delayMs: number): number | null {
    if (this.#options.isStreaming && !isStreamingPlan(plan)) return null;
    this.watermarkNodeIds.push(plan.nodeId);
    return this.watermarkDelaysMs.push(delayMs) - 1;
  }

  #scanInput(scan: Scan): ScanInput {
    if (this.#options.isStreaming && !isStreamingPlan(scan)) {
      return { isStatic: true, data: new StaticData(createSource(scan, this.#options)) };
    }
    const known = this.sources.findIndex(({ nodeId }) => nodeId === scan.nodeId);
    const index = known >= 0 ? known : this.sources.push(createSource(scan, this.#options)) - 1;
    return { isStatic: false, index, source: must(this.sources[index], 'a source at its index') };
  }

  /** The stage that ends in `top`, where everything below it can be compiled. */
  #compile(top: Aggregate<LogicalPlan>, order: number): PhysicalStage | null {
    const options = this.#options;
    const scan = scanBelow(top);
    if (options.interpreted || scan?.op !== 'file-scan' || (scan.isStatic && options.isStreaming)) return null;
    const watermarks = this.watermarkDelaysMs.length;
    const settings = fileSourceSettings(scan, options);
    const compiled = compileStage(top, settings, options.environment, watermarks);
    if (!compiled.ok) {
      this.interpretedBecause.push(compiled.error);
      return null;
    }
    const isRepeat = chainOf(top)
      .map(({ nodeId }) => this.#isRepeat(nodeId))
      .every(Boolean);
    for (const operator of chainOf(top)) {
      if (operator.op === 'event-time-watermark') this.#watermarkIndex(operator, operator.delayMs);
    }
    const input = this.#scanInput(scan);
    assert(!input.isStatic, 'static rows of a stream are left to the interpreter');
    const target = new AggregateExec(top, this.#scopeOf(top));
    return { kind: 'stage', plan: top, order, isRepeat, stage: compiled.value, target, input };
  }

  /** Why rows of this source do not come out of a compiled stage. */
  #explainScan(scan: Scan): void {
    if (this.#options.interpreted) this.interpretedBecause.push('the interpreter was asked for');
    else if (scan.op === 'file-scan') {
      if (this.interpretedBecause.length === 0) {
        this.interpretedBecause.push('only stages that end in a group-by are compiled');
      }
    } else this.interpretedBecause.push(`rows of a ${scan.op.replace(/-scan$/, '')} source are not compiled`);
  }
}

/** The operators below and with `top`, down to where the plan is no chain any more or at its scan. */
function chainOf(top: LogicalPlan): LogicalPlan[] {
  const inputs = inputsOf(top);
  const [input] = inputs;
  return input === undefined || inputs.length > 1 ? [top] : [top, ...chainOf(input)];
}

/** The scan that feeds `top` through operators that take one row at a time; null where there is no such one. */
function scanBelow(top: Aggregate<LogicalPlan>): Scan | null {
  const bottom = must(chainOf(top).at(-1), 'a chain has an end');
  return isScan(bottom) ? bottom : null;
}

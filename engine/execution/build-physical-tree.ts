/**
 * From a query's logical plan to the operators that run it: one each, in the same shape, but for what a compiled stage takes
 * over. Sources are made here, one for each source node, however many ways lead from it to the sink.
 */
import { assert, must } from '../base/assert.ts';
import type { Environment } from '../expression/expr.ts';
import { inputsOf, isScan, isStreamingPlan, type LogicalPlan, type Scan } from '../plan/logical-plan.ts';
import type { OutputMode } from '../plan/output-mode.ts';
import type { ScanBackend } from '../scanning/create-scanner.ts';
import type { Source } from '../sources/source.ts';
import type { MemoryBudget } from '../state/memory-budget.ts';
import { compileStage } from './compiler/compile-stage.ts';
import { createMergingExec, createOperatorExec } from './create-operator.ts';
import { createSource, fileSourceSettings, type SourceOptions } from './create-source.ts';
import type { QueryScope } from './operator-exec.ts';
import { AggregateExec } from './operators/aggregate-exec.ts';
import { SharedStage, type Sharing } from './parallel/shared-stage.ts';
import type { PhysicalNode, PhysicalStage, ScanInput } from './physical-tree.ts';
import { StaticData } from './static-data.ts';

export interface TreeOptions extends SourceOptions {
  /** Runs everything on the interpreter, also what could be compiled. */
  readonly interpreted: boolean;
  readonly outputMode: OutputMode;
  readonly environment: Environment;
  readonly memory: MemoryBudget;
  /** Where large batches are shared out to; left out: nowhere. */
  readonly sharing?: Sharing | undefined;
  /** What scanners are made of; WebAssembly where it is to be had, when left out. */
  readonly scanBackend?: ScanBackend | undefined;
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
    const stage = this.#compile(plan, order);
    if (stage !== null) return stage;
    const inputs = inputsOf(plan).map((input) => this.build(input));
    const base = { plan, order, isRepeat: this.#isRepeat(plan.nodeId) };
    if (isScan(plan)) {
      this.#explainScan(plan);
      return { ...base, kind: 'scan', plan, input: this.#scanInput(plan) };
    }
    if (this.interpretedBecause.length === 0) this.interpretedBecause.push(`a ${plan.op} is interpreted`);
    const scope = this.#scopeOf(plan);
    if (plan.op === 'join' || plan.op === 'union') {
      return { ...base, kind: 'merging', exec: createMergingExec(plan, scope), inputs };
    }
    const watermark = plan.op === 'event-time-watermark' ? this.#watermarkIndex(plan, plan.delayMs) : null;
    const input = must(inputs[0], 'an operator that is no scan has an input');
    return { ...base, kind: 'unary', exec: createOperatorExec(plan, watermark, scope), input };
  }

  #scopeOf(plan: LogicalPlan): QueryScope {
    const { environment, outputMode, isStreaming, clock, memory } = this.#options;
    return { environment, outputMode, clock, memory, isStreaming: isStreaming && isStreamingPlan(plan) };
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
  #compile(top: LogicalPlan, order: number): PhysicalStage | null {
    const options = this.#options;
    const operators = chainOf(top).reverse();
    const [scan] = operators;
    if (options.interpreted || scan?.op !== 'file-scan' || (scan.isStatic && options.isStreaming)) return null;
    const aggregate = top.op === 'aggregate' ? top : null;
    if (aggregate === null && !operators.slice(1).every(takesRowByRow)) return null;
    const seen = new Set(this.#seen);
    const plan = {
      settings: fileSourceSettings(scan, options),
      chain: operators.slice(1, aggregate === null ? undefined : -1),
      top: aggregate,
      isCounted: operators.map(({ nodeId }) => seen.size < seen.add(nodeId).size),
      timeZone: options.timeZone,
    };
    const memory = options.memory.account((aggregate ?? scan).nodeId);
    const compiled = compileStage(plan, { memory, backend: options.scanBackend });
    if (!compiled.ok) {
      this.interpretedBecause.push(compiled.error);
      return null;
    }
    const isRepeat = this.#seen.has(top.nodeId);
    for (const { nodeId } of operators) this.#seen.add(nodeId);
    const firstWatermark = this.watermarkDelaysMs.length;
    for (const operator of operators) {
      if (operator.op === 'event-time-watermark') this.#watermarkIndex(operator, operator.delayMs);
    }
    const input = this.#scanInput(scan);
    assert(!input.isStatic, 'static rows of a stream are left to the interpreter');
    const target = aggregate === null ? null : new AggregateExec(aggregate, this.#scopeOf(aggregate));
    const stage = new SharedStage(compiled.value, plan, options.sharing, memory);
    return { kind: 'stage', plan: top, order, isRepeat, stage, target, firstWatermark, input };
  }

  /** Why rows of this source do not come out of a compiled stage. */
  #explainScan(scan: Scan): void {
    if (this.#options.interpreted) this.interpretedBecause.push('the interpreter was asked for');
    else if (scan.op === 'file-scan') {
      if (this.interpretedBecause.length === 0) this.interpretedBecause.push('files beside a stream are read whole');
    } else this.interpretedBecause.push(`rows of a ${scan.op.replace(/-scan$/, '')} source are not compiled`);
  }
}

/** The operators below and with `top`, down to where the plan is no chain any more or at its scan. */
function chainOf(top: LogicalPlan): LogicalPlan[] {
  const inputs = inputsOf(top);
  const [input] = inputs;
  return input === undefined || inputs.length > 1 ? [top] : [top, ...chainOf(input)];
}

/** Operators that make of each row what they make, whatever rows came before. */
function takesRowByRow({ op }: LogicalPlan): boolean {
  return op === 'project' || op === 'filter' || op === 'event-time-watermark' || op === 'time-window';
}

import type { LogicalPlan, Scan } from '../plan/logical-plan.ts';
import type { Source } from '../sources/source.ts';
import type { CompiledStage } from './compiler/compiled-stage.ts';
import type { KeepsState, MergingExec, OperatorExec } from './operator-exec.ts';
import type { AggregateExec } from './operators/aggregate-exec.ts';
import type { StaticData } from './static-data.ts';

interface PhysicalBase {
  readonly plan: LogicalPlan;
  /** See `OperatorView`. */
  readonly order: number;
  readonly isRepeat: boolean;
}

/** A source's rows: those of a range of its offsets, or all there are now for a static one. */
export interface PhysicalScan extends PhysicalBase {
  readonly kind: 'scan';
  readonly plan: Scan;
  readonly input: ScanInput;
}

/** A compiled stage in the place of everything from a scan up to an aggregation, or up to the last operator that takes a row at a time. */
export interface PhysicalStage extends PhysicalBase {
  readonly kind: 'stage';
  readonly stage: CompiledStage;
  /** Takes the groups; null for a stage whose rows leave it. */
  readonly target: AggregateExec | null;
  /** Place of the stage's first watermark among the query's. */
  readonly firstWatermark: number;
  readonly input: ScanInput & { readonly isStatic: false };
}

export interface PhysicalUnary extends PhysicalBase {
  readonly kind: 'unary';
  readonly exec: OperatorExec;
  readonly input: PhysicalNode;
}

export interface PhysicalMerging extends PhysicalBase {
  readonly kind: 'merging';
  readonly exec: MergingExec;
  readonly inputs: readonly PhysicalNode[];
}

/** One operator of a query as it runs, with those that feed it. */
export type PhysicalNode = PhysicalScan | PhysicalStage | PhysicalUnary | PhysicalMerging;

export type ScanInput =
  | {
      readonly isStatic: false;
      /** Position among the query's sources. */
      readonly index: number;
      readonly source: Source;
    }
  | {
      readonly isStatic: true;
      readonly data: StaticData;
    };

/** The node and all below it, the one nearest the sink first, a join's left input before its right one. */
export function nodesBelow(node: PhysicalNode): PhysicalNode[] {
  const inputs = node.kind === 'unary' ? [node.input] : node.kind === 'merging' ? node.inputs : [];
  return [node, ...inputs.flatMap(nodesBelow)];
}

/** The part of a node that keeps state; null where there is none. */
export function stateOf(node: PhysicalNode): KeepsState | null {
  if (node.kind === 'stage') return node.target;
  if (node.kind === 'scan') return null;
  return 'commit' in node.exec ? (node.exec as unknown as KeepsState) : null;
}

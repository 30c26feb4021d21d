import { DEFAULT_PORT } from '../../pipeline/document.ts';
import { inputsOf, type LogicalPlan } from '../../plan/logical-plan.ts';

/** A wire of the canvas where it lies in a query's plan. */
export interface PlanWire {
  /** The operator whose rows run over it. */
  readonly from: LogicalPlan;
  /** The operator that takes them; null for the sink. */
  readonly into: LogicalPlan | null;
  /** Which of its inputs it is. */
  readonly port: number;
  /** The way from the plan's last operator down to `from`, as places among inputs. */
  readonly path: readonly number[];
}

/** Ends of a wire, as the document names them. */
export interface WireEnds {
  readonly source: string;
  readonly target: string;
  readonly targetPort?: string | undefined;
}

/** The node whose rows an operator gives: of a scan with declared columns the one that declares them. */
export function outputNodeOf(plan: LogicalPlan): string {
  return plan.op === 'file-scan' ? (plan.schemaNodeId ?? plan.nodeId) : plan.nodeId;
}

/** All wires over which rows run, from the sink down, a join's left input before its right one. */
export function wiresOf(plan: LogicalPlan): PlanWire[] {
  const wires: PlanWire[] = [];
  const visit = (wire: PlanWire): void => {
    wires.push(wire);
    for (const [port, from] of inputsOf(wire.from).entries()) {
      visit({ from, into: wire.from, port, path: [...wire.path, port] });
    }
  };
  visit({ from: plan, into: null, port: 0, path: [] });
  return wires;
}

/** The wire between two nodes. One that lies on several ways to the sink is found on the first, where its rows are counted. */
export function wireBetween(plan: LogicalPlan, sinkNodeId: string, ends: WireEnds): PlanWire | null {
  const found = wiresOf(plan).find(
    ({ from, into, port }) =>
      outputNodeOf(from) === ends.source &&
      (into?.nodeId ?? sinkNodeId) === ends.target &&
      portName(into, port) === (ends.targetPort ?? DEFAULT_PORT),
  );
  return found ?? null;
}

/** The wire over which the rows of a node leave it first; that into the sink for the sink itself. */
export function wireOutOf(plan: LogicalPlan, sinkNodeId: string, nodeId: string): PlanWire | null {
  const wires = wiresOf(plan);
  if (nodeId === sinkNodeId) return wires[0] ?? null;
  return wires.find(({ from }) => outputNodeOf(from) === nodeId) ?? null;
}

/** Whether the wire is that between a file source and the node that declares its columns, over which records run and no rows yet. */
export function isRecordWire(plan: LogicalPlan, { source, target }: WireEnds): boolean {
  return wiresOf(plan).some(
    ({ from }) => from.op === 'file-scan' && from.nodeId === source && from.schemaNodeId === target,
  );
}

function portName(into: LogicalPlan | null, port: number): string {
  if (into?.op !== 'join') return DEFAULT_PORT;
  return port === 0 ? 'left' : 'right';
}

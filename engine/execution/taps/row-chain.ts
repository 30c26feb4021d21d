import { type LogicalPlan, operatorsOf } from '../../plan/logical-plan.ts';
import type { TakeRow } from '../../sources/file/looks/file-rows.ts';
import { BatchScope } from '../batch-scope.ts';
import { createOperatorExec } from '../create-operator.ts';
import type { RowSink } from '../row-sink.ts';

/** The batch whose rows are made again. */
export interface ChainBatch {
  readonly timestampMs: number;
  readonly timeZone: string;
}

const NOWHERE: RowSink = { push: () => undefined, end: () => undefined };

/**
 * The interpreter's operators from a scan up to `top`, each of which takes a row at a time: without state, and counting for nobody.
 *
 * @param taps who sees the rows that leave an operator, the scan among them
 * @returns where the scan's rows go in
 */
export function openChain(
  top: LogicalPlan,
  { timestampMs, timeZone }: ChainBatch,
  taps: ReadonlyMap<LogicalPlan, TakeRow>,
): TakeRow {
  const environment = { timeZone, batchTimestampMs: () => timestampMs };
  const scope = { environment, isStreaming: false, outputMode: 'complete' } as const;
  const batch = new BatchScope({ batchId: 0, timestampMs, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [] }, [], 0);
  const [scan, ...operators] = operatorsOf(top);
  let above = tapped(operators.at(-1) ?? scan, NOWHERE, taps);
  for (const [at, operator] of [...operators.entries()].reverse()) {
    const below = at === 0 ? scan : operators[at - 1];
    above = tapped(below, createOperatorExec(operator, null, scope).open(batch, above), taps);
  }
  return (row) => above.push(row);
}

function tapped(operator: LogicalPlan | undefined, above: RowSink, taps: ReadonlyMap<LogicalPlan, TakeRow>): RowSink {
  const tap = operator === undefined ? undefined : taps.get(operator);
  if (tap === undefined) return above;
  return {
    push: (row) => {
      tap(row);
      above.push(row);
    },
    end: () => undefined,
  };
}

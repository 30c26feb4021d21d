import { InternalError } from '../../base/assert.ts';
import type { Environment } from '../../expression/expr.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { RecordSink } from '../../sources/source.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope } from '../operator-exec.ts';
import { type EventTimeStatsBuilder, EventTimeWatermarkExec } from '../operators/event-time-watermark-exec.ts';
import { FilterExec } from '../operators/filter-exec.ts';
import type { PartialAggregation } from '../operators/partial-aggregation.ts';
import { ProjectExec } from '../operators/project-exec.ts';
import { TimeWindowExec } from '../operators/time-window-exec.ts';
import type { BatchObserver } from '../physical-query.ts';
import { countRecords, type ScanNodes } from '../record-counting.ts';
import type { RowSink } from '../row-sink.ts';
import type { GroupTable } from './group-table.ts';

type Open = (batch: BatchScope, output: RowSink, stats: readonly EventTimeStatsBuilder[]) => RowSink;

/** The interpreter's own operators of a stage, for the lines that the generated loop does not take. */
export class GeneralPath {
  readonly #scan: ScanNodes;
  readonly #opens: readonly Open[];
  readonly #aggregateNodeId: string;
  readonly #partial: PartialAggregation;
  readonly #table: GroupTable;

  /**
   * @param chain the operators between the scan and the aggregation, in order
   * @param firstWatermark place of the chain's first watermark among the query's
   */
  constructor(
    scan: ScanNodes,
    chain: readonly LogicalPlan[],
    aggregateNodeId: string,
    environment: Environment,
    partial: PartialAggregation,
    table: GroupTable,
    firstWatermark: number,
  ) {
    this.#scan = scan;
    this.#aggregateNodeId = aggregateNodeId;
    this.#partial = partial;
    this.#table = table;
    // None of these operators looks at the mode of the query.
    const scope: QueryScope = { environment, isStreaming: false, outputMode: 'complete' };
    let watermarks = 0;
    this.#opens = chain.map((operator): Open => {
      switch (operator.op) {
        case 'project': {
          const exec = new ProjectExec(operator, scope);
          return (batch, output) => exec.open(batch, output);
        }
        case 'filter': {
          const exec = new FilterExec(operator, scope);
          return (batch, output) => exec.open(batch, output);
        }
        case 'event-time-watermark': {
          const index = watermarks++;
          const exec = new EventTimeWatermarkExec(operator, firstWatermark + index, scope);
          return (batch, output, stats) => exec.open(batch, output, stats[index]);
        }
        case 'time-window': {
          const exec = new TimeWindowExec(operator);
          return (batch, output) => exec.open(batch, output);
        }
        default:
          throw new InternalError(`a stage has no ${operator.op} inside`);
      }
    });
  }

  /**
   * Where records go in one batch, and what ends the batch.
   *
   * @param stats event times of each watermark, which the loop adds to as well
   */
  open(
    batch: BatchScope,
    observer: BatchObserver,
    stats: readonly EventTimeStatsBuilder[],
  ): { readonly records: RecordSink; end(): void } {
    const count = batch.countOf(this.#aggregateNodeId);
    const groups: RowSink = {
      push: (row) => {
        count.in++;
        const group = this.#partial.groupOfRow(row);
        this.#table.interrupt(group, () => this.#partial.update(group, row));
      },
      end: () => undefined,
    };
    const bottom = this.#opens.reduceRight((output, open) => open(batch, output, stats), groups);
    return { records: countRecords(this.#scan, batch, bottom, observer), end: () => bottom.end() };
  }
}

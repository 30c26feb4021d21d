import { InternalError, must } from '../../base/assert.ts';
import type { Environment } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import type { MalformedRecord, RecordSink } from '../../sources/source.ts';
import type { Row } from '../../types/value.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { QueryScope } from '../operator-exec.ts';
import { type EventTimeStatsBuilder, EventTimeWatermarkExec } from '../operators/event-time-watermark-exec.ts';
import { FilterExec } from '../operators/filter-exec.ts';
import { ProjectExec } from '../operators/project-exec.ts';
import { TimeWindowExec } from '../operators/time-window-exec.ts';
import { countRecords } from '../record-counting.ts';
import type { RowSink } from '../row-sink.ts';
import { type Grouping, PaneSink } from './pane-sink.ts';
import type { PanePlan } from './panes.ts';
import type { LoopTarget } from './stage-loop.ts';
import type { StagePlan } from './stage-plan.ts';

type Open = (batch: BatchScope, output: RowSink, stats: readonly EventTimeStatsBuilder[]) => RowSink;

/** The interpreter's own operators of a stage, for the lines that the generated loop does not take. */
export class GeneralPath {
  readonly #plan: StagePlan;
  readonly #opens: readonly Open[];
  readonly #panes: PanePlan | null;
  readonly #grouping: Grouping;

  /** @param panes how the loop gathers the groups of windows; null where it does not */
  constructor(plan: StagePlan, environment: Environment, panes: PanePlan | null) {
    this.#plan = plan;
    this.#panes = panes;
    this.#grouping = {
      keys: (plan.top?.keys ?? []).map(({ expr }) => interpret(expr, environment)),
      calls: (plan.top?.calls ?? []).map(({ args }) => args.map((arg) => interpret(arg, environment))),
    };
    // None of these operators looks at the mode of the query.
    const scope: QueryScope = { environment, isStreaming: false, outputMode: 'complete' };
    let watermarks = 0;
    this.#opens = plan.chain.map((operator): Open => {
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
          const exec = new EventTimeWatermarkExec(operator, index, scope);
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
   * Where records go.
   *
   * @param counted the nodes' counts by operator; those that are counted on another way to the sink are not shown
   * @param stats event times of each watermark, which the loop adds to as well
   * @param toWindows makes windows of the panes that `target` has gathered, and goes on without panes
   */
  open(
    counted: (isCounted: boolean) => BatchScope,
    stats: readonly EventTimeStatsBuilder[],
    target: LoopTarget,
    malformed: (nodeId: string, found: MalformedRecord) => void,
    toWindows: () => void,
  ): RecordSink {
    const { chain, isCounted, settings, top } = this.#plan;
    const scopeAt = (at: number) => counted(must(isCounted[at], 'each operator is counted or not'));
    const end: RowSink =
      top === null
        ? { push: (row) => must(target.output, 'rows have somewhere to go').push(row), end: () => undefined }
        : this.#groups(top, scopeAt(chain.length + 1), target);
    let bottom = end;
    for (let at = chain.length - 1; at >= 0; at--) {
      const scope = scopeAt(at + 1);
      const above = must(this.#opens[at], 'an operator at its place')(scope, bottom, stats);
      const isPaned = this.#panes !== null && at === chain.length - 1 && top !== null;
      bottom = isPaned
        ? new PaneSink({
            panes: must(this.#panes, 'there are panes'),
            grouping: this.#grouping,
            target,
            windows: above,
            windowCount: scope.countOf(must(chain[at], 'a window below the groups').nodeId),
            groupCount: scopeAt(chain.length + 1).countOf(must(top, 'panes are for groups').nodeId),
            toWindows,
          })
        : above;
    }
    return countedRecords(settings, scopeAt(0), bottom, target, malformed);
  }

  #groups(top: Aggregate<LogicalPlan>, scope: BatchScope, target: LoopTarget): RowSink {
    const count = scope.countOf(top.nodeId);
    const { keys, calls } = this.#grouping;
    return {
      push: (row: Row) => {
        count.in++;
        const table = must(target.table, 'groups have a table');
        const group = table.groupOf(keys.map((key) => key(row)));
        for (const [index, args] of calls.entries()) {
          table.update(
            group,
            index,
            args.map((arg) => arg(row)),
          );
        }
      },
      end: () => undefined,
    };
  }
}

function countedRecords(
  scan: StagePlan['settings'],
  scope: BatchScope,
  output: RowSink,
  target: LoopTarget,
  malformed: (nodeId: string, found: MalformedRecord) => void,
): RecordSink {
  const counted = countRecords(scan, scope, output, { counting: () => undefined, malformed });
  return {
    record: (row) => {
      // A dropped record is none of the rows that a schema's node gives.
      if (row !== null || scan.schemaNodeId === null) target.rowsRead++;
      counted.record(row);
    },
    malformed: counted.malformed,
  };
}

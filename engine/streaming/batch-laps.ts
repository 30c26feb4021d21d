import type { Clock } from '../base/clock.ts';
import type { BatchWork } from '../execution/figures/query-figures.ts';
import type { BatchResult, PhysicalQuery } from '../execution/physical-query.ts';
import type { Sink } from '../sinks/sink.ts';

/** When a batch was through with its operators, with saving its state and with its sink: so each has its share of the batch's time. */
export class BatchLaps {
  readonly #clock: Pick<Clock, 'monotonic'>;
  #ranMs = 0;
  #savedMs = 0;
  #writtenMs = 0;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  ran(): void {
    this.#ranMs = this.#clock.monotonic();
  }

  saved(): void {
    this.#savedMs = this.#clock.monotonic();
  }

  written(): void {
    this.#writtenMs = this.#clock.monotonic();
  }

  /** What the batch tells of its nodes: state is saved for the node that keeps some, where there is one such, and rows end in the sink. */
  workOf(
    { counts, stateOperators, stateNodeIds = [], times = [] }: BatchResult,
    operatorStates: PhysicalQuery['operatorStates'],
    sink: Pick<Sink, 'nodeId'>,
    startedMs: number,
  ): BatchWork {
    const keepers = new Set(operatorStates.map(({ nodeId }) => nodeId));
    return {
      counts,
      stateOperators,
      stateNodeIds,
      times: [
        ...times,
        ...(keepers.size === 1 ? [{ nodeIds: [...keepers], ms: this.#savedMs - this.#ranMs }] : []),
        { nodeIds: [sink.nodeId], ms: this.#writtenMs - this.#savedMs },
      ],
      totalMs: this.#clock.monotonic() - startedMs,
    };
  }
}

/** A stage of few words: lines `key number` counted, summed and listed by key, read the plain way. */
import { readFileSync } from 'node:fs';
import { must } from '../../../base/assert.ts';
import { CancelledError, EngineError } from '../../../base/errors/engine-error.ts';
import { bindAggregate } from '../../../expression/aggregates/bind-aggregate.ts';
import { findAggregate } from '../../../expression/aggregates/registry.ts';
import type { Expr } from '../../../expression/expr.ts';
import type { Aggregate, AggregateCall } from '../../../plan/operators/aggregate.ts';
import { GroupTable } from '../../../state/groups/group-table.ts';
import { BIGINT, DOUBLE, STRING } from '../../../types/data-type.ts';
import type { StageTask } from '../../compiler/stage-task.ts';
import { EventTimeStatsBuilder } from '../../operators/event-time-watermark-exec.ts';

const key: Expr = { kind: 'column', index: 0, name: 'k', type: STRING, nullable: false };
const number: Expr = { kind: 'column', index: 1, name: 'x', type: DOUBLE, nullable: false };
const whole: Expr = { kind: 'column', index: 2, name: 'n', type: BIGINT, nullable: false };

export const linePlan: Pick<Aggregate, 'keys' | 'calls'> = {
  keys: [{ expr: key, name: 'k' }],
  calls: [call('count', []), call('sum', [number]), call('collect_list', [number]), call('sum', [whole])],
};

function call(name: string, args: readonly Expr[]): AggregateCall {
  const bound = bindAggregate(must(findAggregate(name), name), name, args, false);
  if (!bound.ok) throw new Error(bound.error.code);
  const { aggregate, functionName, origin } = bound.value;
  return { name, functionName, aggregate, origin, args };
}

/**
 * `!` begins a malformed line; `boom` is an error; `wait` lasts until the batch is cancelled.
 *
 * @param isOrderSensitive what the task says of itself
 */
export function lineTask(isOrderSensitive: boolean): StageTask {
  return {
    kind: 'groups',
    isOrderSensitive,
    createTable: () => GroupTable.of(linePlan),
    begin: () => undefined,
    finish: async (table) => table,
    async runRange(slice, fromByte, toByte, target, pacer) {
      const bytes = readFileSync(slice.path);
      let at = fromByte === 0 ? 0 : bytes.indexOf(0x0a, fromByte - 1) + 1;
      if (fromByte > 0 && at === 0) at = bytes.length;
      const malformed = [];
      const times = new EventTimeStatsBuilder();
      let lines = 0;
      let rows = 0;
      while (at < toByte && at < bytes.length) {
        const found = bytes.indexOf(0x0a, at);
        const end = found === -1 ? bytes.length : found;
        const line = bytes.toString('utf8', at, end);
        lines++;
        at = end + 1;
        if (line === 'boom') throw new EngineError('EXE-101', { function: 'sum', type: 'bigint' });
        if (line === 'wait') {
          for (;;) {
            await new Promise<void>((resolve) => setImmediate(resolve));
            pacer.check();
          }
        }
        if (line === 'stop') throw new CancelledError();
        if (line.startsWith('!')) {
          malformed.push({ nodeId: 'lines', found: { path: slice.path, line: lines, reason: line } });
          continue;
        }
        const [name = '', value = ''] = line.split(' ');
        rows++;
        if (target.kind !== 'groups') throw new Error('groups are asked for');
        const group = target.table.groupOf([name]);
        times.add(Math.trunc(Number(value)));
        target.table.update(group, 0, []);
        target.table.update(group, 1, [Number(value)]);
        target.table.update(group, 2, [Number(value)]);
        target.table.update(group, 3, [BigInt(Math.trunc(Number(value)))]);
      }
      const eventTimes = [times.sums];
      return {
        lines,
        rowsRead: rows,
        counts: { lines: { in: 0, out: lines }, rows: { in: lines, out: rows } },
        eventTimes,
        malformed,
      };
    },
  };
}

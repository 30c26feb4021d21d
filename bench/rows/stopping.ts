import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from '../bench-context.ts';
import { distinctUsers } from '../data/user-events.ts';
import { summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { rowsText, summaryText, timeText } from '../report/words.ts';
import { files, pipelineInto } from './pipeline.ts';

const KEYS = 10_000_000;
const QUICK_KEYS = 200_000;
/** When the session is stopped, as shares of the time that the whole run takes. */
const MOMENTS = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9];
const STOP_MS_MAX = 2000;

/** How long a session takes to stop amid one large batch that builds up state, or writes it down. */
export const stoppingRow: BenchRow = {
  id: 'stop',
  async run(context) {
    const keys = context.isQuick ? QUICK_KEYS : KEYS;
    const work = join(context.cache, 'stopping');
    const source = files(context.provide(distinctUsers(keys, 1)).folder, [{ name: 'user', type: 'string' }]);
    const document = pipelineInto(
      [
        ...source,
        { id: 'counts', kind: 'group-by', config: { keys: ['user'], aggregates: [{ function: 'count' }] } },
        { id: 'none', kind: 'filter', config: { condition: 'count < 0' } },
      ],
      { id: 'out', kind: 'console-sink', config: { outputMode: 'update' } },
      { memoryLimit: '6 GB' },
    );
    const run = { document, mode: 'streaming', checkpoint: join(work, 'checkpoint') } as const;
    const times: number[] = [];
    let late = 0;
    try {
      rmSync(work, { recursive: true, force: true });
      const whole = await context.sides.startMillrace(2);
      const { ms } = await whole.call('run', run);
      for (const share of MOMENTS) {
        rmSync(work, { recursive: true, force: true });
        const millrace = await context.sides.startMillrace(2);
        const stopMs = await millrace.call('stopSession', { ...run, afterMs: ms * share });
        if (stopMs === null) late++;
        else times.push(stopMs);
        await context.sides.endAll();
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    if (late > MOMENTS.length / 2) throw new Error(`${late} runs had ended before they were stopped`);
    const stops = summarize(times);
    const line: ResultLine = {
      work: `stopping the session amid a batch with a checkpoint that makes ${rowsText(keys).replace('rows', 'groups')}, at ${times.length} moments, 2 workers: the longest`,
      ours: summaryText(stops),
      against: '',
      figure: timeText(stops.max),
      gate: `under ${STOP_MS_MAX / 1000} s`,
      mark: stops.max < STOP_MS_MAX ? 'pass' : 'short',
    };
    return [line];
  },
};

import type { BenchRow } from '../bench-context.ts';
import { distinctUsers } from '../data/user-events.ts';
import { summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { rowsText, summaryText } from '../report/words.ts';
import { files, pipeline } from './pipeline.ts';

const ROWS = 100_000;
const TOTALS = 'select substring(user, 3, 1) as letter, sum(count) as total from result group by 1';

/** What the first and the next question to a new result table cost: the first one hands its rows to the SQL engine. */
export const tablesRow: BenchRow = {
  id: 'tables',
  async run(context) {
    const data = context.provide(distinctUsers(ROWS, 1));
    const document = pipeline([
      ...files(data.folder, [{ name: 'user', type: 'string' }]),
      { id: 'counts', kind: 'group-by', config: { keys: ['user'], aggregates: [{ function: 'count' }] } },
    ]);
    const millrace = await context.sides.startMillrace(1);
    const first: number[] = [];
    const next: number[] = [];
    for (let round = 0; round <= context.measuring.rounds; round++) {
      await millrace.call('run', { document, mode: 'batch' });
      const times = [await millrace.call('ask', { sql: TOTALS }), await millrace.call('ask', { sql: TOTALS })];
      if (round === 0) continue;
      first.push(times[0] ?? 0);
      next.push(times[1] ?? 0);
    }
    const line = (question: string, times: readonly number[]): ResultLine => ({
      work: `a result table of ${rowsText(ROWS)}: ${question}`,
      ours: summaryText(summarize(times)),
      against: '',
      figure: '',
      gate: '',
      mark: 'shown',
    });
    return [line('the first question after a batch', first), line('the next question', next)];
  },
};

import type { BenchRow } from '../bench-context.ts';
import { labEvents } from '../data/lab-events.ts';
import { linkedCopies } from '../data/linked-copies.ts';
import { type Contender, interleave } from '../measure/interleave.ts';
import type { ResultLine } from '../report/result-line.ts';
import { rowsText, summaryText } from '../report/words.ts';
import { labPipeline } from './pipeline.ts';

const TOLERANCE = 0.1;

/** The lab query over 1, 10 and 100 million rows on one thread: what a row costs must not depend on how many there are. */
export const linearRow: BenchRow = {
  id: 'linear',
  async run(context) {
    const one = context.provide(labEvents(context.root, 1_000_000, 1));
    const ten = linkedCopies(context.cache, one, 'lab-linear-10', 10);
    const hundred = linkedCopies(context.cache, one, 'lab-linear-100', 100);
    const millrace = await context.sides.startMillrace(1);
    const sizes = context.isQuick ? [one, ten] : [one, ten, hundred];
    const contenders = sizes.map(
      ({ folder, rows }): Contender => ({
        name: rowsText(rows),
        run: async () => {
          const result = await millrace.call('run', { document: labPipeline(folder), mode: 'batch' });
          if (result.inputRows !== rows) throw new Error(`Millrace read ${result.inputRows} rows of ${rows}`);
          return context.timeOf(result);
        },
      }),
    );
    const times = await interleave(contenders, context.measuring);
    const costs = times.map(({ median }, i) => (median / (sizes[i]?.rows ?? 1)) * 1e6);
    return sizes.slice(1).map((size, i): ResultLine => {
      const before = sizes[i];
      const deviation = (costs[i + 1] ?? 0) / (costs[i] ?? 1) - 1;
      const [mine, theirs] = [times[i + 1], times[i]];
      return {
        work: `lab query, 1 thread: cost of a row at ${rowsText(size.rows)} next to ${rowsText(before?.rows ?? 0)}`,
        ours: mine === undefined ? '' : `${(costs[i + 1] ?? 0).toFixed(1)} ns a row, ${summaryText(mine)}`,
        against: theirs === undefined ? '' : `${(costs[i] ?? 0).toFixed(1)} ns a row, ${summaryText(theirs)}`,
        figure: `${deviation >= 0 ? '+' : ''}${(deviation * 100).toFixed(1)} %`,
        gate: `within ${TOLERANCE * 100} %`,
        mark: Math.abs(deviation) <= TOLERANCE ? 'pass' : 'short',
      };
    });
  },
};

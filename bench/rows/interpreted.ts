import type { BenchRow } from '../bench-context.ts';
import { labEvents } from '../data/lab-events.ts';
import { type Contender, interleave } from '../measure/interleave.ts';
import { ratioText, rowsText, summaryText } from '../report/words.ts';
import { labPipeline } from './pipeline.ts';

const ROWS = 1_000_000;
const QUICK_ROWS = 100_000;

/** The compiled stage against the interpreter, both on one thread. */
export const interpretedRow: BenchRow = {
  id: 'interpreted',
  async run(context) {
    const data = context.provide(labEvents(context.root, context.isQuick ? QUICK_ROWS : ROWS, 1));
    const document = labPipeline(data.folder);
    const sides = await Promise.all([context.sides.startMillrace(1), context.sides.startMillrace(1)]);
    const contenders = sides.map((millrace, i): Contender => {
      const interpreted = i === 1;
      return {
        name: interpreted ? 'interpreted' : 'compiled',
        run: async () => context.timeOf(await millrace.call('run', { document, mode: 'batch', interpreted })),
      };
    });
    const [compiled, interpreted] = await interleave(contenders, context.measuring);
    if (compiled === undefined || interpreted === undefined) throw new Error('nobody ran');
    return [
      {
        work: `lab query, ${rowsText(data.rows)}, 1 thread: compiled against interpreted`,
        ours: summaryText(compiled),
        against: `interpreter ${summaryText(interpreted)}`,
        figure: ratioText(interpreted.median / compiled.median),
        gate: '',
        mark: 'shown',
      },
    ];
  },
};

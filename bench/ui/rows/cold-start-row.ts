import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summarize } from '../../measure/statistics.ts';
import { ratioText, summaryText } from '../../report/words.ts';
import { bareGraph } from '../bare-graph.ts';
import type { UiRow } from '../ui-context.ts';

const most = 1.3;

/** From the start of the process to a canvas that shows a small pipeline and takes the pointer. */
export const coldStartRow = (root: string): UiRow => ({
  id: 'cold-start',
  async run(context) {
    const lab = join(root, 'assets', 'pipelines', 'lab-5.millrace.json');
    const address = context.serve('lab.json', JSON.stringify(bareGraph(JSON.parse(readFileSync(lab, 'utf8')))));
    const ours: number[] = [];
    const theirs: number[] = [];
    const rounds = context.isQuick ? 3 : 9;
    // The first start of each reads its files from the disk.
    await context.coldStart('app', lab);
    await context.coldStart('bare', address);
    for (let round = 0; round < rounds; round++) {
      ours.push(await context.coldStart('app', lab));
      theirs.push(await context.coldStart('bare', address));
    }
    const ratio = summarize(ours).median / summarize(theirs).median;
    return [
      {
        work: 'cold start to a usable canvas',
        ours: summaryText(summarize(ours)),
        against: summaryText(summarize(theirs)),
        figure: ratioText(ratio),
        gate: `at most ${most}x`,
        mark: ratio <= most ? 'pass' : 'short',
      },
    ];
  },
});

import type { BenchRow } from '../bench-context.ts';
import { labEvents } from '../data/lab-events.ts';
import { linkedCopies } from '../data/linked-copies.ts';
import { type Summary, summarize } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { bytesText, rowsText, summaryText, timeText } from '../report/words.ts';
import { labPipeline } from './pipeline.ts';

const WAIT_MAX = 16;
const STOP_MAX = 50;
/** How long a run goes on before it is stopped. */
const STOP_AFTER_MS = 300;

/** How long events wait and a stop takes while a run at full speed goes on, the engine on a thread of its own as in the app. */
export const responsiveRow: BenchRow = {
  id: 'responsive',
  async run(context) {
    const one = context.provide(labEvents(context.root, context.isQuick ? 1_000_000 : 10_000_000, 1));
    const data = linkedCopies(context.cache, one, 'lab-responsive', 5);
    const document = labPipeline(data.folder);
    const side = await context.sides.startResponsive(2);
    await side.call('run', { document, mode: 'batch' });
    const waits: number[] = [];
    const stops: number[] = [];
    for (let round = 0; round < context.measuring.rounds; round++) {
      waits.push((await side.call('run', { document, mode: 'batch' })).maxMs);
      stops.push(await side.call('stop', { document, afterMs: context.isQuick ? STOP_AFTER_MS / 5 : STOP_AFTER_MS }));
    }
    const work = `lab query at full speed, ${rowsText(data.rows)}, ${bytesText(data.bytes)}, 2 workers`;
    const line = (what: string, times: Summary, atMost: number): ResultLine => ({
      work: `${work}: ${what}`,
      ours: summaryText(times),
      against: '',
      figure: timeText(times.median),
      gate: `under ${atMost} ms`,
      mark: times.median < atMost ? 'pass' : 'short',
    });
    return [
      line("an event's longest wait on the main thread", summarize(waits), WAIT_MAX),
      line('from a stop to the end of the run', summarize(stops), STOP_MAX),
    ];
  },
};

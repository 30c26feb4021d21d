/**
 * `docs/performance.md`: what is measured and how, the table of the last full run, and what people have written about it. The
 * command rewrites all but the part between the markers, which it keeps as it is.
 */
import type { Measuring } from '../measure/interleave.ts';
import { type Machine, machineText } from './machine.ts';
import type { Mark, ResultLine } from './result-line.ts';
import { uiPart } from './ui-part.ts';

const OPEN = '<!-- written by hand: kept by npm run bench -->';
const CLOSE = '<!-- end of what is written by hand -->';

export interface Report {
  readonly lines: readonly ResultLine[];
  readonly machine: Machine;
  readonly measuring: Measuring;
  /** Of the run, `yyyy-MM-dd`. */
  readonly date: string;
  readonly isQuick: boolean;
}

const MARKS: Readonly<Record<Mark, string>> = {
  pass: 'reached',
  short: '**short**',
  shown: '',
  skipped: 'skipped',
  broke: '**broke**',
};

/** The document's text. `before` is the present one, or null where there is none. */
export function performanceDocument(report: Report, before: string | null): string {
  const { lines, machine, measuring, date, isQuick } = report;
  const counted = (mark: Mark) => lines.filter((line) => line.mark === mark).length;
  const ui = uiPart(before);
  return `# Performance

\`npm run bench\` measured this and wrote it. Repeat it: the ratios hold on another machine, the times do not.

${date}${isQuick ? ', a quick run' : ''}: ${machineText(machine)}.

## What came out

${counted('pass')} of ${counted('pass') + counted('short') + counted('broke')} reached. Times are medians of ${measuring.rounds} runs, with the fastest and the slowest in brackets.

${resultTable(lines)}
${OPEN}${handWritten(before)}${CLOSE}

## How it is measured

- **Same machine, same run.** Each side works in a process of its own, works unmeasured for ${measuring.warmUpMs / 1000} s (at least once) so that compilers are done, and then they take turns: A B A B. A machine that is busy for a while is so for both.
- **From files to a table.** All files are in the page cache. Millrace runs the pipeline in batch mode into a memory sink, through the session that the app and the command line use, from
  the built code. DuckDB runs \`create or replace table … as select …\` over \`read_json\` or \`read_csv\` with every column declared, nothing to be guessed, \`time_bucket\` for windows,
  \`set threads\` to the number of threads and everything else as it comes. Where DuckDB has a faster way to say the same (panes for sliding windows), it is given that one.
- **Same answer.** After the measured runs both tables are asked, and a difference breaks the row.
- **Threads.** 1 thread: everything on the engine's own thread. 2 workers: two worker threads read and aggregate, the engine's thread hands out ranges and merges.
- **Reading the bytes** is a plain read of the same files into one reused buffer, split over the same number of threads: no engine can be faster.
- **The lab as a stream** is timed from the call that starts the run to its end, the set-up included. Spark is given its own warm-up in the same process, a thread a core and as many shuffle
  partitions; its time is the sum of \`triggerExecution\` over the batches, so that its start-up does not count.
- **A micro-batch** is the time from one progress report to the next, in a run of thousands of batches of one row; the first 200 are left out.
- **With a checkpoint** a batch makes files that outlast a power cut. The bare writes make as many files of the same sizes in the same folder, in turns with the engine: each written under another name,
  forced to the disk, renamed, and its folder forced to the disk, one after the other. How many and how large they are is looked up in the checkpoint after one batch more. Figures are medians, with the
  twentieths on both sides in brackets; the means hold the snapshots and the logs that are put together now and then.
- **Recovery** is timed from the start of the process to the report of its first batch, which reads one new row; the files of the state are in the page cache.
- **Stopping** is timed from the call of \`session.stop()\` to its end, amid a batch that makes or reads a large state, or writes it down.
- **Memory** is the resident memory of the whole process, looked at ten times a second. Input beyond 10 M rows is the same file under many names.

The data is made once from fixed seeds into \`node_modules/.cache/millrace-bench\`: the lab's sample over and over; the same events untidily written; log lines of 20 fields; user names;
order lines.

| command | does |
|---|---|
| \`npm run bench\` | all rows; rewrites this page |
| \`npm run bench -- --quick\` | smaller, in under 50 s, and too short for compilers to be done: its ratios are lower; prints only |
| \`npm run bench -- lab csv\` | some rows; prints only |
| \`--write\` | rewrites this page in any case |
| \`--processor-time\` | compares processor time in place of elapsed time, for a machine that is busy with other things; prints only |
| \`--profile\` | leaves CPU profiles of Millrace's processes in \`out/bench/profiles\` |
${ui === '' ? '' : `\n${ui}\n`}`;
}

/** The lines as a table, with notes below. */
export function resultTable(lines: readonly ResultLine[]): string {
  const notes = lines.flatMap(({ note, work }) => (note === undefined ? [] : [`- ${work}: ${note}`]));
  return `| work | Millrace | compared with | result | asked | |
|---|---|---|---|---|---|
${lines.map(tableRow).join('\n')}
${notes.length === 0 ? '' : `\n${notes.join('\n')}\n`}`;
}

function tableRow({ work, ours, against, figure, gate, mark }: ResultLine): string {
  return `| ${[work, ours, against, figure, gate, MARKS[mark]].map(cell).join(' | ')} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** What stands between the markers, line ends included; two for a document without them. */
function handWritten(before: string | null): string {
  const open = before?.indexOf(OPEN) ?? -1;
  const close = before?.indexOf(CLOSE, open) ?? -1;
  return before === null || open === -1 || close === -1 ? '\n\n' : before.slice(open + OPEN.length, close);
}

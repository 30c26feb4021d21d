import type { BenchRow } from '../bench-context.ts';
import { distinctUsers } from '../data/user-events.ts';
import type { ResultLine } from '../report/result-line.ts';
import { bytesText, rowsText, timeText } from '../report/words.ts';
import { files, pipeline } from './pipeline.ts';

const KEYS = 10_000_000;
const QUICK_KEYS = 200_000;
const BATCHES = 10;
const BYTES_A_KEY_MAX = 100;

/** State of a key each row: a streaming count by user in ten batches, of which no row reaches the sink. */
export const stateRow: BenchRow = {
  id: 'state',
  async run(context) {
    const keys = context.isQuick ? QUICK_KEYS : KEYS;
    const data = context.provide(distinctUsers(keys, BATCHES));
    const document = pipeline(
      [
        ...files(data.folder, [{ name: 'user', type: 'string' }], { format: 'json', maxFilesPerTrigger: 1 }),
        { id: 'counts', kind: 'group-by', config: { keys: ['user'], aggregates: [{ function: 'count' }] } },
        { id: 'often', kind: 'filter', config: { condition: 'count > 1' } },
      ],
      'update',
    );
    const millrace = await context.sides.startMillrace(1);
    const { ms, stateBytes, stateRows, memory } = await millrace.call('run', {
      document,
      mode: 'streaming',
      watchesMemory: true,
    });
    if (stateRows !== keys) throw new Error(`${stateRows} groups of ${keys}`);
    const work = `state of ${rowsText(keys).replace('rows', 'string keys')} with a count each, ${BATCHES} batches, 1 thread`;
    const most = keys * BYTES_A_KEY_MAX;
    const lines: ResultLine[] = [
      {
        work: `${work}: as its progress reports it`,
        ours: `${(stateBytes / keys).toFixed(0)} bytes a key, ${timeText(ms)}`,
        against: '',
        figure: bytesText(stateBytes),
        gate: `at most ${bytesText(most)}`,
        mark: stateBytes <= most ? 'pass' : 'short',
      },
      {
        work: `${work}: the whole process at its most`,
        ours: timeText(ms),
        against: '',
        figure: bytesText(memory.reduce((a, b) => Math.max(a, b), 0)),
        gate: '',
        mark: 'shown',
      },
    ];
    return lines;
  },
};

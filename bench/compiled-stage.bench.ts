/** The compiled stage against the interpreter: the lab's count by action and hour over a million rows, in one run. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, bench, describe } from 'vitest';
import { type Executor, type FilesScript, queryOf } from '../engine/testing/run-files.ts';

const sample = join(dirname(fileURLToPath(import.meta.url)), '../assets/samples/lab5');
const COPIES = 10;
const ROWS = COPIES * 100_000;
const WIDE_ROWS = 200_000;

const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
const asManyFiles = join(folder, 'many');
const asFewFiles = join(folder, 'few');
mkdirSync(asManyFiles);
mkdirSync(asFewFiles);
const names = readdirSync(sample).sort();
for (let copy = 0; copy < COPIES; copy++) {
  for (const name of names) copyFileSync(join(sample, name), join(asManyFiles, `${copy}-${name}`));
  writeFileSync(join(asFewFiles, `${copy}.json`), Buffer.concat(names.map((name) => readFileSync(join(sample, name)))));
}
const wide = join(folder, 'wide');
mkdirSync(wide);
const wideLines = Array.from({ length: WIDE_ROWS }, (_, i) => {
  const unused = Array.from(
    { length: 16 },
    (__, field) => `"field${field}":${field % 2 === 0 ? i * field : `"text ${i % 97}"`}`,
  );
  const used = `"time":"${new Date(1_469_500_000_000 + i * 500).toISOString()}","user":"user ${i % 100}","amount":${(i % 9973) / 100},"ok":${i % 3 !== 0}`;
  return `{${unused.slice(0, 8).join(',')},${used},${unused.slice(8).join(',')}}\n`;
});
writeFileSync(join(wide, 'wide.json'), wideLines.join(''));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
];
const hourly = { id: 'hourly', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' } };
const counts = {
  id: 'counts',
  kind: 'group-by',
  config: { keys: ['action', 'window'], aggregates: [{ function: 'count' }] },
};
const sliding = {
  id: 'hourly',
  kind: 'window',
  config: { type: 'sliding', timeColumn: 'time', duration: '1 hour', slide: '5 minutes' },
};
const script: FilesScript = { fields, nodes: [hourly, counts], files: [], mode: 'batch' };

async function runOnce(what: FilesScript, from: string, executor: Executor, rows = ROWS): Promise<number> {
  const query = await queryOf(what, from, executor);
  const [source] = query.sources;
  if (source === undefined) throw new Error('no source');
  await source.prepare();
  const end = await source.latestOffset(null, 'unlimited');
  if (end === null) throw new Error('no files');
  const observer = { counting: () => undefined, malformed: () => undefined };
  const plan = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [{ start: null, end }] };
  const began = performance.now();
  const { sourceRows } = await query.runBatch(plan, observer, new AbortController().signal);
  if (sourceRows[0] !== rows) throw new Error(`${sourceRows[0]} rows of ${rows}`);
  return performance.now() - began;
}

/** Prints both speeds, the best of three runs each, and their ratio. */
async function compare(title: string, what: FilesScript, from: string, rows = ROWS): Promise<void> {
  const bestMs = async (executor: Executor) => {
    const times: number[] = [];
    for (let run = 0; run < 3; run++) times.push(await runOnce(what, from, executor, rows));
    return Math.min(...times);
  };
  const interpretedMs = await bestMs('interpreted');
  const compiledMs = await bestMs('compiled');
  const speed = (ms: number) => `${(rows / ms / 1000).toFixed(2)} million rows/s`;
  const ratio = (interpretedMs / compiledMs).toFixed(1);
  console.log(`${title}: interpreted ${speed(interpretedMs)}, compiled ${speed(compiledMs)}, ratio ${ratio}`);
}

await compare('lab, 500 files', script, asManyFiles);
await compare('lab, 10 files', script, asFewFiles);
await compare('sliding 1 h by 5 min, 10 files', { ...script, nodes: [sliding, counts] }, asFewFiles);

await compare(
  '20 fields, 4 used, filter, sum and avg by user and hour',
  {
    fields: [
      ...fields.slice(0, 1),
      { name: 'user', type: 'string' },
      { name: 'amount', type: 'double' },
      { name: 'ok', type: 'boolean' },
    ],
    nodes: [
      { id: 'kept', kind: 'filter', config: { condition: 'ok AND amount > 1' } },
      hourly,
      {
        id: 'counts',
        kind: 'group-by',
        config: {
          keys: ['user', 'window'],
          aggregates: [
            { function: 'sum', expr: 'amount' },
            { function: 'avg', expr: 'amount' },
          ],
        },
      },
    ],
    files: [],
    mode: 'batch',
  },
  wide,
  WIDE_ROWS,
);

describe('a million rows of the lab', () => {
  for (const executor of ['compiled', 'interpreted'] as const) {
    bench(executor, async () => void (await runOnce(script, asFewFiles, executor)), {
      iterations: 3,
      time: 0,
      warmupIterations: 0,
    });
  }
});

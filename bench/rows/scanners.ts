import type { BenchContext, BenchRow } from '../bench-context.ts';
import type { DataSetSpec } from '../data/data-set.ts';
import { labCsv, labEvents, untidyLabEvents } from '../data/lab-events.ts';
import { wideEvents } from '../data/wide-events.ts';
import { type Contender, interleave } from '../measure/interleave.ts';
import type { ResultLine } from '../report/result-line.ts';
import { bytesText, ratioText, summaryText } from '../report/words.ts';
import type { ScanResult, ScanSettings } from '../sides/scanner-side.ts';

/** What WebAssembly must win by to be worth its keep. */
const RATIO_MIN = 1.5;
const ROWS = 1_000_000;
const WIDE_ROWS = 200_000;
const BYTES = 64_000_000;
const QUICK_BYTES = 16_000_000;

interface ScanCase {
  readonly name: string;
  readonly data: (root: string) => DataSetSpec;
  readonly format: ScanSettings['format'];
  readonly columns: ScanSettings['columns'];
  readonly header?: string;
}

const labColumns: ScanSettings['columns'] = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
];

const cases: readonly ScanCase[] = [
  { name: 'lab', data: (root) => labEvents(root, ROWS, 1), format: 'json', columns: labColumns },
  { name: 'untidy lab', data: (root) => untidyLabEvents(root, ROWS), format: 'json', columns: labColumns },
  {
    name: '20 fields, 3 used',
    data: () => wideEvents(WIDE_ROWS),
    format: 'json',
    columns: [
      { name: 'time', type: 'timestamp' },
      { name: 'service', type: 'string' },
      { name: 'bytes', type: 'bigint' },
    ],
  },
  {
    name: 'CSV',
    data: (root) => labCsv(root, ROWS),
    format: 'csv',
    columns: [
      { name: 'time', type: 'bigint' },
      { name: 'action', type: 'string' },
    ],
    header: 'time,action\n',
  },
];

/** The scanner in WebAssembly against the one in TypeScript: bytes in memory to column vectors, one thread. */
export const scannersRow: BenchRow = {
  id: 'scanners',
  async run(context) {
    const lines: ResultLine[] = [];
    for (const scan of cases) lines.push(await runCase(context, scan));
    return lines;
  },
};

async function runCase(context: BenchContext, scan: ScanCase): Promise<ResultLine> {
  const data = context.provide(scan.data(context.root));
  const results = new Map<string, ScanResult>();
  const skip = scan.header?.length ?? 0;
  const bytes = Math.min(context.isQuick ? QUICK_BYTES : BYTES, data.bytes - skip);
  const contenders = await Promise.all(
    (['wasm', 'script'] as const).map(async (backend): Promise<Contender> => {
      const side = context.sides.startScanner();
      const { format, columns } = scan;
      await side.call('open', { backend, format, columns, file: data.files[0] ?? '', bytes, skip });
      return {
        name: backend,
        run: async () => {
          const result = await side.call('run', null);
          results.set(backend, result);
          return result.ms;
        },
      };
    }),
  );
  const [wasm, script] = await interleave(contenders, context.measuring);
  const [one, other] = [results.get('wasm'), results.get('script')];
  if (wasm === undefined || script === undefined || one === undefined || other === undefined) {
    throw new Error('nobody ran');
  }
  const ratio = script.median / wasm.median;
  const left = (share: ScanResult) => `${((share.uncertain / (share.rows + share.uncertain)) * 100).toFixed(1)} %`;
  return {
    work: `scanner in WebAssembly against TypeScript: ${scan.name}, ${bytesText(bytes)} in memory, 1 thread`,
    ours: summaryText(wasm),
    against: `TypeScript ${summaryText(script)}`,
    figure: ratioText(ratio),
    gate: `at least ${RATIO_MIN}x`,
    mark: ratio >= RATIO_MIN ? 'pass' : 'short',
    note:
      one.uncertain + other.uncertain === 0
        ? undefined
        : `lines left to the interpreter: WebAssembly ${left(one)}, TypeScript ${left(other)}`,
  };
}

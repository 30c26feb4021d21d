import type { BenchContext, BenchRow } from '../bench-context.ts';
import type { DataSet, DataSetSpec } from '../data/data-set.ts';
import { type Contender, interleave } from '../measure/interleave.ts';
import type { Summary } from '../measure/statistics.ts';
import type { ResultLine } from '../report/result-line.ts';
import { bytesText, ratioText, rowsText, summaryText } from '../report/words.ts';

/** The same work for Millrace and DuckDB, from files to a table that can be asked, and the same answer. */
export interface Duel {
  readonly id: string;
  readonly work: string;
  readonly data: (context: BenchContext) => DataSetSpec;
  /** What Millrace runs over the set's folder. Its table is called `result`. */
  readonly document: (folder: string) => unknown;
  /** The `select` whose table DuckDB makes of the files. */
  readonly select: (files: string) => string;
  /** Asked of both tables; must give the same rows. */
  readonly check: { readonly millrace: string; readonly duckdb: string };
  /** By number of threads: how many times DuckDB's throughput is asked. */
  readonly gates: readonly { readonly threads: number; readonly atLeast: number }[];
  /** Longest time next to only reading the bytes, by the same number of threads. */
  readonly readingGates?: readonly { readonly threads: number; readonly atMost: number }[] | undefined;
}

/** Runs a duel at each of its numbers of threads. */
export function duelRow(duel: Duel): BenchRow {
  return {
    id: duel.id,
    async run(context) {
      const data = context.provide(duel.data(context));
      const lines: ResultLine[] = [];
      // A quick run of work without a gate on reading leaves the workers out.
      const gates = context.isQuick && duel.readingGates === undefined ? duel.gates.slice(0, 1) : duel.gates;
      for (const gate of gates) lines.push(...(await runDuel(context, duel, data, gate)));
      return lines;
    },
  };
}

async function runDuel(
  context: BenchContext,
  duel: Duel,
  data: DataSet,
  { threads, atLeast }: Duel['gates'][number],
): Promise<ResultLine[]> {
  const reading = duel.readingGates?.find((gate) => gate.threads === threads);
  const [millrace, duckdb, bytes] = await Promise.all([
    context.sides.startMillrace(threads),
    context.sides.startDuckDB(threads),
    reading === undefined ? null : context.sides.startBytes(threads),
  ]);
  const document = duel.document(data.folder);
  const sql = `create or replace table result as ${duel.select(fileList(data.files))}`;
  const contenders: Contender[] = [
    {
      name: 'Millrace',
      run: async () => {
        const result = await millrace.call('run', { document, mode: 'batch' });
        if (result.inputRows !== data.rows) throw new Error(`Millrace read ${result.inputRows} rows of ${data.rows}`);
        return context.timeOf(result);
      },
    },
    { name: 'DuckDB', run: async () => context.timeOf(await duckdb.call('run', { sql })) },
  ];
  if (bytes !== null) {
    contenders.push({
      name: 'reading',
      run: async () => context.timeOf(await bytes.call('run', { files: data.files })),
    });
  }
  const [ours, theirs, read] = await interleave(contenders, context.measuring);
  if (ours === undefined || theirs === undefined) throw new Error('nobody ran');
  const answers = {
    millrace: JSON.stringify(await millrace.call('answer', { sql: duel.check.millrace })),
    duckdb: JSON.stringify(await duckdb.call('answer', { sql: duel.check.duckdb })),
  };
  if (answers.millrace !== answers.duckdb) {
    throw new Error(`the answers differ\nMillrace ${answers.millrace}\nDuckDB   ${answers.duckdb}`);
  }
  const work = `${duel.work}, ${rowsText(data.rows)}, ${bytesText(data.bytes)}, ${threadsText(threads)}`;
  const lines = [againstDuckDB(work, ours, theirs, atLeast)];
  if (reading !== undefined && read !== undefined) lines.push(againstReading(work, ours, read, reading.atMost));
  return lines;
}

function againstDuckDB(work: string, ours: Summary, theirs: Summary, atLeast: number): ResultLine {
  const ratio = theirs.median / ours.median;
  return {
    work,
    ours: summaryText(ours),
    against: `DuckDB ${summaryText(theirs)}`,
    figure: ratioText(ratio),
    gate: `at least ${atLeast}x`,
    mark: ratio >= atLeast ? 'pass' : 'short',
  };
}

function againstReading(work: string, ours: Summary, read: Summary, atMost: number): ResultLine {
  const ratio = ours.median / read.median;
  return {
    work: `${work}: next to reading the bytes`,
    ours: summaryText(ours),
    against: `reading ${summaryText(read)}`,
    figure: `${ratioText(ratio)} the time`,
    gate: `within ${atMost}x`,
    mark: ratio <= atMost ? 'pass' : 'short',
  };
}

function threadsText(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} workers`;
}

/** As DuckDB takes it: a list of texts. */
function fileList(files: readonly string[]): string {
  return `[${files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')}]`;
}

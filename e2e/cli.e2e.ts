/** The command line as a program: real processes, real exit codes, the lab's published results. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourlyQuery, labPath, publishedHourly, publishedTotals, totalsQuery } from '../engine/testing/lab/lab.ts';

const program = join(process.cwd(), 'out/cli/millrace.cjs');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  return { child, ended };
}

const millrace = (...args: string[]): Promise<Ended> => start(args).ended;

type Line = Record<string, unknown> & { type: string };
const linesOf = ({ out }: Ended): Line[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
const typed = (lines: readonly Line[], type: string) => lines.filter((line) => line.type === type);
const answer = (lines: readonly Line[], index = 0) => {
  const rows = typed(lines, 'result')[index]?.rows ?? [];
  return (rows as Record<string, unknown>[]).map((row) => Object.values(row));
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lab', () => {
  test('as a stream: published table, totals and counts; one JSON object a line and nothing else', async () => {
    const ended = await millrace('run', labPath, '--json', '--sql', hourlyQuery, '--sql', totalsQuery);
    expect(ended).toMatchObject({ code: 0, err: '' });
    const lines = linesOf(ended);
    expect(lines.map(({ type }) => type)).toEqual([
      'query-started',
      ...Array.from({ length: 50 }, () => 'progress'),
      'query-terminated',
      'totals',
      'result',
      'result',
    ]);
    expect(answer(lines)).toEqual(publishedHourly());
    expect(answer(lines, 1)).toEqual(publishedTotals());
    expect(lines.find(({ type }) => type === 'totals')).toMatchObject({
      query: 'counts',
      nodes: {
        events: { in: 0, out: 100_000 },
        typed: { in: 100_000, out: 100_000 },
        hourly: { in: 100_000, out: 100_000 },
      },
    });
    expect(typed(lines, 'progress')[0]).toMatchObject({
      query: 'counts',
      progress: { name: 'counts', batchId: 0, numInputRows: 2000, sources: [{ endOffset: { logOffset: 0 } }] },
      nodes: { events: { in: 0, out: 2000 } },
    });
  });

  test.each(['1', '2', '4'])('after %s micro-batches the published prefix', async (batches) => {
    const ended = await millrace('run', labPath, '--json', '--batches', batches, '--sql', hourlyQuery);
    expect(ended.code).toBe(0);
    expect(answer(linesOf(ended))).toEqual(publishedHourly(Number(batches)));
  });

  test.each([[['--mode', 'batch']], [['--interpreted']], [['--mode', 'batch', '--interpreted']]])(
    '%j gives the same table',
    async (flags) => {
      const ended = await millrace('run', labPath, '--json', ...flags, '--sql', hourlyQuery);
      expect(ended.code).toBe(0);
      expect(answer(linesOf(ended))).toEqual(publishedHourly());
    },
  );

  test('--emit gives the rows of each batch as the sink got them', async () => {
    const lines = linesOf(await millrace('run', labPath, '--json', '--emit', '--batches', '1'));
    const [emit] = typed(lines, 'emit');
    expect(emit).toMatchObject({ query: 'counts', batchId: 0, outputMode: 'complete' });
    expect(Object(emit?.rows)[0]).toMatchObject({
      action: 'Open',
      window: { start: '2016-07-26T02:00:00Z', end: '2016-07-26T03:00:00Z' },
      count: 179,
    });
  });

  test('--set changes one setting', async () => {
    const lines = linesOf(await millrace('run', labPath, '--json', '--set', 'events.maxFilesPerTrigger=25'));
    expect(typed(lines, 'progress').length).toBe(2);
  });

  test('--checkpoint goes on where the last run stopped', async () => {
    const checkpoint = join(folder, 'checkpoint');
    const first = linesOf(await millrace('run', labPath, '--json', '--checkpoint', checkpoint, '--batches', '10'));
    const second = linesOf(await millrace('run', labPath, '--json', '--checkpoint', checkpoint, '--sql', hourlyQuery));
    expect(typed(second, 'query-started')[0]?.id).toBe(typed(first, 'query-started')[0]?.id);
    expect(typed(second, 'progress').length).toBe(40);
    expect(answer(second)).toEqual(publishedHourly());
  });

  test('--follow goes on until Ctrl-C, then stops cleanly', async () => {
    const { child, ended } = start(['run', labPath, '--json', '--follow', '--sql', totalsQuery]);
    let seen = '';
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (text: string) => {
        seen += text;
        if (seen.includes('"batchId":49')) resolve();
      }),
    );
    child.kill('SIGINT');
    const lines = linesOf(await ended);
    expect((await ended).code).toBe(130);
    expect(typed(lines, 'query-terminated')[0]).toMatchObject({ exception: null });
    expect(answer(lines)).toEqual(publishedTotals());
  });

  test('people get counts and tables', async () => {
    const { code, out } = await millrace('run', labPath, '--batches', '2', '--sql', totalsQuery);
    expect(code).toBe(0);
    expect(out).toContain('query counts, batch 1: events 2000, typed 2000, hourly 2000');
    expect(out).toMatch(/\|Open\s*\|2507\s*\|/);
  });
});

describe('other commands', () => {
  test('check gives the columns of each node', async () => {
    const { code, out } = await millrace('check', labPath);
    expect(code).toBe(0);
    expect(out).toContain('counts: action string, window struct<start:timestamp,end:timestamp>, count bigint');
    const asJson = JSON.parse((await millrace('check', labPath, '--json')).out);
    expect(asJson).toMatchObject({
      diagnostics: [],
      nodes: { typed: { schema: [{ name: 'time', type: 'timestamp' }, {}] } },
    });
  });

  test('explain shows plans and code', async () => {
    const { code, out } = await millrace('explain', labPath, '--code');
    expect(code).toBe(0);
    expect(out).toMatch(
      /== Logical plan ==[\s\S]*== Optimized plan ==[\s\S]*== Physical plan ==[\s\S]*== Generated source ==/,
    );
  });

  test('export writes the same pipeline', async () => {
    const out = join(folder, 'exported.millrace.json');
    const { code } = await millrace('export', labPath, '--to', 'json', '-o', out);
    expect(code).toBe(0);
    expect((await millrace('export', out, '--to', 'json')).out).toBe(
      (await millrace('export', labPath, '--to', 'json')).out,
    );
    expect(await millrace('export', labPath, '--to', 'scala')).toMatchObject({
      code: 2,
      err: expect.stringContaining('CLI-002'),
    });
    expect(await millrace('export', labPath, '--to', 'json', '-o', join(folder, 'no/such/folder.json'))).toMatchObject({
      code: 3,
      err: expect.stringContaining('CLI-003'),
    });
  });

  test('export writes a PySpark program whose paths start at its folder', async () => {
    const out = join(folder, 'lab_5.py');
    expect(await millrace('export', labPath, '--to', 'pyspark', '-o', out)).toEqual({ code: 0, out: '', err: '' });
    const program = readFileSync(out, 'utf8');
    const path = /\.load\(str\(BASE \/ "(.+)"\)\)/.exec(program)?.[1] ?? '';
    expect(resolve(folder, path)).toBe(resolve(dirname(labPath), '../samples/lab5'));
    expect(program).toContain('.observe("counts", F.count(F.lit(1)).alias("rows"))');
  });

  test('schema prints the published JSON Schema', async () => {
    const { code, out } = await millrace('schema');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: 'Millrace pipeline', type: 'object' });
  });

  test.each([
    [[]],
    [['walk']],
    [['run']],
    [['run', 'x', '--mode', 'sideways']],
    [['run', 'x', '--batches', '0']],
    [['run', labPath, '--set', 'nowhere']],
  ])('wrong usage %j ends with 2', async (args) => {
    const ended = await millrace(...args);
    expect(ended.code).toBe(2);
    expect(ended.err).not.toBe('');
  });
});

describe('bad input', () => {
  const pipeline = (
    config: Record<string, unknown>,
    change: Record<string, unknown> = {},
    schema: Record<string, unknown> = {},
  ) => ({
    format: 'millrace.pipeline',
    version: 1,
    name: 'bad input',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: [
      { id: 'files', kind: 'file-source', position: { x: 0, y: 0 }, config: { format: 'json', ...config } },
      {
        id: 'typed',
        kind: 'schema',
        position: { x: 240, y: 0 },
        config: { fields: [{ name: 'value', type: 'int' }], ...schema },
      },
      {
        id: 'sink',
        kind: 'memory-sink',
        position: { x: 480, y: 0 },
        config: { queryName: 'rows', outputMode: 'append' },
      },
    ],
    edges: [
      { source: 'files', target: 'typed' },
      { source: 'typed', target: 'sink' },
    ],
    ...change,
  });
  let count = 0;
  const save = (value: unknown): string => {
    const path = join(folder, `bad-${count++}.millrace.json`);
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };
  const data = (...lines: string[]): string => {
    const path = mkdtempSync(join(folder, 'data-'));
    for (const [index, line] of lines.entries()) writeFileSync(join(path, `${index}.json`), line);
    return path;
  };
  const errorsOf = async (args: string[]) => {
    const ended = await millrace('run', ...args, '--json');
    return { code: ended.code, err: ended.err, errors: typed(linesOf(ended), 'error') };
  };

  test.each<[string, () => string, number, Record<string, unknown>]>([
    ['a file that is not there', () => join(folder, 'none.millrace.json'), 1, { code: 'PIP-013' }],
    ['a folder in place of a file', () => folder, 1, { code: 'PIP-013' }],
    ['a file that is not JSON', () => save('{"format": '), 1, { code: 'PIP-001' }],
    ['a newer version', () => save({ ...pipeline({ path: '.' }), version: 9 }), 1, { code: 'PIP-004' }],
    ['an unknown key', () => save(pipeline({ path: '.', colour: 'red' })), 1, { code: 'PIP-005', nodeId: 'files' }],
    [
      'a missing data folder',
      () => save(pipeline({ path: 'no-such-folder' })),
      3,
      { nodeId: 'files', code: 'SRC-001' },
    ],
    [
      'a column that is not there',
      () =>
        save(
          pipeline(
            { path: '.' },
            {
              nodes: [
                ...pipeline({ path: '.' }).nodes.slice(0, 2),
                {
                  id: 'sink',
                  kind: 'memory-sink',
                  position: { x: 0, y: 0 },
                  config: { queryName: 'q', outputMode: 'append' },
                },
                { id: 'f', kind: 'filter', position: { x: 0, y: 0 }, config: { condition: 'valu > 1' } },
              ],
              edges: [
                { source: 'files', target: 'typed' },
                { source: 'typed', target: 'f' },
                { source: 'f', target: 'sink' },
              ],
            },
          ),
        ),
      1,
      { nodeId: 'f', hint: expect.stringContaining('value') },
    ],
    [
      'two wires into one port',
      () =>
        save(
          pipeline(
            { path: '.' },
            {
              edges: [
                { source: 'files', target: 'typed' },
                { source: 'typed', target: 'sink' },
                { source: 'files', target: 'typed' },
              ],
            },
          ),
        ),
      1,
      { code: 'PIP-025', nodeId: 'typed' },
    ],
    [
      'an unconnected sink',
      () => save(pipeline({ path: '.' }, { edges: [{ source: 'files', target: 'typed' }] })),
      1,
      { code: 'PIP-029', nodeId: 'sink' },
    ],
  ])('%s', async (_, file, code, expected) => {
    const ended = await errorsOf([file()]);
    expect(ended.code).toBe(code);
    expect(ended.errors).toContainEqual(expect.objectContaining(expected));
    expect(ended.err).toContain(String(ended.errors[0]?.message));
  });

  test('a pipeline file of 50 MB is refused without reading it', async () => {
    const path = join(folder, 'large.millrace.json');
    writeFileSync(path, '');
    truncateSync(path, 50 * 2 ** 20);
    expect(await errorsOf([path])).toMatchObject({ code: 1, errors: [{ code: 'PIP-002' }] });
  });

  test('a source that cannot be read', async () => {
    const path = data('{"value":1}\n');
    mkdirSync(join(path, 'target'));
    symlinkSync(join(path, 'target', 'gone'), join(path, '9-dangling.json'));
    const { code, errors } = await errorsOf([save(pipeline({ path: join(path, '9-dangling.json') }))]);
    expect(code).toBe(3);
    expect(errors[0]).toMatchObject({ nodeId: 'files', message: expect.stringContaining('9-dangling.json') });
  });

  test('broken lines are kept as nulls, counted and named', async () => {
    const path = save(pipeline({ path: data('{"value":1}\n{"value":\n[1,2\n{"value":"x"}\n') }));
    const ended = await millrace('run', path, '--json', '--sql', 'select value from rows');
    expect(ended.code).toBe(0);
    expect(answer(linesOf(ended))).toEqual([[1], [null], [null], [null]]);
    expect(ended.err).toMatch(/node "typed".*3 records do not fit/s);
    expect(ended.err).toMatch(/0\.json:2: /);
  });

  test('FAILFAST stops at the first broken line and names it', async () => {
    const path = save(pipeline({ path: data('{"value":1}\n{"value":\n') }, {}, { mode: 'FAILFAST' }));
    const { code, errors } = await errorsOf([path]);
    expect(code).toBe(3);
    expect(errors[0]).toMatchObject({ nodeId: 'typed', message: expect.stringMatching(/0\.json/) });
  });

  test('a line of 100 MB is refused by name, and memory stays small', async () => {
    const path = data('{"value":1}\n');
    const file = openSync(join(path, '1.json'), 'w');
    ftruncateSync(file, 100 * 2 ** 20);
    closeSync(file);
    const { code, errors } = await errorsOf([save(pipeline({ path }))]);
    expect(code).toBe(3);
    expect(errors[0]).toMatchObject({ nodeId: expect.any(String), message: expect.stringMatching(/1\.json/) });
  });

  test('names with quotes, backticks, newlines and code in them are just names', async () => {
    const odd = 'a"b`c\n__proto__ {x} */ \u2028';
    const document = pipeline(
      { path: data(`${JSON.stringify({ [odd]: 7 })}\n`) },
      {},
      { fields: [{ name: odd, type: 'int' }] },
    );
    const path = save({
      ...document,
      nodes: document.nodes.map((node) =>
        node.id === 'sink' ? { ...node, config: { queryName: odd, outputMode: 'append' } } : node,
      ),
    });
    const quoted = `\`${odd.replaceAll('`', '``')}\``;
    const ended = await millrace('run', path, '--json', '--sql', `select ${quoted} from ${quoted}`);
    expect(ended.err).toBe('');
    expect(ended.code).toBe(0);
    expect(answer(linesOf(ended))).toEqual([[7]]);
  });

  test('SQL that writes or reads files is refused', async () => {
    for (const sql of [
      "copy counts to '/tmp/x'",
      "select * from read_csv('/etc/passwd')",
      'create table t as select 1',
      "attach 'x.db'",
    ]) {
      const { code, errors } = await errorsOf([labPath, '--batches', '1', '--sql', sql]);
      expect(code).toBe(3);
      expect(errors[0]?.code).toMatch(/^SQL-/);
    }
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { BIGINT, STRING, WINDOW } from '../types/data-type.ts';
import type { Row } from '../types/value.ts';
import { createTableCatalog, type TableCatalog } from './table-catalog.ts';

const HOUR = 3_600_000_000n;
const START = BigInt(Date.UTC(2016, 6, 26, 2)) * 1000n;

const schema = [
  { name: 'action', type: STRING, nullable: true },
  { name: 'window', type: WINDOW, nullable: false },
  { name: 'count', type: BIGINT, nullable: false },
];

function row(action: string | null, hour: number, count: number): Row {
  const start = START + BigInt(hour) * HOUR;
  return [action, [start, start + HOUR], BigInt(count)];
}

let open: TableCatalog[] = [];

async function catalogOf(
  rows: readonly Row[],
  timeZone = 'UTC',
): Promise<{ catalog: TableCatalog; counts: MemorySink }> {
  const catalog = await createTableCatalog({ timeZone });
  open.push(catalog);
  const counts = new MemorySink({ nodeId: 'table', tableName: 'counts', schema });
  await counts.addBatch(0, rows, 'complete');
  catalog.register(counts);
  return { catalog, counts };
}

afterEach(async () => {
  await Promise.all(open.map((catalog) => catalog.close()));
  open = [];
});

const LAB = [row('Open', 0, 179), row('Close', 0, 11), row('Open', 1, 1001), row('Close', 1, 344)];

describe('TableCatalog', () => {
  test('answers the hourly query of the lab as typed', async () => {
    const { catalog } = await catalogOf(LAB);
    const text =
      "select action, date_format(window.end, 'MMM-dd HH:mm') as time, count from counts order by time, action";
    expect(await catalog.sql(text, 1000)).toEqual({
      sql: text,
      columns: [
        { name: 'action', type: 'string' },
        { name: 'time', type: 'string' },
        { name: 'count', type: 'bigint' },
      ],
      rows: [
        ['Close', 'Jul-26 03:00', 11],
        ['Open', 'Jul-26 03:00', 179],
        ['Close', 'Jul-26 04:00', 344],
        ['Open', 'Jul-26 04:00', 1001],
      ],
      truncated: false,
    });
  });

  test('answers the totals query of the lab as typed', async () => {
    const { catalog } = await catalogOf(LAB);
    const answer = await catalog.sql('select action, sum(count) as total_count from counts group by action', 1000);
    expect(answer.columns[1]).toEqual({ name: 'total_count', type: 'bigint' });
    expect([...answer.rows].sort()).toEqual([
      ['Close', 355],
      ['Open', 1180],
    ]);
  });

  test('lists what is registered, in order', async () => {
    const { catalog, counts } = await catalogOf(LAB);
    catalog.register(new MemorySink({ nodeId: 'x', tableName: 'Empty', schema: [] }));
    expect(catalog.list()).toEqual([
      {
        name: 'counts',
        columns: [
          { name: 'action', type: 'string' },
          { name: 'window', type: 'struct<start:timestamp,end:timestamp>' },
          { name: 'count', type: 'bigint' },
        ],
        rowCount: 4,
        batchId: 0,
      },
      { name: 'Empty', columns: [], rowCount: 0, batchId: -1 },
    ]);
    await counts.addBatch(1, [], 'complete');
    expect(catalog.list()[0]).toMatchObject({ rowCount: 0, batchId: 1 });
  });

  test('a query sees the last committed batch, whatever the mode', async () => {
    const { catalog, counts } = await catalogOf(LAB);
    const total = async () => (await catalog.sql('select count(*), sum(count) from COUNTS', 1)).rows[0];
    expect(await total()).toEqual([4, 1535]);
    await counts.addBatch(1, [row('Open', 2, 1)], 'append');
    expect(await total()).toEqual([5, 1536]);
    await counts.addBatch(2, [row('Open', 2, 1), row(null, 2, 1)], 'update');
    expect(await total()).toEqual([7, 1538]);
    expect(await total()).toEqual([7, 1538]);
    await counts.addBatch(3, [row('Close', 0, 5)], 'complete');
    expect(await total()).toEqual([1, 5]);
    await counts.addBatch(4, [], 'complete');
    expect(await total()).toEqual([0, null]);
  });

  test('only the rows that are new are handed over', async () => {
    const catalog = await createTableCatalog({ timeZone: 'UTC' });
    open.push(catalog);
    const sink = new MemorySink({ nodeId: 'table', tableName: 'counts', schema });
    let reads = 0;
    const touched = (rows: readonly Row[]): readonly Row[] =>
      new Proxy(rows, {
        get: (target, key) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
          return Reflect.get(target, key);
        },
      });
    catalog.register({
      tableName: 'counts',
      schema,
      snapshot: () => ({ ...sink.snapshot(), rows: [], batch: touched(sink.snapshot().rows) }),
    });
    const count = async () => (await catalog.sql('select count(*) from counts', 1)).rows[0]?.[0];
    await sink.addBatch(0, LAB, 'append');
    expect([await count(), reads > 0]).toEqual([4, true]);
    reads = 0;
    expect([await count(), reads]).toEqual([4, 0]);
    await sink.addBatch(1, [row('Open', 5, 1)], 'append');
    expect(await count()).toBe(5);
    expect(reads).toBe(1);
  });

  test('one moment for all tables of a query', async () => {
    const { catalog, counts } = await catalogOf([]);
    const other = new MemorySink({ nodeId: 'o', tableName: 'other', schema });
    catalog.register(other);
    await counts.addBatch(
      1,
      Array.from({ length: 30_000 }, (_, i) => row('Open', i, 1)),
      'complete',
    );
    await other.addBatch(1, [row('Open', 0, 1)], 'complete');
    const answer = catalog.sql('select (select count(*) from counts) a, (select count(*) from other) b', 1);
    const writing = (async () => {
      for (let batch = 2; batch < 40; batch++) {
        await new Promise((resolve) => setImmediate(resolve));
        await counts.addBatch(batch, [], 'complete');
        await other.addBatch(batch, [], 'complete');
      }
    })();
    expect([
      [30_000, 1],
      [0, 0],
      [0, 1],
    ]).toContainEqual((await answer).rows[0]);
    await writing;
  });

  test('overlapping queries are all answered', async () => {
    const { catalog } = await catalogOf(LAB);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        catalog
          .sql(i % 5 === 4 ? 'select nope from counts' : `select count + ${i} from counts where count = 11`, 5)
          .then(
            ({ rows }) => rows[0]?.[0],
            (error: { code: string }) => error.code,
          ),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => (i % 5 === 4 ? 'SQL-011' : 11 + i)));
  });

  test.each([
    [0, 0, true],
    [3, 3, true],
    [4, 4, false],
    [1000, 4, false],
  ])('a limit of %i gives %i rows, truncated: %s', async (limit, given, truncated) => {
    const { catalog } = await catalogOf(LAB);
    const answer = await catalog.sql('select * from counts order by count', limit);
    expect([answer.rows.length, answer.truncated]).toEqual([given, truncated]);
  });

  test('a large answer is only fetched as far as the limit', async () => {
    const { catalog } = await catalogOf(LAB);
    const answer = await catalog.sql('select id from range(1000000000) where id % 2 = 1', 10);
    expect(answer.rows.at(-1)).toEqual([19]);
    expect(answer.truncated).toBe(true);
  });

  test('values go out as JSON', async () => {
    const { catalog } = await catalogOf([row('Open', 0, 1)]);
    const answer = await catalog.sql(
      "select 9007199254740993 a, -9007199254740993 b, cast('NaN' as double) c, cast('-inf' as double) d, window e, timestamp'2016-07-26 02:00:00.25' f, date'0001-01-01' g, cast(0.10 as decimal(38,2)) h from counts",
      1,
    );
    expect(JSON.parse(JSON.stringify(answer.rows[0]))).toEqual([
      '9007199254740993',
      '-9007199254740993',
      'NaN',
      '-Infinity',
      { start: '2016-07-26T02:00:00Z', end: '2016-07-26T03:00:00Z' },
      '2016-07-26T02:00:00.25Z',
      '0001-01-01',
      '0.10',
    ]);
  });

  test('registering again replaces, unregistering takes away', async () => {
    const { catalog } = await catalogOf(LAB);
    const again = new MemorySink({ nodeId: 'n', tableName: 'COUNTS', schema: schema.slice(0, 1) });
    await again.addBatch(0, [['x']], 'complete');
    expect((await catalog.sql('select count(*) from counts', 1)).rows).toEqual([[4]]);
    catalog.register(again);
    expect((await catalog.sql('select * from counts', 5)).rows).toEqual([['x']]);
    expect(catalog.list().map((table) => table.name)).toEqual(['COUNTS']);
    catalog.unregister('Counts');
    catalog.unregister('never');
    await expect(catalog.sql('select * from counts', 5)).rejects.toMatchObject({ code: 'SQL-010' });
  });

  test('a query that takes too long is stopped, and the next one runs', async () => {
    const catalog = await createTableCatalog({ timeZone: 'UTC', timeLimitMs: 200 });
    open.push(catalog);
    const started = performance.now();
    const slow = catalog.sql('select sum(a.id % 7 + b.id) from range(10000000) a cross join range(10000000) b', 1);
    await expect(slow).rejects.toMatchObject({ code: 'SQL-060' });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await catalog.sql('select 1', 1)).rows).toEqual([[1]]);
  });

  test('a query that needs too much memory is refused, and the next one runs', async () => {
    const { catalog } = await catalogOf(LAB);
    const huge = catalog.sql('select collect_list(repeat(cast(id as string), 100000)) from range(100000000)', 1);
    await expect(huge).rejects.toMatchObject({ code: 'SQL-061' });
    expect((await catalog.sql('select count(*) from counts', 1)).rows).toEqual([[4]]);
  }, 60_000);

  test('SHOW TABLES and DESCRIBE', async () => {
    const { catalog } = await catalogOf(LAB);
    expect((await catalog.sql('show tables', 5)).rows).toEqual([['', 'counts', true]]);
    expect(await catalog.sql('describe counts', 1)).toMatchObject({
      rows: [['action', 'string', null]],
      truncated: true,
    });
  });

  test('closing breaks off what is under way, refuses what comes later, and may be done twice', async () => {
    const { catalog } = await catalogOf(LAB);
    // Some 4^20 rows: nobody waits for their number.
    const many = Array.from({ length: 20 }, (_, i) => `counts c${i}`).join(' cross join ');
    const running = [`select count(*) from ${many}`, 'select count(*) from counts'].map((text) =>
      catalog.sql(text, 1).catch((error: unknown) => error),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    await catalog.close();
    await catalog.close();
    for (const answer of running) expect(await answer).toMatchObject({ code: 'SQL-062' });
    await expect(catalog.sql('select 1', 1)).rejects.toMatchObject({ code: 'SQL-062' });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../base/assert.ts';
import { EngineError } from '../base/errors/engine-error.ts';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  decimal,
  INT,
  STRING,
  struct,
  TIMESTAMP,
  WINDOW,
} from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import type { Row } from '../types/value.ts';
import type { JsonValue } from './sql-result.ts';
import { createTableCatalog, type TableCatalog } from './table-catalog.ts';

const HOUR = 3_600_000_000n;
const START = BigInt(Date.UTC(2016, 6, 26, 2)) * 1000n;
const nullable = true;

const countsSchema: Schema = [
  { name: 'action', type: STRING, nullable },
  { name: 'window', type: WINDOW, nullable },
  { name: 'count', type: BIGINT, nullable },
];

const countsRow = (action: string | null, hour: number, count: bigint): Row => {
  const start = START + BigInt(hour) * HOUR;
  return [action, [start, start + HOUR], count];
};

const countsRows: Row[] = [countsRow('Open', 0, 179n), countsRow('Close', 0, 11n), countsRow('Open', 1, 1001n)];

const peopleSchema: Schema = [
  { name: 'id', type: INT, nullable },
  { name: 'Name', type: STRING, nullable },
  { name: 'score', type: DOUBLE, nullable },
  { name: 'price', type: decimal(10, 2), nullable },
  { name: 'born', type: DATE, nullable },
  { name: 'seen', type: TIMESTAMP, nullable },
  { name: 'active', type: BOOLEAN, nullable },
  { name: 'tags', type: array(STRING), nullable },
  {
    name: 'home',
    type: struct([
      { name: 'City', type: STRING },
      { name: 'zip code', type: INT },
    ]),
    nullable,
  },
];

const peopleRows: Row[] = [
  [1, 'Ada', 1.5, 1250n, 16_000, START + 1_500_000n, true, ['b', 'a', null], ['Paris', 75]],
  [2, 'Bob', Number.NaN, 5n, null, START, false, [], [null, 10]],
  [3, null, null, null, -1, null, null, null, null],
];

let catalog: TableCatalog;

beforeAll(async () => {
  catalog = await createTableCatalog({ timeZone: 'UTC' });
  await register('counts', countsSchema, countsRows);
  await register('People', peopleSchema, peopleRows);
});

afterAll(() => catalog.close());

async function register(tableName: string, schema: Schema, rows: readonly Row[], into = catalog): Promise<void> {
  const sink = new MemorySink({ nodeId: tableName, tableName, schema });
  await sink.addBatch(0, rows, 'complete');
  into.register(sink);
}

type Case = readonly [sql: string, columns: string, ...rows: (readonly JsonValue[])[]];

function answers(cases: readonly Case[]): void {
  for (const [sql, columns, ...rows] of cases) {
    test(sql, async () => {
      const answer = await catalog.sql(sql, 100);
      expect(answer.columns.map(({ name, type }) => `${name}: ${type}`).join(', ')).toBe(columns);
      expect(answer.rows).toEqual(rows);
    });
  }
}

function refuses(cases: readonly (readonly [sql: string, code: string | RegExp, message?: RegExp])[]): void {
  for (const [sql, code, message = /./] of cases) {
    test(sql, async () => {
      const found = await catalog.sql(sql, 100).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      assert(found instanceof EngineError, `an EngineError, not ${found}`);
      expect([found.code, found.message]).toEqual([expect.stringMatching(code), expect.stringMatching(message)]);
      expect(found.message).not.toMatch(/DuckDB|(Binder|Parser|Catalog) Error|undefined|\[object/);
    });
  }
}

describe('names', () => {
  answers([
    ['select ACTION from COUNTS where Count = 11', 'action: string', ['Close']],
    ['select `count` from `counts` where `window`.`start` = `window`.start and count > 1000', 'count: bigint', [1001]],
    ['select window.END from counts where count = 11', 'end: timestamp', ['2016-07-26T03:00:00Z']],
    ['select c.window.start as s from counts c limit 1', 's: timestamp', ['2016-07-26T02:00:00Z']],
    ["select window['start'] from counts limit 1", 'window.start: timestamp', ['2016-07-26T02:00:00Z']],
    [
      'select window.* from counts limit 1',
      'start: timestamp, end: timestamp',
      ['2016-07-26T02:00:00Z', '2016-07-26T03:00:00Z'],
    ],
    ['select home.`zip code`, home.city from people where id = 1', 'zip code: int, City: string', [75, 'Paris']],
    ['select count(*) from counts', 'count(1): bigint', [3]],
    [
      'select count(1), count(action), sum(count) from counts',
      'count(1): bigint, count(action): bigint, sum(count): bigint',
      [3, 3, 1191],
    ],
    [
      'select avg(count), min(action), max(window.end) from counts',
      'avg(count): double, min(action): string, max(window.end): timestamp',
      [397, 'Close', '2016-07-26T04:00:00Z'],
    ],
    [
      "select date_format(window.end, 'MMM-dd HH:mm') from counts limit 1",
      'date_format(window.end, MMM-dd HH:mm): string',
      ['Jul-26 03:00'],
    ],
    ['select id + 1, -id, id * 2 as d from people where id = 1', '(id + 1): int, (- id): int, d: int', [2, -1, 2]],
    [
      'select cast(id as string), upper(name) from people where id = 1',
      'id: string, upper(Name): string',
      ['1', 'ADA'],
    ],
    ['select id a, a + 1 as b from people where id = 1', 'a: int, b: int', [1, 2]],
    ['select count as `a b`, count as `select` from counts limit 1', 'a b: bigint, select: bigint', [179, 179]],
    ['select p.*, 1 as one from (select id from people where id = 1) p', 'id: int, one: int', [1, 1]],
    [
      'select * except (tags, home, seen, born, price) from people where id = 1',
      'id: int, Name: string, score: double, active: boolean',
      [1, 'Ada', 1.5, true],
    ],
    ['select id, id from people where id = 1', 'id: int, id: int', [1, 1]],
    [
      "select 'x', 1, true, null, 1.50",
      'x: string, 1: int, true: boolean, NULL: void, 1.50: decimal(3,2)',
      ['x', 1, true, null, '1.50'],
    ],
  ]);
  refuses([
    ['select nope from counts', 'SQL-011', /there is no column "nope" \(columns: action, window, count\)/],
    ['select cuont from counts', 'SQL-011'],
    ['select window.stat from counts', 'SQL-013', /"window" has no field "stat"/],
    ['select action.x from counts', 'SQL-014'],
    ['select action from conuts', 'SQL-010', /there is no table "conuts"/],
    ['select action from db.counts', 'SQL-010'],
    ['select a.count from counts a join counts b on count = 1', 'SQL-012', /a.count, b.count/],
    ['select 1 from counts, counts', 'SQL-015'],
    ['select a from counts as c(a, b)', 'SQL-048'],
    ['select x.* from counts', 'SQL-011'],
    ['select * except (nope) from counts', 'SQL-011'],
  ]);

  test('an error says where, and what may have been meant', async () => {
    const error = await catalog.sql("select '😀', cuont from counts", 10).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ at: { span: { start: 13, end: 18 } }, hint: 'did you mean count?' });
  });
});

describe('order', () => {
  answers([
    ['select name from people order by name', 'Name: string', [null], ['Ada'], ['Bob']],
    ['select name from people order by name desc', 'Name: string', ['Bob'], ['Ada'], [null]],
    ['select name from people order by name nulls last', 'Name: string', ['Ada'], ['Bob'], [null]],
    ['select name from people order by name desc nulls first', 'Name: string', [null], ['Bob'], ['Ada']],
    ['select score from people order by score desc', 'score: double', ['NaN'], [1.5], [null]],
    ['select id from people order by 1 desc limit 1 offset 1', 'id: int', [2]],
    ['select -id as id from people order by id', 'id: int', [-3], [-2], [-1]],
    [
      'select action, sum(count) as s from counts group by action order by s desc',
      'action: string, s: bigint',
      ['Open', 1180],
      ['Close', 11],
    ],
    ['select action from counts group by action order by sum(count)', 'action: string', ['Close'], ['Open']],
    ['select distinct action from counts order by action', 'action: string', ['Close'], ['Open']],
    ['select upper(action) as a from counts order by lower(a), count', 'a: string', ['CLOSE'], ['OPEN'], ['OPEN']],
    [
      'select action, window.start from counts order by window, action',
      'action: string, start: timestamp',
      ['Close', '2016-07-26T02:00:00Z'],
      ['Open', '2016-07-26T02:00:00Z'],
      ['Open', '2016-07-26T03:00:00Z'],
    ],
  ]);
  refuses([
    ['select id from people order by 2', 'SQL-046', /position 2 in ORDER BY/],
    ['select id from people limit 1.5', 'SQL-024'],
    ['select id from people limit id', 'SQL-011'],
  ]);
});

describe('groups', () => {
  answers([
    ['select action, count(*) as n from counts group by action having n > 1', 'action: string, n: bigint', ['Open', 2]],
    [
      'select action, sum(count) as count from counts group by action having count > 100',
      'action: string, count: bigint',
      ['Open', 1180],
    ],
    [
      'select upper(action) u, count(*) c from counts group by u order by u',
      'u: string, c: bigint',
      ['CLOSE', 1],
      ['OPEN', 2],
    ],
    [
      'select upper(action), count(*) from counts group by 1 order by 1',
      'upper(action): string, count(1): bigint',
      ['CLOSE', 1],
      ['OPEN', 2],
    ],
    [
      'select action, max(count) from counts group by all order by 1',
      'action: string, max(count): bigint',
      ['Close', 11],
      ['Open', 1001],
    ],
    [
      'select window.end, sum(count) from counts group by window order by window',
      'end: timestamp, sum(count): bigint',
      ['2016-07-26T03:00:00Z', 190],
      ['2016-07-26T04:00:00Z', 1001],
    ],
    ['select sum(count) from counts where count > 5000', 'sum(count): bigint', [null]],
    [
      'select count(distinct action), count(distinct action, count) from counts',
      'count(DISTINCT action): bigint, count(DISTINCT action, count): bigint',
      [2, 3],
    ],
    ["select count(*) filter (where action = 'Open') as n from counts", 'n: bigint', [2]],
    [
      'select sum(price), avg(price), sum(id), avg(id) from people',
      'sum(price): decimal(20,2), avg(price): decimal(14,6), sum(id): bigint, avg(id): double',
      ['12.55', '6.275000', 6, 2],
    ],
    [
      'select collect_list(name), size(collect_set(id)) from people',
      'collect_list(Name): array<string>, size(collect_set(id)): int',
      [['Ada', 'Bob'], 3],
    ],
    [
      'select count_if(active), bool_or(active), stddev(id), approx_count_distinct(id) from people',
      'count_if(active): bigint, bool_or(active): boolean, stddev(id): double, approx_count_distinct(id): bigint',
      [1, true, 1, 3],
    ],
    [
      'select max_by(name, id), percentile_approx(id, 0.5), median(id) from people where id < 3',
      'max_by(Name, id): string, percentile_approx(id, 0.5): int, median(id): double',
      ['Bob', 1, 1.5],
    ],
    [
      'select action, count, row_number() over (partition by action order by count desc) as r from counts order by action, r',
      'action: string, count: bigint, r: int',
      ['Close', 11, 1],
      ['Open', 1001, 1],
      ['Open', 179, 2],
    ],
    [
      'select count, lag(count) over (order by count) as l, sum(count) over (order by count rows between unbounded preceding and current row) s from counts order by count',
      'count: bigint, l: bigint, s: bigint',
      [11, null, 11],
      [179, 11, 190],
      [1001, 179, 1191],
    ],
    [
      'select action, sum(sum(count)) over () as t from counts group by action order by action',
      'action: string, t: bigint',
      ['Close', 1191],
      ['Open', 1191],
    ],
    [
      'select count, rank() over w as k from counts window w as (order by count) order by k',
      'count: bigint, k: int',
      [11, 1],
      [179, 2],
      [1001, 3],
    ],
  ]);
  refuses([
    ['select action, count from counts group by action', 'SQL-042', /"count" is neither grouped nor aggregated/],
    ['select action, count(*) from counts', 'SQL-042'],
    ['select action from counts where sum(count) > 1', 'SQL-043'],
    ['select sum(count) from counts group by sum(count)', 'SQL-043'],
    ['select sum(max(count)) from counts', 'SQL-044'],
    ['select sum(action.x) from counts', 'SQL-014'],
    ['select action from counts group by 9', 'SQL-046'],
    ['select action from counts having action', 'SQL-049'],
    ['select row_number() from counts', 'SQL-030'],
    ['select sum(active) from people', 'SQL-022'],
  ]);
});

describe('operators', () => {
  answers([
    [
      'select 1 / 2, 7 div 2, -7 div 2, 7 % 3, -7 % 3',
      '(1 / 2): double, (7 div 2): bigint, (-7 div 2): bigint, (7 % 3): int, (-7 % 3): int',
      [0.5, 3, -3, 1, -1],
    ],
    [
      'select 1 == 1, 1 <=> null, null <=> null, 1 = null, 1 <> 2, 1 != 1',
      '(1 = 1): boolean, (1 <=> NULL): boolean, (NULL <=> NULL): boolean, (1 = NULL): boolean, (NOT (1 = 2)): boolean, (NOT (1 = 1)): boolean',
      [true, false, true, null, true, false],
    ],
    [
      "select 'ab' rlike 'b$', 'ab' like 'a%', 'AB' ilike 'a_', 'a%' like 'a\\\\%'",
      'RLIKE(ab, b$): boolean, ab LIKE a%: boolean, AB ILIKE a_: boolean, a% LIKE a\\%: boolean',
      [true, true, true, true],
    ],
    [
      'select 2 between 1 and 3, 2 not in (1, 3), null in (1), 2 in (select id from people)',
      'between(2, 1, 3): boolean, (2 NOT IN (1, 3)): boolean, (NULL IN (1)): boolean, (2 IN (listquery())): boolean',
      [true, true, null, true],
    ],
    [
      'select not true, true and null, true or null, null is null, 1 is not null',
      '(NOT true): boolean, (true AND NULL): boolean, (true OR NULL): boolean, (NULL IS NULL): boolean, (1 IS NOT NULL): boolean',
      [false, null, true, true, true],
    ],
    [
      "select 'a' || 1, concat('a', null), concat_ws('-', 'a', null, 'b')",
      'concat(a, 1): string, concat(a, NULL): string, concat_ws(-, a, NULL, b): string',
      ['a1', null, 'a-b'],
    ],
    ['select 5 & 3, 5 | 3, 5 ^ 3, ~5', '(5 & 3): int, (5 | 3): int, (5 ^ 3): int, ~5: int', [1, 7, 6, -6]],
    [
      "select '2' + 1, '1' = 1, '2016-07-27' > window.start from counts limit 1",
      '(2 + 1): bigint, (1 = 1): boolean, (2016-07-27 > window.start): boolean',
      [3, true, true],
    ],
    [
      'select price + 1, price * 2, price / 2 from people where id = 1',
      '(price + 1): decimal(11,2), (price * 2): decimal(12,2), (price / 2): decimal(14,6)',
      ['13.50', '25.00', '6.250000'],
    ],
    [
      "select case when id > 1 then 'b' else 'a' end, case id when 1 then 1 when 2 then 2.5 end from people order by id limit 2",
      'CASE WHEN (id > 1) THEN b ELSE a END: string, CASE WHEN (id = 1) THEN 1 WHEN (id = 2) THEN 2.5 END: decimal(11,1)',
      ['a', '1.0'],
      ['b', '2.5'],
    ],
    [
      'select 9007199254740993, 2147483648, 1e3, .5',
      '9007199254740993: bigint, 2147483648: bigint, 1e3: double, .5: decimal(1,1)',
      ['9007199254740993', 2147483648, 1000, '0.5'],
    ],
    [
      "select timestamp'2016-07-26 02:00:00' + interval 90 minutes as t, date'2016-07-26' + 1 as d",
      't: timestamp, d: date',
      ['2016-07-26T03:30:00Z', '2016-07-27'],
    ],
    [
      "select timestamp'2016-01-31 00:00:00' + interval 1 month as m, window.start - interval '1' day as d from counts limit 1",
      'm: timestamp, d: timestamp',
      ['2016-02-29T00:00:00Z', '2016-07-25T02:00:00Z'],
    ],
    [
      "select tags[1], tags[0], home['city'] from people where id = 1",
      'tags[1]: string, tags[0]: string, home.City: string',
      ['a', 'b', 'Paris'],
    ],
    [
      'select price + null, null * 2, null / null from people where id = 1',
      '(price + NULL): decimal(11,2), (NULL * 2): int, (NULL / NULL): double',
      [null, null, null],
    ],
    [
      "select cast(home as struct<a:string,b:string>) x, cast(array('1', '2') as array<int>) y from people where id = 1",
      'x: struct<a:string,b:string>, y: array<int>',
      [{ a: 'Paris', b: '75' }, [1, 2]],
    ],
    ["select id from people order by 'x', id limit 1", 'id: int', [1]],
  ]);
  refuses([
    ['select id from people where id in ()', /SQL-001|SQL-030/],
    ['select cast(window as struct<a:boolean,b:int>) from counts', 'SQL-041'],
    ['select percentile_approx(id, score) from people', 'SQL-024'],
    ['select from people', 'SQL-001'],

    ['select 1 / 0', 'SQL-050'],
    ['select id % 0 from people', 'SQL-050'],
    ['select 9223372036854775807 + 1', 'SQL-051'],
    ['select 2147483647 + 1', 'SQL-051'],
    ["select cast('abc' as int)", 'SQL-052', /"abc" is not a valid int/],
    ["select cast('1.9' as bigint)", 'SQL-052', /"1.9" is not a valid bigint/],
    ['select cast(name as double) from people', 'SQL-052', /"Ada" is not a valid double/],
    ["select id from people where seen > 'yesterday'", 'SQL-052', /"yesterday" is not a valid timestamp/],
    ['select id + active from people', 'SQL-040'],
    ['select id = tags from people', 'SQL-040'],
    ['select id from people where id', 'SQL-049', /WHERE must be true or false; "id" is of type int/],
    ['select cast(tags as int) from people', 'SQL-041'],
    ['select (select id from people)', 'SQL-053'],
    ['select (select id, name from people)', 'SQL-047'],
    ['select tags[7] from people where id = 1', 'SQL-025'],
    ["select 'a' rlike '('", 'SQL-055'],
  ]);
});

describe('functions', () => {
  answers([
    [
      "select substring('abc', 1, 2), substr('abc', 2), substring('abc', 0, 2), substring('abc', -2, 1)",
      'substring(abc, 1, 2): string, substring(abc, 2, 2147483647): string, substring(abc, 0, 2): string, substring(abc, -2, 1): string',
      ['ab', 'bc', 'ab', 'b'],
    ],
    [
      "select instr('abc', 'c') i, locate('b', 'abcb', 3) l, position('z' in 'abc') p, length('é😀') n",
      'i: int, l: int, p: int, n: int',
      [3, 4, 0, 2],
    ],
    [
      "select trim(' a ') a, ltrim(' a ') b, rtrim(' a ') c, lpad('a', 3, 'xy') d, rpad('abc', 2) e, repeat('ab', 2) f",
      'a: string, b: string, c: string, d: string, e: string, f: string',
      ['a', 'a ', ' a', 'xya', 'ab', 'abab'],
    ],
    [
      "select initcap('heLLo wORLD') a, reverse('abc') b, replace('abc', 'b', 'x') c, translate('abc', 'ab', 'xy') d, split('a1b2c', '[0-9]') e, substring_index('a.b.c', '.', 2) f",
      'a: string, b: string, c: string, d: string, e: array<string>, f: string',
      ['Hello World', 'cba', 'axc', 'xyc', ['a', 'b', 'c'], 'a.b'],
    ],
    [
      "select regexp_replace('a1b2', '[0-9]', '') a, regexp_extract('a12', '([a-z])([0-9]+)', 2) b, startswith('abc', 'a') c, contains('abc', 'z') d",
      'a: string, b: string, c: boolean, d: boolean',
      ['ab', '12', true, false],
    ],
    [
      "select left('abc', 2) a, right('abc', 2) b, ascii('a') c, upper('é') d",
      'a: string, b: string, c: int, d: string',
      ['ab', 'bc', 97, 'É'],
    ],
    [
      'select coalesce(null, 1, 2) a, nvl(null, 3) b, ifnull(1, 2) c, nullif(1, 1) d, if(true, 1, 2.5) e, nvl2(null, 1, 2) f, greatest(1, null, 3) g',
      'a: int, b: int, c: int, d: int, e: decimal(11,1), f: int, g: int',
      [1, 3, 1, null, '1.0', 2, 3],
    ],
    [
      'select abs(-2) a, round(2.5) b, round(1.2345, 2) c, floor(-1.5) d, ceil(1.2) e, sqrt(4) f, power(2, 3) g, mod(7, 3) h, pmod(-7, 3) i, sign(-2) j',
      'a: int, b: decimal(2,0), c: decimal(4,2), d: decimal(2,0), e: decimal(2,0), f: double, g: double, h: int, i: int, j: double',
      [2, '3', '1.23', '-2', '2', 2, 8, 1, 2, -1],
    ],
    [
      'select year(born) a, month(born) b, day(born) c, dayofweek(born) d, weekday(born) e, weekofyear(born) f, quarter(born) g, dayofyear(born) h from people where id = 1',
      'a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int',
      [2013, 10, 22, 3, 1, 43, 4, 295],
    ],
    [
      "select hour(seen) a, minute(seen) b, second(seen) c, extract(hour from seen) d, date_part('minute', seen) e from people where id = 1",
      'a: int, b: int, c: int, d: int, e: int',
      [2, 0, 1, 2, 0],
    ],
    [
      "select unix_timestamp(window.start) a, unix_timestamp('2016-07-26 02:00', 'yyyy-MM-dd HH:mm') b, unix_timestamp('1970-01-01 00:00:10') c, from_unixtime(1469498400) d, from_unixtime(0, 'yyyy') e, timestamp_seconds(1469498400) f from counts limit 1",
      'a: bigint, b: bigint, c: bigint, d: string, e: string, f: timestamp',
      [1469498400, 1469498400, 10, '2016-07-26 02:00:00', '1970', '2016-07-26T02:00:00Z'],
    ],
    [
      "select to_timestamp('26/07/2016 14:30', 'dd/MM/yyyy HH:mm') a, to_date('Jul-26-2016', 'MMM-dd-yyyy') b, to_date('2016-07-26') c, to_timestamp('2016-07-26') d, try_to_timestamp('x', 'yyyy') e",
      'a: timestamp, b: date, c: date, d: timestamp, e: timestamp',
      ['2016-07-26T14:30:00Z', '2016-07-26', '2016-07-26', '2016-07-26T00:00:00Z', null],
    ],
    [
      "select date_trunc('hour', seen) a, date_trunc('WEEK', seen) b, trunc(born, 'MM') c, date_add(born, 1) d, date_sub(born, 1) e, datediff(date'2016-07-28', '2016-07-26') f, add_months(date'2016-01-31', 1) g, last_day(born) h from people where id = 1",
      'a: timestamp, b: timestamp, c: date, d: date, e: date, f: int, g: date, h: date',
      [
        '2016-07-26T02:00:00Z',
        '2016-07-25T00:00:00Z',
        '2013-10-01',
        '2013-10-23',
        '2013-10-21',
        2,
        '2016-02-29',
        '2013-10-31',
      ],
    ],
    [
      "select months_between('2016-03-31', '2016-02-29') a, months_between('1997-02-28 10:30:00', '1996-10-30') b, make_date(2016, 7, 26) c, from_utc_timestamp('2016-07-26 02:00:00', 'Asia/Seoul') d, to_utc_timestamp('2016-07-26 02:00:00', 'Asia/Seoul') e",
      'a: double, b: double, c: date, d: timestamp, e: timestamp',
      [1, 3.94959677, '2016-07-26', '2016-07-26T11:00:00Z', '2016-07-25T17:00:00Z'],
    ],
    [
      "select cast(seen as string) a, cast(seen as date) b, cast(seen as bigint) c, cast(1469498400 as timestamp) d, cast(2.9 as int) e, cast('t' as boolean) f, cast(true as int) g, cast(score as string) h, bigint('12') i from people order by id limit 1",
      'a: string, b: date, c: bigint, d: timestamp, e: int, f: boolean, g: int, h: string, i: bigint',
      ['2016-07-26 02:00:01.5', '2016-07-26', 1469498401, '2016-07-26T02:00:00Z', 2, true, 1, '1.5', 12],
    ],
    [
      "select try_cast('x' as int) a, cast(home as string) b, cast(tags as string) c, cast(window as string) d from people, counts where id = 1 limit 1",
      'a: int, b: string, c: string, d: string',
      [null, '{Paris, 75}', '[b, a, null]', '{2016-07-26 02:00:00, 2016-07-26 03:00:00}'],
    ],
    [
      "select size(tags) a, array_contains(tags, 'a') b, sort_array(array(3, 1, 2)) c, array_join(array('x', 'y'), '-') d, array_max(array(1, 5)) e from people where id = 1",
      'a: int, b: boolean, c: array<int>, d: string, e: int',
      [3, true, [1, 2, 3], 'x-y', 5],
    ],
    [
      "select struct(id, name) a, named_struct('x', 1, 'y', 'z') b, typeof(price) c from people where id = 1",
      'a: struct<id:int,Name:string>, b: struct<x:int,y:string>, c: string',
      [{ id: 1, Name: 'Ada' }, { x: 1, y: 'z' }, 'decimal(10,2)'],
    ],
    [
      "select md5('a') a, format_number(12345.678, 2) b, isnull(null) c, isnan(score) d from people where id = 2",
      'a: string, b: string, c: boolean, d: boolean',
      ['0cc175b9c0f1b6a831c399e269772661', '12,345.68', true, true],
    ],
    [
      'select home, tags, window from people, counts where id = 2 limit 1',
      'home: struct<City:string,`zip code`:int>, tags: array<string>, window: struct<start:timestamp,end:timestamp>',
      [{ City: null, 'zip code': 10 }, [], { start: '2016-07-26T02:00:00Z', end: '2016-07-26T03:00:00Z' }],
    ],
    [
      'select * from people where id = 3',
      'id: int, Name: string, score: double, price: decimal(10,2), born: date, seen: timestamp, active: boolean, tags: array<string>, home: struct<City:string,`zip code`:int>',
      [3, null, null, null, '1969-12-31', null, null, null, null],
    ],
  ]);
  refuses([
    ['select uper(action) from counts', 'SQL-020', /the function "uper" is not available/],
    ['select repeat(action) from counts', 'SQL-021', /takes 2 arguments; 1 given/],
    ['select substring(action) from counts', 'SQL-021'],
    ['select hour(active) from people', 'SQL-022'],
    ['select date_format(seen, name) from people', 'SQL-024'],
    ["select date_trunc('fortnight', seen) from people", 'SQL-025'],
    ["select to_timestamp('x', 'yyyy')", 'SQL-054'],
    ['select concat(distinct action) from counts', 'SQL-030'],
    ['select explode(tags) from people', 'SQL-030'],
  ]);
});

describe('queries', () => {
  answers([
    ["values (1, 'a'), (2, null)", 'col1: int, col2: string', [1, 'a'], [2, null]],
    ["select * from values (1, 'a') as t(x, y)", 'x: int, y: string', [1, 'a']],
    ['with a as (select id from people), b(n) as (select id + 1 from a) select max(n) from b', 'max(n): int', [4]],
    ['with counts as (select 1 as one) select * from counts', 'one: int', [1]],
    ['select id from people union all select count from counts order by id desc limit 2', 'id: bigint', [1001], [179]],
    ['select 1 union select 1', '1: int', [1]],
    ['select id from people except select 2 intersect select 2 order by 1', 'id: int', [1], [3]],
    ['(select id from people) order by id limit 1', 'id: int', [1]],
    ['select * from (select id from people order by id desc limit 2) order by id', 'id: int', [2], [3]],
    [
      'select a.id, b.id from people a left join people b on b.id = a.id + 1 order by a.id',
      'id: int, id: int',
      [1, 2],
      [2, 3],
      [3, null],
    ],
    ['select id, x from people join (select 1 as id, 9 as x) using (id)', 'id: int, x: int', [1, 9]],
    [
      'select * from (select 1 as id, 2 as y) natural join (select 1 as id, 9 as x)',
      'id: int, y: int, x: int',
      [1, 2, 9],
    ],
    ['select id from people left semi join counts on id = 2', 'id: int', [2]],
    ['select id from people p where exists (select 1 from counts where p.id = 3)', 'id: int', [3]],
    ['select id, (select max(count) from counts) as m from people where id = 1', 'id: int, m: bigint', [1, 1001]],
    [
      'select id from people where id in (select q.id from people q where q.id > people.id - 1 and q.id = 2)',
      'id: int',
      [2],
    ],
    ['select id from range(2, 6, 2)', 'id: bigint', [2], [4]],
    ['from people select id where id = 1', 'id: int', [1]],
    ['select 1 -- a comment\n;', '1: int', [1]],
    ['select /* a; b */ 1', '1: int', [1]],
    ['select count(*) from people cross join counts', 'count(1): bigint', [9]],
  ]);
  refuses([
    ['select id from people union select id, name from people', 'SQL-045'],
    ['select tags from people union select 1', 'SQL-040'],
    ['values (1), (1, 2)', 'SQL-045'],
    ['select id from people qualify id > 1', 'SQL-030'],
    ['select * from people tablesample (10 rows)', 'SQL-030'],
    ['select * from people lateral view explode(tags) t as x', 'SQL-030'],
    ['with recursive a as (select 1) select * from a', 'SQL-030'],
    ['select id from people group by rollup(id)', 'SQL-020'],
    ['select id from people sort by id', 'SQL-030'],
    ['select all from', 'SQL-001'],
    ['select *', 'SQL-030'],
  ]);
});

describe('time zones', () => {
  test.each([
    ['Europe/Paris', 'Jul-26 05:00', 5],
    ['+02:00', 'Jul-26 05:00', 5],
    ['-03:00', 'Jul-26 00:00', 0],
    ['UTC', 'Jul-26 03:00', 3],
  ])('dates are read and written in %s', async (timeZone, written, hour) => {
    const other = await createTableCatalog({ timeZone });
    await register('counts', countsSchema, countsRows, other);
    const answer = await other.sql(
      "select date_format(window.end, 'MMM-dd HH:mm') t, hour(window.end) h, window.end = date_format(window.end, 'yyyy-MM-dd HH:mm:ss') e, cast(date_trunc('day', window.end) as string) d from counts limit 1",
      10,
    );
    await other.close();
    expect(answer.rows).toEqual([[written, hour, true, '2016-07-26 00:00:00']]);
  });

  test.each(['Mars/Olympus', '+05:30', "UTC'; drop table t1; --"])('the zone %s is refused', async (timeZone) => {
    const other = await createTableCatalog({ timeZone });
    await expect(other.sql('select 1', 1)).rejects.toMatchObject({ code: 'SQL-064' });
    await other.close();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineError } from '../base/errors/engine-error.ts';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { BIGINT, STRING } from '../types/data-type.ts';
import type { Row } from '../types/value.ts';
import { QueryEngine } from './duckdb/query-engine.ts';
import { createTableCatalog, type TableCatalog } from './table-catalog.ts';

const schema = [
  { name: 'action', type: STRING, nullable: true },
  { name: 'count', type: BIGINT, nullable: true },
];
const rows: Row[] = [['Open', 1n]];

let catalog: TableCatalog;

async function register(tableName: string): Promise<void> {
  const sink = new MemorySink({ nodeId: 'n', tableName, schema });
  await sink.addBatch(0, rows, 'complete');
  catalog.register(sink);
}

beforeAll(async () => {
  catalog = await createTableCatalog({ timeZone: 'UTC' });
  await register('counts');
});

afterAll(() => catalog.close());

async function failure(sql: string): Promise<EngineError> {
  const error = await catalog.sql(sql, 10).then(
    (answer) => new Error(`answered ${JSON.stringify(answer.rows)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineError)) throw error;
  return error;
}

describe('refused before the query engine sees it', () => {
  test.each([
    ["select * from read_text('/etc/passwd')", 'SQL-020'],
    ["select * from read_csv('/etc/passwd')", 'SQL-020'],
    ["select * from read_csv_auto('/etc/passwd') t", 'SQL-020'],
    ["select * from read_parquet('x.parquet')", 'SQL-020'],
    ["select * from glob('/etc/*')", 'SQL-020'],
    ["select * from sniff_csv('/etc/passwd')", 'SQL-020'],
    ["select read_text('/etc/passwd')", 'SQL-020'],
    ["select content from read_blob('/etc/passwd')", 'SQL-020'],
    ["select * from '/etc/passwd'", 'SQL-031'],
    ['select * from "/etc/passwd"', 'SQL-031'],
    ['select * from `/etc/passwd`', 'SQL-031'],
    ['select * from csv.`/etc/passwd`', 'SQL-031'],
    ['select * from parquet.`x`', 'SQL-010'],
    ["select * from 'counts.csv'", 'SQL-031'],
    ["select * from 'https://example.org/x.parquet'", 'SQL-031'],
    ["select getenv('HOME')", 'SQL-020'],
    ["select current_setting('memory_limit')", 'SQL-020'],
    ['select current_user', 'SQL-020'],
    ['select version()', 'SQL-020'],
    ['select * from duckdb_settings()', 'SQL-020'],
    ['select * from duckdb_tables', 'SQL-010'],
    ['select * from pg_catalog.pg_class', 'SQL-010'],
    ['select * from pg_class', 'SQL-010'],
    ['select * from information_schema.tables', 'SQL-010'],
    ['select * from sqlite_master', 'SQL-010'],
    ['select * from t1', 'SQL-010'],
    ['select * from main.t1', 'SQL-010'],
    ["select * from query('select 1')", 'SQL-020'],
    ["select * from query_table('t1')", 'SQL-020'],
    ['select * from pragma_version()', 'SQL-020'],
    ['select * from repeat(1, 10)', 'SQL-020'],
    ["select error('x')", 'SQL-020'],
    ["select nextval('s')", 'SQL-020'],
    ["select reflect('java.lang.System', 'exit', 0)", 'SQL-020'],
    ["select java_method('java.lang.System', 'exit', 0)", 'SQL-020'],
    ["select transform(action) using 'cat' from counts", 'SQL-030'],
    ["copy counts to '/tmp/x.csv'", 'SQL-004'],
    ["COPY (select 1) TO '/tmp/x.csv'", 'SQL-004'],
    ["attach '/tmp/x.db'", 'SQL-004'],
    ["attach '/tmp/x.db' as x (type sqlite)", 'SQL-004'],
    ['detach x', 'SQL-004'],
    ['install httpfs', 'SQL-004'],
    ['load httpfs', 'SQL-004'],
    ["export database '/tmp/x'", 'SQL-004'],
    ["import database '/tmp/x'", 'SQL-004'],
    ['create table x as select 1', 'SQL-004'],
    ['create or replace macro upper(x) as 1', 'SQL-004'],
    ["create secret (type s3, key_id 'x')", 'SQL-004'],
    ['drop table counts', 'SQL-004'],
    ['alter table counts rename to x', 'SQL-004'],
    ['insert into counts values (1)', 'SQL-004'],
    ['update counts set count = 1', 'SQL-004'],
    ['delete from counts', 'SQL-004'],
    ['merge into counts using counts on true when matched then delete', 'SQL-004'],
    ['truncate table counts', 'SQL-004'],
    ['pragma database_list', 'SQL-004'],
    ["set memory_limit = '100GB'", 'SQL-004'],
    ['reset all', 'SQL-004'],
    ['call pragma_version()', 'SQL-004'],
    ['explain select 1', 'SQL-004'],
    ['explain analyze select 1', 'SQL-004'],
    ['checkpoint', 'SQL-004'],
    ['vacuum', 'SQL-004'],
    ['begin', 'SQL-004'],
    ['prepare p as select 1', 'SQL-004'],
    ['use x', 'SQL-004'],
    ['summarize counts', 'SQL-004'],
    ['cache table counts', 'SQL-004'],
    ["add jar '/tmp/x.jar'", 'SQL-004'],
    ['/* select */ drop table counts', 'SQL-004'],
    ['-- select\ndrop table counts', 'SQL-004'],
    ['selec * from counts', 'SQL-004'],
    ['select 1; select 2', 'SQL-003'],
    ['select 1; drop table counts', 'SQL-003'],
    ["select 1 -- '\n; attach 'x'", 'SQL-003'],
    ['with x as (select 1) insert into counts select * from x', 'SQL-004'],
    ['with x as (delete from counts returning *) select * from x', /SQL-00[14]|SQL-030/],
    ["select * into outfile '/tmp/x' from counts", /SQL-001|SQL-030/],
    ['select * from counts for update', 'SQL-030'],
    ['select * from counts pivot (sum(count) for action in (1))', 'SQL-030'],
    ['select * from counts version as of 1', 'SQL-030'],
    ['select /*+ broadcast(counts) */ 1', 'SQL-030'],
    ['select ?', 'SQL-030'],
    ['select :x', 'SQL-030'],
    ['select $1', 'SQL-030'],
    ["select x'41'", 'SQL-030'],
    ['', 'SQL-002'],
    ['  \n\t', 'SQL-002'],
    [';', /SQL-00[124]/],
    ['-- nothing', 'SQL-002'],
    ["select 'open", 'SQL-001'],
    ['select `open', 'SQL-001'],
    ['select (1', 'SQL-001'],
    ['select 1)', 'SQL-001'],
    ['select 1 from', 'SQL-001'],
    ['select \0', 'SQL-001'],
    ['\u202eselect 1', /SQL-00[14]/],
  ])('%j', async (sql, code) => {
    const error = await failure(sql);
    expect(error.code).toMatch(code);
    expect(error.message).not.toMatch(/DuckDB|(Binder|Parser|Catalog) Error|polyglot|WASM|undefined|\[object/);
  });

  test('a query of 60,000 characters', async () => {
    expect(await failure(`select '${'x'.repeat(60_000)}'`)).toMatchObject({ code: 'SQL-005' });
  });
});

describe('nesting ends with an error', () => {
  const times = (text: string, count: number) => text.repeat(count);
  test.each([
    ['parentheses', (n: number) => `select ${times('(', n)}1${times(')', n)}`],
    ['additions', (n: number) => `select 1${times('+1', n)}`],
    ['negations', (n: number) => `select ${times('not ', n)}true`],
    ['minus signs', (n: number) => `select ${times('- ', n)}1`],
    ['cases', (n: number) => `select ${times('case when true then ', n)}1${times(' end', n)}`],
    ['subqueries', (n: number) => `select * from ${times('(select * from ', n)}counts${times(')', n)}`],
    ['calls', (n: number) => `select ${times('upper(', n)}1${times(')', n)}`],
    ['unions', (n: number) => `select 1${times(' union all select 1', n)}`],
    ['subscripts', (n: number) => `select action${times('[0]', n)} from counts`],
    ['casts', (n: number) => `select 1${times('::int', n)}`],
    ['divisors', (n: number) => `select ${times('1 / (', n)}1${times(')', n)}`],
    ['types', (n: number) => `select cast(null as ${times('array<', n)}int${times('>', n)})`],
  ])('%s', async (_, make) => {
    for (const count of [20, 150, 2_000]) {
      const text = make(count);
      if (text.length > 50_000) continue;
      const outcome = await catalog.sql(text, 1).then(
        () => 'answered',
        (error: unknown) => (error instanceof EngineError ? error.code : String(error)),
      );
      expect(outcome).toMatch(count < 2_000 ? /^(answered|SQL-006|SQL-014|SQL-040|SQL-050)$/ : /^SQL-0(06|14|40)$/);
    }
    expect((await catalog.sql('select count from counts', 1)).rows).toEqual([[1]]);
  });

  test('aliases of aliases', async () => {
    const columns = Array.from({ length: 40 }, (_, i) => `a${i} + a${i} as a${i + 1}`);
    expect(await failure(`select 1 as a0, ${columns.join(', ')}`)).toMatchObject({ code: 'SQL-006' });
  });

  test('a long chain of conditions is no nesting', async () => {
    const answer = await catalog.sql(`select count from counts where ${times('count = 2 or ', 2_000)}count = 1`, 1);
    expect(answer.rows).toEqual([[1]]);
  });
});

describe('names are only names', () => {
  const NAMES = [
    'a b',
    'a"b',
    "a'b",
    'a`b',
    'a\nb',
    'a;drop table t1',
    '--',
    '/*',
    '__proto__',
    'constructor',
    'toString',
    'select',
    'count',
    'read_text',
    'range',
    'été',
    '表',
    '😀',
    ' ',
    't1',
    'r1',
    'c0',
    'x'.repeat(300),
  ];
  test.each(NAMES)('a table and a column called %j', async (name) => {
    const quoted = `\`${name.replaceAll('`', '``')}\``;
    const sink = new MemorySink({
      nodeId: 'n',
      tableName: name,
      schema: [{ name, type: STRING, nullable: true }],
    });
    await sink.addBatch(0, [[name]], 'complete');
    catalog.register(sink);
    const answer = await catalog.sql(
      `select ${quoted}, ${quoted} as ${quoted} from ${quoted} where ${quoted} is not null`,
      5,
    );
    catalog.unregister(name);
    expect(answer.columns.map((column) => column.name)).toEqual([name, name]);
    expect(answer.rows).toEqual([[name, name]]);
  });

  test('texts stay texts', async () => {
    for (const text of ["it''s", '%', '\\\\', "''; drop table t1; --", '{}', '😀']) {
      const answer = await catalog.sql(`select '${text}' as a, concat('${text}', '') = '${text}' as b`, 5);
      expect(answer.rows).toEqual([[text.replaceAll("''", "'").replaceAll('\\\\', '\\'), true]]);
    }
  });

  test('the tables are as before', async () => {
    expect((await catalog.sql('select * from counts', 5)).rows).toEqual([['Open', 1]]);
    expect(catalog.list().map((table) => table.name)).toEqual(['counts']);
  });
});

describe('the second wall: what the query engine itself refuses', () => {
  let engine: QueryEngine;
  beforeAll(async () => {
    engine = await QueryEngine.open('UTC');
  });
  afterAll(() => engine.close());

  test.each([
    "SELECT content FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "COPY (SELECT 1) TO '/tmp/millrace-must-not-exist.csv'",
    "ATTACH '/tmp/millrace-must-not-exist.db'",
    'INSTALL httpfs',
    'LOAD httpfs',
    "EXPORT DATABASE '/tmp/millrace-must-not-exist'",
    'SET enable_external_access = true',
    'SET lock_configuration = false',
    "SET memory_limit = '100GB'",
    "SET TimeZone = 'UTC'",
    'RESET memory_limit',
    "SELECT getenv('HOME')",
    "SELECT * FROM glob('/etc/*')",
  ])('%s', async (sql) => {
    await expect(engine.connection.run(sql)).rejects.toThrow();
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadParquet } from '../../parquet/load-parquet.ts';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import { inferSchema } from './infer-schema.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-infer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Request = Omit<Parameters<typeof inferSchema>[0], 'source'>;

function put(name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const infer = (name = '', request: Request = {}) => inferSchema({ source: join(folder, name), ...request });

/** Columns as `name type [alternatives]`. */
async function columns(name = '', request: Request = {}): Promise<readonly string[]> {
  const { fields } = await infer(name, request);
  return fields.map(({ name: column, type }) => `${column} ${type}`);
}

async function codes(name = '', request: Request = {}): Promise<readonly string[]> {
  return (await infer(name, request)).findings.map(({ code }) => code);
}

describe('JSON', () => {
  it.each([
    ['{"a":1}', '{"a":2.5}', 'double'],
    ['{"a":1}', '{"a":"x"}', 'string'],
    ['{"a":1}', '{"a":null}', 'bigint'],
    ['{"a":null}', '{}', 'string'],
    ['{"a":true}', '{"a":false}', 'boolean'],
    ['{"a":12345678901234567890}', '{"a":1}', 'decimal(20,0)'],
    ['{"a":[1]}', '{"a":[2.5]}', 'array<double>'],
    ['{"a":{"y":1}}', '{"a":{"x":"t"}}', 'struct<x:string,y:bigint>'],
    ['{"a":"2016-07-26 02:00:00"}', '{"a":"2016-07-26"}', 'string'],
  ])('%s and %s: %s', async (first, second, type) => {
    put('a.json', `${first}\n\n${second}\n`);
    expect(await columns('a.json')).toEqual([`a ${type}`]);
  });

  it('gives columns in the order of the file, the first rows and how much was looked at', async () => {
    put('a.json', '{"z":1469501107,"a":"Open"}\n{"z":1469501147,"a":"Close","m":[1]}\n');
    expect(await infer('a.json')).toMatchObject({
      format: 'json',
      options: {},
      fields: [
        { name: 'z', type: 'bigint', nullable: true, alternatives: ['timestamp', 'int', 'double', 'string'] },
        { name: 'a', type: 'string', alternatives: [] },
        { name: 'm', type: 'array<bigint>' },
      ],
      rows: [
        [1469501107, 'Open', null],
        [1469501147, 'Close', [1]],
      ],
      sampledFiles: 1,
      sampledRows: 2,
      isComplete: true,
      findings: [],
    });
  });

  it('offers what every value fits, and nothing else', async () => {
    put('a.json', '{"n":7,"d":"2016-07-26","t":"2016-07-26T02:00:00Z","w":"2016-07-26 or so"}\n');
    const { fields } = await infer('a.json');
    expect(fields.map(({ alternatives }) => alternatives)).toEqual([
      ['int', 'double', 'string'],
      ['date', 'timestamp'],
      ['timestamp'],
      [],
    ]);
  });

  it('reads the preview under the types that were chosen, and says what does not fit', async () => {
    put('a.json', '{"t":1469501107,"a":"x"}\n');
    const chosen = await infer('a.json', { fields: [{ name: 't', type: 'timestamp' }] });
    expect(chosen.fields[0]).toMatchObject({ type: 'timestamp' });
    expect(chosen.rows).toEqual([['2016-07-26T02:45:07Z', 'x']]);
    expect(await codes('a.json', { fields: [{ name: 'a', type: 'int' }] })).toEqual(['SRC-177']);
    expect(await codes('a.json', { fields: [{ name: 'a', type: 'nonsense' }] })).toContain('SRC-179');
  });

  it('asks for multiLine where the file is one value', async () => {
    put('a.json', '[\n  {"a": 1},\n  {"a": 2}\n]\n');
    expect(await infer('a.json')).toMatchObject({
      options: { multiLine: 'true' },
      fields: [{ name: 'a', type: 'bigint' }],
      rows: [[1], [2]],
    });
  });

  it.each([
    ['[SRC-172] lines that are no records', { 'a.json': '{"a":1}\nnot json\n7\n' }, ['SRC-172']],
    ['[SRC-175] files of two kinds', { 'a.json': '{"a":1}\n', 'b.json': '{"b":1}\n' }, ['SRC-175']],
    ['[SRC-176] values of two kinds', { 'a.json': '{"a":1}\n{"a":"x"}\n' }, ['SRC-176']],
    ['[SRC-178] names in two spellings', { 'a.json': '{"a":1,"A":2}\n' }, ['SRC-178']],
  ])('%s', async (_, files, expected) => {
    for (const [name, content] of Object.entries(files)) put(name, content);
    expect(await codes()).toEqual(expected);
  });

  it('takes no name of a column for anything of its own', async () => {
    put('a.json', '{"__proto__":1,"constructor":"x","":2}\n');
    expect(await columns('a.json')).toEqual(['__proto__ bigint', 'constructor string']);
  });
});

describe('CSV', () => {
  it.each([
    ['name,age\nada,36\nlinus,54\n', { header: 'true' }, ['name string', 'age int']],
    ['Open,1\nClose,2\nOpen,3\n', {}, ['_c0 string', '_c1 int']],
    ['a;b\n1,5;x\n2,5;y\n', { sep: ';', header: 'true' }, ['a string', 'b string']],
    ['time\tn\n2016-07-26 02:00:00\t1\n', { sep: '\t', header: 'true' }, ['time timestamp', 'n int']],
    [
      'day|ok|x\n2016-07-26|true|1\n2016-07-27|FALSE|3000000000\n',
      { sep: '|', header: 'true' },
      ['day date', 'ok boolean', 'x bigint'],
    ],
    ['a,a,\n1,2.5,z\n3,4,y\n', {}, ['_c0 string', '_c1 string', '_c2 string']],
    ['"city, country",n\n"Paris, France",1\n', {}, ['_c0 string', '_c1 string']],
    ['n\n99999999999999999999\n1\n', { header: 'true' }, ['n decimal(20,0)']],
    ['n,m\n1,\n2.5,\n', { header: 'true' }, ['n double', 'm string']],
  ])('%j', async (content, options, expected) => {
    put('a.csv', content);
    const found = await infer('a.csv');
    expect([found.format, found.options]).toEqual(['csv', options]);
    expect(await columns('a.csv')).toEqual(expected);
  });

  it('leaves options alone that are set', async () => {
    put('a.csv', 'name,age\nada,36\n');
    const found = await infer('a.csv', { options: { HEADER: 'false' } });
    expect(found).toMatchObject({
      options: {},
      rows: [
        ['name', 'age'],
        ['ada', '36'],
      ],
    });
  });

  it('finds records of other lengths and files with other heads', async () => {
    put('a.csv', 'a,b\n1,2\n3\n');
    put('b.csv', 'b,a\n1,2\n');
    expect(await codes()).toEqual(['SRC-180', 'SRC-181']);
  });
});

describe('other formats', () => {
  it('text is one column', async () => {
    put('a.log', 'first line\nsecond line\n');
    expect(await infer('a.log')).toMatchObject({
      format: 'text',
      fields: [{ name: 'value', type: 'string' }],
      rows: [['first line'], ['second line']],
      sampledRows: 2,
    });
  });

  it('Parquet says its own', async () => {
    const engine = new ParquetEngine();
    await engine.use((connection) =>
      connection.run(
        `COPY (SELECT 1::INTEGER AS i, 'x' AS s, TIMESTAMPTZ '2016-07-26 02:00:00+00' AS t, 3::UTINYINT AS u) TO '${join(folder, 'a.parquet')}' (FORMAT parquet)`,
      ),
    );
    await engine.close();
    const found = await infer('a.parquet');
    expect(found).toMatchObject({ format: 'parquet', rows: [[1, 'x', '2016-07-26T02:00:00Z']], isComplete: true });
    expect(found.fields.map(({ name, type }) => `${name} ${type}`)).toEqual(['i int', 's string', 't timestamp']);
    expect(found.findings.map(({ code }) => code)).toEqual(['SRC-182']);
    expect(await loadParquet()).toHaveProperty('describeParquet');
  });

  it.each([
    ['a', '{"a":1}\n', 'json'],
    ['b', 'x,y\n1,2\n', 'csv'],
    ['c', 'just words\n', 'text'],
    ['d.txt', '{"a":1}\n', 'json'],
  ])('a file called %s is told by what is in it', async (name, content, format) => {
    put(name, content);
    expect((await infer(name)).format).toBe(format);
  });

  it('unpacks, and adds the columns of folders', async () => {
    put('year=2016/a.json.gz', gzipSync('{"a":1}\n'));
    expect(await columns()).toEqual(['a bigint', 'year int']);
  });
});

describe('places and sizes', () => {
  it.each<[string, string, Request]>([
    ['SRC-001', 'none', {}],
    ['SRC-170', 'empty', {}],
    ['SRC-171', 'blank.json', {}],
    ['SRC-173', 'junk', {}],
    ['SRC-174', 'long.json', {}],
    ['SRC-153', 'a.json.bz2', {}],
    ['SRC-154', 'bad.json.gz', {}],
    ['EXE-130', 'no.parquet', {}],
    ['SRC-102', 'blank.json', { format: 'json', options: { multiLine: 'perhaps' } }],
  ])('[%s] %s', async (code, name, request) => {
    mkdirSync(join(folder, 'empty'));
    put('blank.json', '\n \n');
    put('junk', new Uint8Array([1, 0, 2, 0, 3]));
    put('long.json', `{"a":"${'x'.repeat(5_000_000)}"}\n`);
    put('a.json.bz2', 'BZh');
    put('bad.json.gz', 'not packed at all');
    put('no.parquet', 'PAR1 but not for long');
    expect(await codes(name, request)).toContain(code);
  });

  it('looks at 1,000 records of 5 files', async () => {
    for (let file = 0; file < 7; file++) put(`${file}.json`, '{"a":1}\n'.repeat(1500));
    expect(await infer()).toMatchObject({ sampledFiles: 5, sampledRows: 5000, isComplete: false });
    expect(await infer('0.json')).toMatchObject({ sampledFiles: 1, sampledRows: 1000, isComplete: false });
    expect((await infer()).rows).toHaveLength(50);
  });

  it('cuts a last line that is not whole', async () => {
    put('a.json', `${'{"a":1}\n'.repeat(1200)}{"a":`);
    expect((await infer('a.json')).findings).toEqual([]);
  });
});

describe('data that is too much', () => {
  it.each([
    ['csv', (names: string[]) => `${names.join(',')}\n`],
    ['json', (names: string[]) => `{${names.map((name) => `"${name}":1`).join(',')}}\n`],
  ])('%s with very many columns is refused', async (ending, line) => {
    put(`a.${ending}`, line(Array.from({ length: 20_000 }, (_, at) => `c${at}`)));
    const { fields, findings } = await infer(`a.${ending}`);
    expect([fields.length, findings.map(({ code }) => code)]).toEqual([0, ['SRC-183']]);
  });

  it('does not keep others waiting for it', async () => {
    const line = Array.from({ length: 100 }, (_, at) => at).join(',');
    put('a.csv', `${line}\n`.repeat(1000));
    let turns = 0;
    const count = setInterval(() => turns++, 1);
    expect((await infer('a.csv')).fields.length).toBe(100);
    clearInterval(count);
    expect(turns).toBeGreaterThan(5);
  });
});

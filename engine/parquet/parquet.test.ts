import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancelledError } from '../base/errors/engine-error.ts';
import { parseDataType } from '../types/data-type-text.ts';
import type { Schema } from '../types/schema.ts';
import type { Row } from '../types/value.ts';
import type { Pace } from './pace.ts';
import { ParquetEngine } from './parquet-engine.ts';
import { readParquet } from './read-parquet.ts';
import { type ParquetCompression, writeParquet } from './write-parquet.ts';

const engine = new ParquetEngine();
const folder = mkdtempSync(join(tmpdir(), 'millrace-parquet-'));
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const unhurried: Pace = { isDue: false, rest: async () => undefined };

/** `'a int, s struct<x:int>'`, as `parseDataType` reads a struct's fields. */
function schemaOf(text: string): Schema {
  const type = parseDataType(`struct<${text.replaceAll(/(\w|`[^`]*`) (\w+[(<]?)/g, '$1:$2')}>`);
  if (!type.ok || type.value.kind !== 'struct') throw new Error(`not a schema: ${text}`);
  return type.value.fields.map((field) => ({ ...field, nullable: true }));
}

let files = 0;
async function write(schema: Schema, rows: readonly Row[], compression: ParquetCompression = 'snappy') {
  const path = join(folder, `${files++}.parquet`);
  await writeParquet(engine, path, schema, rows, compression, unhurried);
  return path;
}

test('writing a large file is broken off amid the statement that does it', async () => {
  const schema = schemaOf('a int, b string');
  const rows = Array.from({ length: 100_000 }, (_, i): Row => [i, `some text ${i}`]);
  /** Looks away while rows are handed over; the first rest comes while DuckDB writes. */
  const stopped: Pace = {
    isDue: false,
    rest: async () => {
      throw new CancelledError();
    },
  };
  const writing = writeParquet(engine, join(folder, 'stopped.parquet'), schema, rows, 'zstd', stopped);
  await expect(writing).rejects.toBeInstanceOf(CancelledError);
  expect(await read(await write(schema, rows.slice(0, 3)), schema)).toEqual(rows.slice(0, 3));
});

async function read(path: string, schema: Schema, pace = unhurried): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const some of readParquet(engine, path, schema, pace)) rows.push(...some);
  return rows;
}

const spark = (name: string) => fileURLToPath(new URL(`testing/spark-4.2.1/${name}.parquet`, import.meta.url));

const ALL_TYPES = schemaOf(
  'id int, bo boolean, ti tinyint, sm smallint, i int, bi bigint, f float, d double, d4 decimal(4,2), d18 decimal(18,4), ' +
    'd38 decimal(38,10), s string, da date, ts timestamp, ar array<int>, st struct<a:int,B:string>, ' +
    'nested array<struct<x:int,y:array<string>>>',
);

// What Spark wrote into the files of `testing`, but for the last column.
const ALL_ROWS: readonly Row[] = [
  [
    1,
    true,
    -7,
    300,
    70000,
    5000000000n,
    1.25,
    1.1,
    1234n,
    1234567890123450n,
    -123456789012345678900123456789n,
    'héllo 😀',
    17008,
    1469498400123456n,
    [1, null, 3],
    [1, 'x'],
    [[1, ['p', 'q']]],
  ],
  [
    2,
    false,
    127,
    -32768,
    -2147483648,
    -9223372036854775808n,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -9999n,
    0n,
    0n,
    '',
    -719162,
    -62135596800000000n,
    [],
    [null, null],
    [],
  ],
  [3, ...Array.from({ length: 16 }, () => null)],
  [
    4,
    true,
    0,
    0,
    0,
    0n,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    0n,
    10000n,
    99999999999999999999999999999999999999n,
    'z',
    2932896,
    253402300799999999n,
    [null],
    null,
    [null, [null, null]],
  ],
];

describe('what was written is read back', () => {
  test('values of every type, null at every depth', async () => {
    expect(await read(await write(ALL_TYPES, ALL_ROWS), ALL_TYPES)).toEqual(ALL_ROWS);
  });

  test.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4_raw'] as const)(
    'compressed with %s',
    async (compression) => {
      const rows = Array.from({ length: 50 }, (_, i) => [i, `row ${i}`]);
      const schema = schemaOf('i int, s string');
      expect(await read(await write(schema, rows, compression), schema)).toEqual(rows);
    },
  );

  test('more rows than a chunk, in their order', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [BigInt(i), i % 3 === 0 ? null : `s${i}`]);
    const schema = schemaOf('i bigint, s string');
    expect(await read(await write(schema, rows), schema)).toEqual(rows);
  });

  test('no rows', async () => {
    expect(await read(await write(ALL_TYPES, []), ALL_TYPES)).toEqual([]);
  });

  test('names that mean something elsewhere', async () => {
    const names = ['a b', 'x.y', '"; DROP TABLE batch; --', "o'c", 'é,;{}()=', '__proto__', '1', '0', 'select'];
    const type = { kind: 'int' } as const;
    const fields = names.map((name) => ({ name, type, nullable: true }));
    const schema = [...fields, { name: 'st', type: { kind: 'struct', fields } as const, nullable: true }];
    const values = names.map((_, i) => i);
    expect(await read(await write(schema, [[...values, values]]), schema)).toEqual([[...values, values]]);
  });

  test('a path with the signs of a glob, a quote and a partition folder', async () => {
    const inside = join(folder, 'we[ir]d {a,b}', 'i=9');
    mkdirSync(inside, { recursive: true });
    const path = join(inside, "o'c[1].parquet");
    const schema = schemaOf('i int');
    await writeParquet(engine, path, schema, [[1]], 'snappy', unhurried);
    expect(await read(path, schema)).toEqual([[1]]);
  });
});

describe('what Spark 4.2.1 wrote is read', () => {
  test.each(['all-types-int96', 'all-types-micros', 'legacy-layout'])('%s', async (name) => {
    const schema = [...ALL_TYPES, ...schemaOf('bin string')];
    const bytes = ['raw', '', null, 'é'];
    expect(await read(spark(name), schema)).toEqual(ALL_ROWS.map((row, i) => [...row, bytes[i] ?? null]));
  });

  test('timestamps in milliseconds and without a zone', async () => {
    expect(await read(spark('millis'), schemaOf('ts timestamp, ntz timestamp'))).toEqual([
      [1469498400123000n, 1469498400123456n],
    ]);
  });

  test('columns match by name without regard to letter case; what is missing is null', async () => {
    const schema = schemaOf('ST struct<b:string,z:double,A:int>, NOPE array<int>, ID bigint');
    expect(await read(spark('all-types-int96'), schema)).toEqual([
      [['x', null, 1], null, 1n],
      [[null, null, null], null, 2n],
      [null, null, 3n],
      [null, null, 4n],
    ]);
  });

  test('a struct of which no field is declared is there all the same', async () => {
    const rows = await read(spark('all-types-int96'), schemaOf('st struct<other:int>'));
    expect(rows).toEqual([[[null]], [[null]], [null], [null]]);
  });

  test('[EXE-132] refuses a name that two columns have', async () => {
    await expect(read(spark('names'), schemaOf('a int'))).rejects.toMatchObject({
      code: 'EXE-132',
      params: { column: 'a', names: ['a', 'A'] },
    });
    expect(await read(spark('names'), schemaOf('`s` struct<`x.y`:int>'))).toEqual([[[4]]]);
  });

  test('[EXE-134] names a compression that is not read', async () => {
    await expect(read(spark('lz4'), schemaOf('a int'))).rejects.toMatchObject({
      code: 'EXE-134',
      params: { codec: 'LZ4' },
    });
  });

  test('no columns still give the rows', async () => {
    expect(await read(spark('all-types-int96'), [])).toEqual([[], [], [], []]);
  });
});

// Answers of Spark's reader; null where it refuses the types.
const CONVERSIONS: readonly (readonly [from: string, value: Row[number], to: string, read: Row[number] | 'refused'])[] =
  [
    ['tinyint', -7, 'int', -7],
    ['smallint', 300, 'bigint', 300n],
    ['int', 70000, 'bigint', 70000n],
    ['int', 70000, 'double', 70000],
    ['int', 7, 'tinyint', 7],
    ['int', 70000, 'decimal(10,0)', 70000n],
    ['int', 70000, 'decimal(18,4)', 700000000n],
    ['int', 70000, 'decimal(9,0)', 'refused'],
    ['int', 70000, 'decimal(12,4)', 'refused'],
    ['int', 70000, 'float', 'refused'],
    ['int', 70000, 'string', 'refused'],
    ['int', 70000, 'boolean', 'refused'],
    ['bigint', 5000000000n, 'int', 'refused'],
    ['bigint', 5000000000n, 'double', 'refused'],
    ['bigint', 5000000000n, 'decimal(20,0)', 5000000000n],
    ['bigint', 5000000000n, 'decimal(19,0)', 'refused'],
    ['bigint', 5000000000n, 'timestamp', 'refused'],
    ['float', 1.25, 'double', 1.25],
    ['double', 1.25, 'float', 'refused'],
    ['double', 1.25, 'decimal(20,10)', 'refused'],
    ['decimal(4,2)', 1234n, 'decimal(10,2)', 1234n],
    ['decimal(4,2)', 1234n, 'decimal(12,4)', 123400n],
    ['decimal(4,2)', 1234n, 'decimal(38,20)', 1234000000000000000000n],
    ['decimal(10,2)', 1234n, 'decimal(4,2)', 'refused'],
    ['decimal(10,2)', 1234n, 'decimal(10,0)', 'refused'],
    ['decimal(18,4)', 1234n, 'decimal(20,10)', 'refused'],
    ['decimal(4,2)', 1234n, 'double', 'refused'],
    ['string', 'x', 'int', 'refused'],
    ['date', 17008, 'timestamp', 'refused'],
    ['date', 17008, 'string', 'refused'],
    ['timestamp', 1n, 'date', 'refused'],
    ['array<int>', [1, null], 'array<bigint>', [1n, null]],
    ['array<int>', [1], 'array<string>', 'refused'],
    ['array<int>', [1], 'int', 'refused'],
    ['struct<a:int,b:string>', [1, 'x'], 'struct<B:string,a:bigint>', ['x', 1n]],
    ['array<struct<x:int>>', [[1]], 'array<struct<y:string,X:bigint>>', [[null, 1n]]],
    ['struct<a:int>', [1], 'array<int>', 'refused'],
  ];

describe('declared types', () => {
  test.each(CONVERSIONS)('%s holding %s, read as %s: %s', async (from, value, to, expected) => {
    const path = await write(schemaOf(`c ${from}`), [[value], [null]]);
    const found = read(path, schemaOf(`c ${to}`));
    if (expected !== 'refused') expect(await found).toEqual([[expected], [null]]);
    else await expect(found).rejects.toMatchObject({ code: 'EXE-131' });
  });

  test('[EXE-131] names the column, down to the field, and both types', async () => {
    const path = await write(schemaOf('s struct<list:array<struct<x:string>>>'), []);
    await expect(read(path, schemaOf('s struct<list:array<struct<x:int>>>'))).rejects.toMatchObject({
      code: 'EXE-131',
      params: { path, column: 's.list.element.x', declared: 'int', found: 'string' },
    });
  });

  test('[EXE-133] a value that the narrower type cannot hold', async () => {
    const path = await write(schemaOf('c int'), [[1], [70000]]);
    await expect(read(path, schemaOf('c tinyint'))).rejects.toMatchObject({
      code: 'EXE-133',
      params: { path, value: '70000' },
    });
  });
});

describe('what is no Parquet file', () => {
  test.each([
    ['text', 'not parquet at all, whatever it is called'],
    ['nothing', ''],
    ['its marks alone', 'PAR1PAR1PAR1'],
  ])('[EXE-130] %s', async (name, content) => {
    const path = join(folder, `${name}.parquet`);
    writeFileSync(path, content);
    await expect(read(path, schemaOf('a int'))).rejects.toMatchObject({ code: 'EXE-130', params: { path } });
  });

  test('[EXE-130] a file that was cut off or changed in the middle', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [`row ${i}`]);
    const whole = readFileSync(await write(schemaOf('s string'), rows));
    const cut = join(folder, 'cut.parquet');
    writeFileSync(cut, whole.subarray(0, whole.length - 20));
    await expect(read(cut, schemaOf('s string'))).rejects.toMatchObject({ code: 'EXE-130' });
    const changed = join(folder, 'changed.parquet');
    const bytes = Buffer.from(whole);
    bytes.fill(0xff, 100, 2000);
    writeFileSync(changed, bytes);
    await expect(read(changed, schemaOf('s string'))).rejects.toMatchObject({ code: 'EXE-130' });
  });

  test('a file that is gone', async () => {
    const path = join(folder, 'gone.parquet');
    await expect(read(path, schemaOf('a int'))).rejects.toMatchObject({ code: 'SRC-004', params: { path } });
  });
});

describe('giving way', () => {
  let path = '';
  const schema = schemaOf('i bigint, s string');
  beforeAll(async () => {
    path = await write(
      schema,
      Array.from({ length: 20_000 }, (_, i) => [BigInt(i), `s${i}`]),
    );
  });

  test('asks often, and rests when it is due', async () => {
    let rests = 0;
    const rest = async () => void rests++;
    expect(await read(path, schema, { isDue: true, rest })).toHaveLength(20_000);
    expect(rests).toBeGreaterThan(20);
  });

  test('what the pace throws ends the reading', async () => {
    let left = 5;
    const pace: Pace = {
      isDue: true,
      rest: async () => {
        if (left-- === 0) throw new CancelledError();
      },
    };
    await expect(read(path, schema, pace)).rejects.toBeInstanceOf(CancelledError);
    expect(await read(path, schema)).toHaveLength(20_000);
  });

  test('several files are read at once', async () => {
    const all = await Promise.all([read(path, schema), read(path, schema), read(path, schema)]);
    expect(all.map((rows) => rows.length)).toEqual([20_000, 20_000, 20_000]);
  });
});

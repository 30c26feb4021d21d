import { describe, expect, test } from 'vitest';
import type { LogicalPlan, QueryPlan } from '../../plan/logical-plan.ts';
import { parseDataType } from '../../types/data-type-text.ts';
import type { Schema } from '../../types/schema.ts';
import type { LoweringContext } from '../node-kind.ts';
import { settingsForm } from '../setting-control.ts';
import { fileSink } from './file-sink.ts';
import { words } from './words.ts';

function schemaOf(types: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): Schema {
  const pairs = Array.isArray(types) ? types : Object.entries(types);
  return (pairs as readonly (readonly [string, string])[]).map(([name, text]) => {
    const type = parseDataType(text);
    if (!type.ok) throw new Error(text);
    return { name, type: type.value, nullable: true };
  });
}

function lowered(config: object, schema: Schema, isStreaming = true) {
  if (!('lowerSink' in fileSink)) throw new Error('not a sink');
  const reports: [string, string, unknown][] = [];
  const plan: QueryPlan | null = fileSink.lowerSink({
    nodeId: 'out',
    config: fileSink.settings.parse({ path: 'out', format: 'json', checkpointLocation: 'check', ...config }) as Record<
      string,
      unknown
    >,
    inputs: { in: { op: 'rows-scan', nodeId: 'in', schema } as unknown as LogicalPlan },
    wired: [],
    isStreaming,
    timeZone: 'UTC',
    resolvePath: (path) => `/data/${path}`,
    report: (code, setting, params) => reports.push([code, setting, params]),
  } satisfies LoweringContext<Record<string, unknown>>);
  return { plan, reports };
}

const PLAIN = schemaOf({ id: 'int', day: 'date', kind: 'string' });

test('a query that appends to a folder', () => {
  const { plan, reports } = lowered(
    { format: 'csv', partitionBy: ['day'], checkpointLocation: 'check', options: { header: true, sep: ';' } },
    PLAIN,
  );
  expect(reports).toEqual([]);
  expect(plan).toMatchObject({
    name: null,
    outputMode: 'append',
    trigger: { type: 'default' },
    checkpointLocation: '/data/check',
    sink: {
      type: 'file',
      nodeId: 'out',
      path: '/data/out',
      format: 'csv',
      partitionBy: ['day'],
      options: { header: 'true', sep: ';' },
    },
  });
});

test('[EXE-120] a stream without a checkpoint folder is warned of: one may come with the command line', () => {
  const none = { checkpointLocation: undefined };
  expect(lowered(none, PLAIN)).toMatchObject({ reports: [['EXE-120', 'checkpointLocation', {}]] });
  expect(lowered(none, PLAIN).plan?.checkpointLocation).toBeNull();
  expect(lowered(none, PLAIN, false).reports).toEqual([]);
});

describe('columns that cannot be written', () => {
  test.each([
    ['csv', 'array<int>'],
    ['csv', 'struct<a:int>'],
  ])('[PLN-048] %s: %s', (format, type) => {
    expect(lowered({ format }, schemaOf({ id: 'int', c: type })).reports).toEqual([
      ['PLN-048', 'format', { column: 'c', type, format }],
    ]);
  });

  test('[PLN-048] intervals, at any depth', () => {
    const schema: Schema = [
      { name: 'a', type: { kind: 'array', element: { kind: 'interval' } }, nullable: true },
      { name: 'b', type: { kind: 'struct', fields: [] }, nullable: true },
    ];
    for (const format of ['json', 'parquet']) {
      expect(lowered({ format }, schema).reports.map(([code]) => code)).toEqual(['PLN-048', 'PLN-048']);
    }
  });

  test.each(['json', 'parquet'])('nested columns go into %s', (format) => {
    const schema = schemaOf({ a: 'array<struct<x:int,y:array<string>>>', w: 'struct<start:timestamp,end:timestamp>' });
    expect(lowered({ format }, schema).reports).toEqual([]);
  });

  test('[PLN-052] names that differ in letter case alone, but not in csv', () => {
    const schema = schemaOf([
      ['a', 'int'],
      ['A', 'int'],
      ['s', 'array<struct<x:int,X:int>>'],
    ]);
    for (const format of ['json', 'parquet']) {
      expect(lowered({ format }, schema).reports).toEqual([
        ['PLN-052', 'format', { column: 'A' }],
        ['PLN-052', 'format', { column: 's.X' }],
      ]);
    }
    expect(lowered({ format: 'csv' }, schema.slice(0, 2)).reports).toEqual([]);
  });
});

describe('partition columns', () => {
  test('are left out of the files, so that their types do not count there', () => {
    expect(lowered({ partitionBy: ['KIND', 'day'] }, PLAIN).reports).toEqual([]);
  });

  test.each([
    ['[PLN-012] none of the name', ['dey'], PLAIN, 'PLN-012', 'partitionBy.0'],
    ['[PLN-050] all columns', ['id', 'day', 'kind'], PLAIN, 'PLN-050', 'partitionBy'],
    ['[PLN-051] an array', ['id', 'c'], schemaOf({ id: 'int', c: 'array<int>', d: 'int' }), 'PLN-051', 'partitionBy.1'],
    ['[PLN-052] one column twice', ['day', 'DAY'], PLAIN, 'PLN-052', 'partitionBy.1'],
  ] as const)('%s', (_, partitionBy, schema, code, setting) => {
    const { reports } = lowered({ partitionBy }, schema);
    expect(reports.map(([found, at]) => [found, at])).toEqual([[code, setting]]);
  });
});

test('as PySpark', () => {
  const config = {
    path: 'out "dir"',
    format: 'parquet',
    partitionBy: ['day', 'a"b'],
    trigger: { type: 'available-now' },
    checkpointLocation: 'check',
    options: { compression: 'zstd' },
  };
  const context = { isStreaming: true, inputs: ['rows'], path: (path: string) => JSON.stringify(`/data/${path}`) };
  expect(fileSink.spark(config as never, context)).toBe(
    `.writeStream.format("parquet").partitionBy("day", 'a"b').option("compression", "zstd").outputMode("append")` +
      '.trigger(availableNow=True).option("checkpointLocation", "/data/check").start("/data/out \\"dir\\"")',
  );
  expect(fileSink.spark({ path: 'out', format: 'json' } as never, { ...context, isStreaming: false })).toBe(
    '.write.format("json").save("/data/out")',
  );
});

test('every setting has a form and words in both languages', () => {
  for (const { path } of settingsForm(fileSink.settings)) {
    expect(words.en.settings).toHaveProperty([path]);
    expect(words.fr.settings).toHaveProperty([path]);
  }
});

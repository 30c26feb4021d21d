import { describe, expect, test } from 'vitest';
import { lowerScript, type PipelineScript, runPipeline, type ScriptRow } from '../../testing/pipeline-script.ts';
import type { ScriptNode } from '../../testing/stream-script.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { unionKind } from './union.ts';

interface Input {
  /** `name type`, one a column. */
  readonly columns: readonly string[];
  readonly rows?: readonly ScriptRow[];
  readonly isStatic?: boolean;
  readonly watermark?: string;
}

function scriptOf(inputs: readonly Input[], allowMissingColumns = false): PipelineScript {
  const ids = inputs.map((_, index) => String.fromCharCode(97 + index));
  const marks = inputs.flatMap(({ watermark }, index): ScriptNode[] =>
    watermark === undefined
      ? []
      : [{ id: `${ids[index]}-mark`, kind: 'watermark', config: { timeColumn: watermark, delay: '10 seconds' } }],
  );
  return {
    sources: inputs.map(({ columns, rows, isStatic }, index) => ({
      id: ids[index] ?? '',
      fields: columns.map((column) => ({
        name: column.slice(0, column.indexOf(' ')),
        type: column.slice(column.indexOf(' ') + 1),
      })),
      ...(isStatic === true ? { staticRows: rows ?? [] } : {}),
    })),
    nodes: [...marks, { id: 'all', kind: 'union', config: allowMissingColumns ? { allowMissingColumns } : {} }],
    edges: [
      ...marks.map(({ id }) => [id.slice(0, 1), id] as const),
      ...inputs.map(({ watermark }, index) => {
        const id = ids[index] ?? '';
        return [watermark === undefined ? id : `${id}-mark`, 'all'] as const;
      }),
    ],
    steps: [Object.fromEntries(inputs.map(({ rows }, index) => [ids[index] ?? '', rows ?? []]))],
  };
}

async function columnsOf(inputs: readonly Input[], byName = false): Promise<string[]> {
  const { analysis, queries } = await lowerScript(scriptOf(inputs, byName));
  expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (queries[0]?.plan.schema ?? []).map(
    ({ name, type, eventTime }) => `${name} ${printDataType(type)}${eventTime === undefined ? '' : ' !'}`,
  );
}

async function rowsOf(inputs: readonly Input[], byName = false): Promise<unknown> {
  return (await runPipeline(scriptOf(inputs, byName))).flatMap(({ rows }) => rows);
}

async function findings(inputs: readonly Input[], byName = false): Promise<unknown> {
  const { analysis } = await lowerScript(scriptOf(inputs, byName));
  return analysis.diagnostics.filter(({ severity }) => severity === 'error').map(({ code, params }) => [code, params]);
}

describe('by position', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['[UN-1] names are the first input’s', ['a int', 'b string'], ['x int', 'y string'], ['a int', 'b string']],
    ['[UN-1] numbers widen', ['a int'], ['a bigint'], ['a bigint']],
    ['whichever comes first', ['a double'], ['a int'], ['a double']],
    ['decimals hold both', ['a decimal(5,2)'], ['a bigint'], ['a decimal(22,2)']],
    ['a string beside a number is one', ['a string'], ['a int'], ['a bigint']],
    ['a date beside a timestamp is one', ['a date'], ['a timestamp'], ['a timestamp']],
    ['arrays widen by element', ['a array<int>'], ['a array<double>'], ['a array<double>']],
    [
      'structs widen by field',
      ['a struct<x:int,y:string>'],
      ['a struct<X:double,y:string>'],
      ['a struct<x:double,y:string>'],
    ],
  ])('%s', async (_, first, second, wanted) => {
    expect(await columnsOf([{ columns: first }, { columns: second }])).toEqual(wanted);
  });

  test('all rows of all inputs come out, equal ones too', async () => {
    const rows = [{ a: 1 }, { a: 1 }];
    const inputs = [
      { columns: ['a int'], rows },
      { columns: ['a int'], rows },
      { columns: ['b double'], rows: [{ b: 0.5 }] },
    ];
    expect(await rowsOf(inputs)).toEqual([[1], [1], [1], [1], [0.5]]);
  });

  test('values are cast, fields of structs one by one', async () => {
    const inputs = [
      { columns: ['a struct<x:int,y:string>'], rows: [{ a: { x: 1, y: 'y' } }, { a: null }] },
      { columns: ['a struct<x:double,y:string>'], rows: [{ a: { x: 0.5 } }] },
    ];
    expect(await rowsOf(inputs)).toEqual([[{ x: 1, y: 'y' }], [null], [{ x: 0.5, y: null }]]);
  });

  test('rows are counted in and out', async () => {
    const inputs = [
      { columns: ['a int'], rows: [{ a: 1 }, { a: 2 }] },
      { columns: ['a int'], rows: [{ a: 3 }] },
    ];
    const [batch] = await runPipeline(scriptOf(inputs));
    expect(batch?.counts.all).toEqual({ in: 3, out: 3 });
    expect(batch?.progress.sources.map(({ numInputRows }) => numInputRows)).toEqual([2, 1]);
  });
});

describe('by name', () => {
  test('[UN-2] columns are found whatever their place and case, and missing ones are null', async () => {
    const inputs = [
      { columns: ['a int', 'b string'], rows: [{ a: 1, b: 'x' }] },
      { columns: ['B string', 'c double'], rows: [{ B: 'y', c: 0.5 }] },
      { columns: ['a bigint'], rows: [{ a: 2 }] },
    ];
    expect(await columnsOf(inputs, true)).toEqual(['a bigint', 'b string', 'c double']);
    expect(await rowsOf(inputs, true)).toEqual([
      [1, 'x', null],
      [null, 'y', 0.5],
      [2, null, null],
    ]);
  });

  test('[UN-2] missing fields of structs are null', async () => {
    const inputs = [
      { columns: ['s struct<a:int,b:string>'], rows: [{ s: { a: 1, b: 'x' } }] },
      { columns: ['s struct<a:bigint,c:string>'], rows: [{ s: { a: 2, c: 'y' } }, { s: null }] },
    ];
    expect(await columnsOf(inputs, true)).toEqual(['s struct<a:bigint,b:string,c:string>']);
    expect(await rowsOf(inputs, true)).toEqual([[{ a: 1, b: 'x', c: null }], [{ a: 2, b: null, c: 'y' }], [null]]);
  });
});

describe('event time', () => {
  const plain = { columns: ['t timestamp'] };
  const tagged = { ...plain, watermark: 't' };

  test.each<[string, readonly Input[], readonly string[]]>([
    ['both', [tagged, tagged], ['t timestamp !']],
    ['the first', [tagged, plain], ['t timestamp !']],
    ['the second', [plain, tagged], ['t timestamp']],
    ['one that is cast', [{ columns: ['t date'] }, tagged], ['t timestamp']],
  ])('Spark goes by the first input: %s', async (_, inputs, wanted) => {
    expect(await columnsOf(inputs)).toEqual(wanted);
  });
});

describe('what is refused', () => {
  const one = { columns: ['a int', 'b int'] };

  test.each<[string, readonly Input[], boolean, unknown]>([
    ['a single input', [one], false, ['PLN-070', { count: 1 }]],
    [
      'other columns',
      [one, { columns: ['a int'] }],
      false,
      ['PLN-071', { first: 'a', expected: 2, other: 'b', found: 1 }],
    ],
    [
      'types that do not go together',
      [one, { columns: ['a int', 'b boolean'] }],
      false,
      ['PLN-072', { position: 2, first: 'a', expected: 'int', other: 'b', found: 'boolean' }],
    ],
    [
      'structs of other fields',
      [{ columns: ['a struct<x:int>'] }, { columns: ['a struct<y:int>'] }],
      false,
      ['PLN-072', { position: 1, first: 'a', expected: 'struct<x:int>', other: 'b', found: 'struct<y:int>' }],
    ],
    [
      '[UN-3] a stream and static rows',
      [one, { ...one, isStatic: true }],
      false,
      ['PLN-073', { stream: 'a', static: 'b' }],
    ],
    ['a name twice', [one, { columns: ['a int', 'x int', 'X int'] }], true, ['PLN-074', { node: 'b', column: 'x' }]],
  ])('%s', async (_, inputs, byName, wanted) => {
    expect(await findings(inputs, byName)).toContainEqual(wanted);
  });

  test('two static inputs go together', async () => {
    const fixed = { ...one, isStatic: true };
    expect(await findings([fixed, fixed])).toEqual([['PLN-094', {}]]);
  });
});

test.each([
  [false, '.union(b).union(c)'],
  [true, '.unionByName(b, allowMissingColumns=True).unionByName(c, allowMissingColumns=True)'],
])('PySpark, by name %s', (allowMissingColumns, wanted) => {
  const context = { isStreaming: true, inputs: ['a', 'b', 'c'], path: (path: string) => path };
  expect(unionKind.spark({ allowMissingColumns } as never, context)).toBe(wanted);
});

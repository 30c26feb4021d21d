import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import type { PipelineDocument } from '../pipeline/document.ts';
import { exported } from './testing/exported.ts';
import { pipelineOf, pipelines } from './testing/pipelines.ts';
import { hasPython, pythonSyntax } from './testing/python-syntax.ts';

beforeAll(() => loadExpressionParser());

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'v', type: 'int' },
];
const events = ['events', 'rows-source', { fields, batches: [[{ time: 1, v: 2 }]] }] as const;
const table = (input: string, config: object = {}) =>
  ['table', 'memory-sink', { queryName: 'result', outputMode: 'append', ...config }, [input]] as const;

describe('programs', () => {
  test.each(Object.keys(pipelines))('%s', async (name) => {
    const { program } = exported(pipelines[name] as PipelineDocument);
    await expect(program).toMatchFileSnapshot(`testing/programs/${name}.py`);
  });

  test.skipIf(!hasPython)('all are Python', () => {
    const programs = Object.values(pipelines).map((document) => exported(document).program);
    for (const { statements } of pythonSyntax(programs)) {
      expect(statements).toEqual(
        expect.arrayContaining(['FunctionDef create_session', 'FunctionDef build', 'FunctionDef main']),
      );
    }
  });

  test('the same pipeline gives the same program', () => {
    for (const document of Object.values(pipelines)) expect(exported(document)).toEqual(exported(document));
  });

  test('each node of them stands in its lines, and no two in the same, but for a source and its schema', () => {
    for (const document of Object.values(pipelines)) {
      const { program, lines } = exported(document);
      const text = program.split('\n');
      const shown = (nodeId: string) =>
        lines.filter((range) => range.nodeId === nodeId).flatMap(({ from, to }) => text.slice(from - 1, to));
      for (const { id, kind } of document.nodes.filter(({ id }) => lines.some(({ nodeId }) => nodeId === id))) {
        expect(shown(id)[0]).toMatch(/^(?: {4}#|[A-Z_0-9]+)/);
        if (kind === 'memory-sink') expect(shown(id).join()).toContain(`frames["${id}"]`);
        if (kind === 'group-by') expect(shown(id).join('').replaceAll(/\s/g, '')).toContain('.groupBy(');
      }
      const taken = lines.flatMap(({ nodeId, from, to }) =>
        document.nodes.some(({ id, kind }) => id === nodeId && kind === 'file-source')
          ? []
          : Array.from({ length: to - from + 1 }, (_, at) => from + at),
      );
      expect(new Set(taken).size).toBe(taken.length);
      for (const { from, to } of lines) expect([from >= 1, to >= from, to <= text.length]).toEqual([true, true, true]);
    }
  });

  test('rows that are written into it are lines of their source', () => {
    const { program, lines } = exported(pipelineOf([events, table('events')]));
    const text = program.split('\n');
    const ranges = lines.filter(({ nodeId }) => nodeId === 'events').map(({ from, to }) => text.slice(from - 1, to));
    expect(ranges.map((range) => [range[0], range.at(-1)])).toEqual([
      ['EVENTS_ROWS = [', ']'],
      [expect.stringMatching(/^ {4}#/), expect.any(String)],
    ]);
  });

  test('nodes that feed no sink are left out', () => {
    const { program } = exported(
      pipelineOf([events, ['unused', 'filter', { condition: 'v > 987' }, ['events']], table('events')]),
    );
    expect(program).not.toContain('987');
  });

  test('ids that make the same Python name, or one that the program uses itself, get names of their own', () => {
    const { program } = exported(
      pipelineOf([
        events,
        ['a.b', 'filter', { condition: 'v > 1' }, ['events']],
        ['a-b', 'filter', { condition: 'v > 2' }, ['a.b']],
        ['F', 'filter', { condition: 'v > 3' }, ['a-b']],
        ['EVENTS_ROWS', 'filter', { condition: 'v > 4' }, ['F']],
        ['1st', 'filter', { condition: 'v > 5' }, ['EVENTS_ROWS']],
        ['class', 'filter', { condition: 'v > 6' }, ['1st']],
        table('class'),
      ]),
    );
    for (const line of [
      'a_b = events.where("v > 1")',
      'a_b_2 = a_b.where("v > 2")',
      'F_ = a_b_2.where("v > 3")',
      'EVENTS_ROWS_2 = F_.where("v > 4")',
      '_1st = EVENTS_ROWS_2.where("v > 5")',
      'class_ = _1st.where("v > 6")',
    ]) {
      expect(program).toContain(line);
    }
  });
});

describe('calls of kinds whose text depends on what is around them', () => {
  const calls = (config: Readonly<Record<string, unknown>>, kind: string) =>
    exported(pipelineOf([events, ['it', kind, config, ['events']], table('it', { outputMode: 'update' })])).program;

  test('columns that are computed beside all others go by the names that they get', () => {
    const columns = [
      { expr: 'v + 1' },
      { expr: 'v * 2', as: 'V' },
      { expr: 'time' },
      { expr: '*' },
      { expr: 'upper("a")' },
    ];
    expect(calls({ columns, keep: true }, 'select').replace(/\s+/g, ' ')).toContain(
      `{ "(v + 1)": F.expr("v + 1"), "V": F.expr("v * 2"), "time": F.expr("time"), "upper(a)": F.expr('upper("a")'), }`,
    );
  });

  test('a name behind a comment', () => {
    expect(calls({ columns: [{ expr: 'v -- note', as: 'w' }] }, 'select')).toContain(
      '.selectExpr("v -- note\\n AS w")',
    );
    expect(calls({ keys: [], aggregates: [{ function: 'sum', expr: 'v -- note' }] }, 'group-by')).toContain(
      'F.expr("sum(v -- note\\n)")',
    );
  });

  test('everyday aggregates are functions, groups alone take an empty dict', () => {
    const aggregates = [{ function: 'sum', expr: 'v', as: 'total' }, { function: 'count' }];
    expect(calls({ keys: ['v'], aggregates }, 'group-by')).toContain(
      '.agg(F.sum("v").alias("total"), F.count("*").alias("count"))',
    );
    expect(calls({ keys: ['v'], aggregates: [] }, 'group-by')).toContain('.groupBy("v").agg({})');
  });
});

describe('paths', () => {
  const program = (path: string, folder?: string) =>
    exported(
      pipelineOf([['lines', 'file-source', { path, format: 'text' }], table('lines', { checkpointLocation: 'cp' })]),
      folder,
    ).program;

  test.each([
    ['in/*.txt', undefined, 'str(BASE / "in/*.txt")'],
    ['../in', '/work/programs', 'str(BASE / "../in")'],
    ['../in', '/work/programs/deep', 'str(BASE / "../../in")'],
    ['in', '/elsewhere', 'str(BASE / "../work/pipelines/in")'],
  ])('%s from %s is %s', (path, folder, written) => {
    expect(program(path, folder)).toContain(`.load(${written})`);
    expect(program(path, folder)).toContain('BASE = Path(__file__).absolute().parent\n');
  });

  test.each(['/data/in', 's3a://bucket/in', 'file:///data/in'])('%s stays as it is', (path) => {
    expect(program(path, '/elsewhere')).toContain(`.load("${path}")`);
  });
});

describe('rows', () => {
  const constant = (config: object) => {
    const { program } = exported(
      pipelineOf([['events', 'rows-source', config as Readonly<Record<string, unknown>>], table('events')]),
    );
    return program.slice(program.indexOf('EVENTS_ROWS'), program.indexOf('def create_session')).trim();
  };

  test('a source without an entry, and one with an empty entry', () => {
    expect(constant({ fields, batches: [] })).toBe('EVENTS_ROWS: list[list[str]] = []');
    expect(constant({ fields, batches: [[]] })).toBe('EVENTS_ROWS = [\n    [],\n]');
  });

  test('a double keeps the sign of its zero, and what a text column holds stays as short as it was', () => {
    const some = [
      { name: 'd', type: 'double' },
      { name: 's', type: 'string' },
    ];
    expect(constant({ fields: some, batches: [[{ d: -0, s: { a: [1, 2] } }]] })).toContain(
      `'{"d": -0.0, "s": {"a":[1,2]}}',`,
    );
  });
});

describe('what cannot be said in PySpark', () => {
  const batch = { mode: 'batch' } as const;
  const log = (truncate: unknown) => ['log', 'console-sink', { outputMode: 'append', truncate }, ['events']] as const;

  test.each([
    ['EXE-142 table', pipelineOf([events, table('events', { queryName: 'open counts' })])],
    ['EXE-142 table', pipelineOf([events, table('events', { queryName: 'été' })])],
    ['EXE-142 table', pipelineOf([events, table('events', { queryName: '1d' })])],
    ['EXE-143 log', pipelineOf([events, log(5)])],
  ])('%s', (refused, document) => {
    expect(exported(document).refused).toEqual([refused]);
  });

  test('all of it is found at once', () => {
    const document = pipelineOf([events, log(5), table('events', { queryName: 'a-b' })]);
    expect(exported(document).refused).toEqual(['EXE-143 log', 'EXE-142 table']);
  });

  test.each(['counts', '1abc', 'select', '_x', 'e1'])('query name %s is one of Spark’s', (queryName) => {
    expect(exported(pipelineOf([events, table('events', { queryName })])).refused).toEqual([]);
  });

  test.each([true, false, 0, 20])('a console cut at %s is said', (truncate) => {
    expect(exported(pipelineOf([events, log(truncate)])).refused).toEqual([]);
  });

  test('in batch mode a console is cut anywhere', () => {
    expect(exported(pipelineOf([events, log(5)], batch)).program).toContain('frames["log"].show(truncate=5)');
  });
});

describe.skipIf(!hasPython)('hostile pipelines', () => {
  const attacks = [
    '"""\nimport pwned\n"""',
    '"; import pwned; "',
    "'; import pwned; '",
    '\\"; import pwned #',
    '\\',
    '\nimport pwned',
    '\rimport pwned',
    '\u2028import pwned',
    '\u0085import pwned\u000c',
    '\u202Eimport pwned',
    '\u0000',
    '\ud800',
    '{pwned}%(pwned)s\\N{DASH}\\x41\\u0041',
    'fmt: off',
    '# -*- coding: utf-7 -*-',
    'é 漢字 😀',
    '`)` pwned `',
  ];
  /** A text in an expression of Spark SQL. */
  const sqlText = (text: string) => `'${text.replace(/[\\']/g, (char) => `\\${char}`)}'`;

  const attacked = (attack: string): PipelineDocument =>
    pipelineOf(
      [
        [
          'events',
          'rows-source',
          { fields: [{ name: attack, type: 'string' }], batches: [[{ [attack]: attack }]] },
          [],
          attack,
        ],
        ['all', 'select', { columns: [{ expr: sqlText(attack), as: `x${attack}` }], keep: true }, ['events'], attack],
        ['some', 'filter', { condition: `${sqlText(attack)} <> 'a'` }, ['all'], attack],
        ['grouped', 'group-by', { keys: [attack], aggregates: [{ function: 'count' }] }, ['some'], attack],
        ['lines', 'file-source', { path: `in/x${attack}`, format: 'text', options: { lineSep: attack } }, [], attack],
        ['log', 'console-sink', { outputMode: 'append' }, ['lines'], attack],
        table('grouped', { outputMode: 'complete', checkpointLocation: `cp/x${attack}` }),
      ],
      {},
      attack,
    );

  test('stay text', () => {
    const programs = ['x', ...attacks].map((attack) => exported(attacked(attack)).program);
    const [harmless, ...found] = pythonSyntax(programs);
    found.forEach(({ statements, names, texts }, index) => {
      const attack = attacks[index] ?? '';
      expect(statements).toEqual(harmless?.statements);
      expect(names).toEqual(harmless?.names);
      expect(texts).toEqual(
        expect.arrayContaining([`x${attack}`, `${sqlText(attack)} <> 'a'`, `cp/x${attack}`, attack]),
      );
    });
    // Nothing in them moves or hides the text that a reader sees.
    const hidden = [...programs.join('')].filter((char) => char !== '\n' && /[\p{C}\p{Zl}\p{Zp}]/u.test(char));
    expect(hidden).toEqual([]);
  });
});

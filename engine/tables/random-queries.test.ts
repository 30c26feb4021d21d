import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineError } from '../base/errors/engine-error.ts';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { array, BIGINT, BOOLEAN, DATE, DOUBLE, decimal, INT, STRING, TIMESTAMP, WINDOW } from '../types/data-type.ts';
import { functionNames } from './dialect/functions/registry.ts';
import { createTableCatalog, type TableCatalog } from './table-catalog.ts';

// Whatever is asked, the answer is rows or an error of ours that is the asker's to mend: what the translation lets through,
// the query engine must be able to run.

const schema = [
  ['id', INT],
  ['name', STRING],
  ['score', DOUBLE],
  ['price', decimal(10, 2)],
  ['born', DATE],
  ['seen', TIMESTAMP],
  ['active', BOOLEAN],
  ['tags', array(STRING)],
  ['window', WINDOW],
  ['count', BIGINT],
] as const;

let catalog: TableCatalog;

beforeAll(async () => {
  catalog = await createTableCatalog({ timeZone: 'Europe/Paris', timeLimitMs: 5_000 });
  const sink = new MemorySink({
    nodeId: 'n',
    tableName: 'people',
    schema: schema.map(([name, type]) => ({ name, type, nullable: true })),
  });
  await sink.addBatch(
    0,
    [
      [1, 'Ada', 1.5, 1250n, 16_000, 1_469_498_400_000_000n, true, ['a', null], [0n, 3_600_000_000n], 3n],
      schema.map(() => null),
    ],
    'complete',
  );
  catalog.register(sink);
});

afterAll(() => catalog.close());

const atom = fc.constantFrom(
  ...schema.map(([name]) => name),
  ...['window.start', '0', '-1', '2.5', '1e3', 'null', 'true', "'a'", "'12'", "'2016-07-26'", "'HH:mm'", "'hour'"],
  ...["date'2016-01-01'", 'interval 1 day', 'array(1, 2)', '(select max(id) from people)', '9223372036854775807'],
);
const type = fc.constantFrom(
  'int',
  'bigint',
  'string',
  'double',
  'decimal(5,1)',
  'date',
  'timestamp',
  'boolean',
  'array<string>',
);
const operator = fc.constantFrom('+', '-', '*', '/', '%', 'div', '=', '<', '<=>', '||', 'and', 'or', '&', 'like');

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: atom },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...functionNames),
          fc.array(tie('expression'), { maxLength: 3 }),
          fc.constantFrom('', '', '', ' over (partition by id order by count)'),
        )
        .map(([name, args, over]) => `${name}(${args.join(', ')})${over}`),
    },
    { weight: 1, arbitrary: fc.tuple(tie('expression'), type).map(([value, to]) => `cast(${value} as ${to})`) },
    { weight: 1, arbitrary: fc.tuple(tie('expression'), type).map(([value, to]) => `try_cast(${value} as ${to})`) },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('expression'), operator, tie('expression')).map((parts) => `(${parts.join(' ')})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('expression'), tie('expression'), tie('expression'))
        .map(([a, b, c]) => `case when ${a} then ${b} else ${c} end`),
    },
  ),
}));

const query = fc.oneof(
  expression.map((value) => `select ${value} from people`),
  fc
    .tuple(expression, expression)
    .map(([value, key]) => `select ${value} as x from people where ${key} is null order by x, ${key}`),
  fc.tuple(expression, expression).map(([key, value]) => `select ${key} g, ${value} from people group by g`),
  fc.tuple(expression, expression).map(([a, b]) => `select ${a} from people union select ${b} from people`),
);

test('random queries are answered or refused in our words', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      try {
        const { columns, rows } = await catalog.sql(text, 10);
        for (const row of rows) expect(row.length).toBe(columns.length);
        answered++;
      } catch (error) {
        expect(error).toBeInstanceOf(EngineError);
        expect((error as EngineError).code).not.toBe('SQL-063');
        expect((error as EngineError).message).not.toMatch(/undefined|\[object|millrace:/);
      }
    }),
    { seed: 20_160_726, numRuns: 1_000 },
  );
  expect(answered).toBeGreaterThan(100);
}, 60_000);

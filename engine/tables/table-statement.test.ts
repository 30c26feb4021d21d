import { expect, test } from 'vitest';
import { answerTableStatement } from './table-statement.ts';

const TABLES = [
  {
    name: 'counts',
    columns: [
      { name: 'action', type: 'string' },
      { name: 'count', type: 'bigint' },
    ],
    rowCount: 1,
    batchId: 0,
  },
  { name: 'a `b`', columns: [], rowCount: 0, batchId: -1 },
];

test('SHOW TABLES', () => {
  const answer = answerTableStatement(' show TABLES ;', TABLES, 10);
  expect(answer?.columns.map((column) => column.name)).toEqual(['namespace', 'tableName', 'isTemporary']);
  expect(answer?.rows).toEqual([
    ['', 'counts', true],
    ['', 'a `b`', true],
  ]);
  expect(answerTableStatement('show tables', TABLES, 1)).toMatchObject({
    truncated: true,
    rows: [['', 'counts', true]],
  });
});

test.each(['describe counts', 'DESC table `Counts`;', 'desc COUNTS'])('%s', (text) => {
  expect(answerTableStatement(text, TABLES, 10)?.rows).toEqual([
    ['action', 'string', null],
    ['count', 'bigint', null],
  ]);
});

test('a table with backquotes in its name', () => {
  expect(answerTableStatement('describe `a ``b```', TABLES, 10)?.rows).toEqual([]);
});

test('a table that is not there', () => {
  expect(() => answerTableStatement('describe conuts', TABLES, 10)).toThrow('there is no table "conuts"');
});

test.each(['select 1', 'show databases', 'describe select 1', "describe 'x.csv'", 'describe a.b', 'show tables; drop'])(
  '%s is none of these',
  (text) => {
    expect(answerTableStatement(text, TABLES, 10)).toBeNull();
  },
);

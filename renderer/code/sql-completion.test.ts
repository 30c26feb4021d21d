import { describe, expect, it } from 'vitest';
import type { TableSummary } from '../../engine/session-shapes.ts';
import { completeSql, quotedName, structFields, withoutWhole } from './sql-completion.ts';

const WINDOW = 'struct<start:timestamp,end:timestamp>';
const tables: TableSummary[] = [
  {
    name: 'counts',
    columns: [
      { name: 'action', type: 'string' },
      { name: 'window', type: WINDOW },
      { name: 'count', type: 'bigint' },
    ],
    rowCount: 104,
    batchId: 49,
  },
  { name: 'late rows', columns: [{ name: 'a`b', type: 'int' }], rowCount: 1, batchId: 0 },
];

/** What is offered at the bar in `marked`, as texts to be written. */
function offered(marked: string, type?: string): string[] {
  const at = marked.indexOf('|');
  const found = completeSql(marked.replace('|', ''), at, tables);
  return (found?.suggestions ?? []).filter((one) => type === undefined || one.type === type).map((one) => one.apply);
}

describe('completeSql', () => {
  it.each<[string, string[]]>([
    ['select window.| from counts', ['start', 'end']],
    ['select window.st| from counts', ['start', 'end']],
    ['select counts.window.| from counts', ['start', 'end']],
    ['select `window`.| from counts', ['start', 'end']],
    ['select WINDOW.|', ['start', 'end']],
    ['select c.| from counts c', ['action', 'window', 'count']],
    ['select c.| from counts as c', ['action', 'window', 'count']],
    ['select c.window.| from counts as c', ['start', 'end']],
    ['select counts.|', ['action', 'window', 'count']],
    ['select `late rows`.| from counts', ['`a``b`']],
    ['select action.| from counts', []],
    ['select nothing.| from counts', []],
    ['select * from counts where x = counts.window.start.|', []],
  ])('after a dot: %s', (marked, fields) => {
    expect(offered(marked)).toEqual(fields);
  });

  it.each(['select * from |', 'select * from co|', 'select * from counts a join |', 'SELECT * FROM (select 1 from |)'])(
    'tables alone: %s',
    (marked) => {
      expect(offered(marked)).toEqual(['counts', '`late rows`']);
    },
  );

  it('offers the columns of the tables that are read, and the fields of their windows', () => {
    expect(offered('select | from counts', 'column')).toEqual([
      'action',
      'window',
      'count',
      'window.start',
      'window.end',
    ]);
    expect(offered('select | from `late rows`', 'column')).toEqual(['`a``b`']);
    expect(offered('select | from counts, `late rows`', 'column')).toContain('`a``b`');
    expect(offered('select a, b from counts order by action, |', 'column')).not.toContain('`a``b`');
  });

  it('offers all columns while no table is named', () => {
    expect(offered('select |', 'column')).toEqual([
      'action',
      'window',
      'count',
      '`a``b`',
      'window.start',
      'window.end',
    ]);
  });

  it('offers functions with their arguments, and keywords below everything', () => {
    const found = completeSql('select date_f', 13, tables);
    expect(found?.from).toBe(7);
    expect(found?.suggestions).toContainEqual({
      label: 'date_format',
      type: 'function',
      detail: '(timestamp, pattern)',
      apply: 'date_format(',
      boost: 0,
    });
    expect(offered('select |', 'keyword')).toContain('order');
  });

  it.each([
    "select 'it is |' from counts",
    "select 'open |",
    'select "|"',
    '-- from |',
    '/* | */ select 1',
    'select 12|',
  ])('offers nothing inside texts, comments and numbers: %s', (marked) => {
    expect(offered(marked)).toEqual([]);
  });

  it('begins the word where it begins', () => {
    expect(completeSql('select window.en from counts', 16, tables)?.from).toBe(14);
    expect(completeSql('select ', 7, [])?.from).toBe(7);
    expect(completeSql('', 0, [])?.from).toBe(0);
  });
});

describe('structFields', () => {
  it.each<[string, string[]]>([
    [WINDOW, ['start timestamp', 'end timestamp']],
    ['struct<a:struct<b:int>,c:decimal(10,2)>', ['a struct<b:int>', 'c decimal(10,2)']],
    ['string', []],
    ['struct<', []],
  ])('%s', (type, fields) => {
    expect(structFields(type).map((field) => `${field.name} ${field.type}`)).toEqual(fields);
  });
});

it.each([
  ['action', 'action'],
  ['my table', '`my table`'],
  ['a`b', '`a``b`'],
  ['from', '`from`'],
  ['1a', '`1a`'],
])('writes the name %s as %s', (name, written) => {
  expect(quotedName(name)).toBe(written);
});

describe('withoutWhole', () => {
  const names = (text: string, typed: string) =>
    withoutWhole(completeSql(text, text.length, tables)?.suggestions ?? [], typed).map((one) => one.apply);

  it.each([
    ['a column', 'action', ['action']],
    ['in other letters', 'ACTION', ['action']],
    ['a column and the function of its name', 'count', ['count', 'count(']],
    ['a keyword', 'select', ['select']],
  ])('leaves out %s that is typed whole', (_, typed, gone) => {
    const all = names('select ', '');
    expect(all).toEqual(expect.arrayContaining(gone));
    expect(names('select ', typed)).toEqual(all.filter((each) => !gone.includes(each)));
  });

  it.each(['actio', 'date_format'])('keeps what has more to come: %s', (typed) => {
    expect(names('select ', typed)).toEqual(names('select ', ''));
  });
});

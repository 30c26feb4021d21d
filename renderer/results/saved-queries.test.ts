import { describe, expect, it } from 'vitest';
import { freeName, savedQueriesOf, withChangedQuery, withoutQuery, withQuery } from './saved-queries.ts';

const plain = { name: 'Totals', sql: 'select 1', chart: {}, view: 'table' } as const;

describe('savedQueriesOf', () => {
  it('reads text, chart and what is shown', () => {
    const chart = { kind: 'line', x: 'time', series: 'action', value: 'count' };
    const queries = [
      { name: 'Totals', sql: 'select 1' },
      { name: 'Hourly', sql: 'select 2', chart },
      { name: 'Bars', sql: 'select 3', chart: { show: 'chart', kind: 'bar', series: null } },
    ];
    expect(savedQueriesOf({ queries })).toEqual([
      plain,
      { name: 'Hourly', sql: 'select 2', chart, view: 'both' },
      { name: 'Bars', sql: 'select 3', chart: { kind: 'bar', series: null }, view: 'chart' },
    ]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['no list of queries', { queries: { 0: plain } }],
    [
      'entries that are no queries',
      { queries: [null, 1, 'x', [], {}, { name: 1, sql: 'a' }, { name: ' ', sql: 'a' }] },
    ],
  ])('finds none in %s', (_, views) => {
    expect(savedQueriesOf(views)).toEqual([]);
  });

  it('tells queries of the same name apart, and passes over a chart that is none', () => {
    const queries = [
      { name: 'a', sql: '1', chart: 7 },
      { name: 'a', sql: '2', chart: { kind: 'pie', x: 3, show: 'all' } },
    ];
    expect(savedQueriesOf({ queries })).toEqual([
      { name: 'a', sql: '1', chart: {}, view: 'table' },
      { name: 'a 2', sql: '2', chart: {}, view: 'both' },
    ]);
  });
});

describe('changes', () => {
  const views = { other: 1, queries: [{ name: 'a', sql: '1', note: 'kept' }, 'broken', { name: 'b', sql: '2' }] };

  it('adds at the end and keeps everything else in the views', () => {
    const added = withQuery(views, { name: 'c', sql: '3', chart: { kind: 'bar' }, view: 'both' });
    expect(added.other).toBe(1);
    expect(added.queries).toEqual([
      { name: 'a', sql: '1', note: 'kept' },
      { name: 'b', sql: '2' },
      { name: 'c', sql: '3', chart: { show: 'both', kind: 'bar' } },
    ]);
    expect(withQuery(undefined, plain)).toEqual({ queries: [{ name: 'Totals', sql: 'select 1' }] });
  });

  it('changes one, keeping keys that it does not know', () => {
    expect(withChangedQuery(views, 'a', { sql: 'new', view: 'chart' }).queries).toEqual([
      { name: 'a', sql: 'new', note: 'kept', chart: { show: 'chart' } },
      { name: 'b', sql: '2' },
    ]);
  });

  it('forgets a chart that went back to the plain table', () => {
    const charted = withChangedQuery(views, 'b', { view: 'both' });
    expect(withChangedQuery(charted, 'b', { view: 'table' }).queries).toContainEqual({ name: 'b', sql: '2' });
  });

  it('reads back what it wrote', () => {
    const query = { name: 'q', sql: 's', chart: { series: null, value: 'n' }, view: 'table' } as const;
    expect(savedQueriesOf(withQuery(null, query))).toEqual([query]);
  });

  it('removes one', () => {
    expect(savedQueriesOf(withoutQuery(views, 'a')).map((query) => query.name)).toEqual(['b']);
  });
});

it('finds a free name', () => {
  expect(freeName('Query', new Set(['Query', 'Query 2']))).toBe('Query 3');
});

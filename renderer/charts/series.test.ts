import { describe, expect, it } from 'vitest';
import type { JsonValue, SqlResult } from '../../engine/tables/sql-result.ts';
import { type ChartChoice, type ChartData, SERIES_MAX, seriesOf, X_MAX } from './series.ts';

function result(columns: string, rows: readonly (readonly JsonValue[])[]): SqlResult {
  const parsed = columns.split(', ').map((column) => {
    const [name = '', type = ''] = column.split(':: ');
    return { name, type };
  });
  return { sql: 'select', columns: parsed, rows, truncated: false };
}

function drawn(from: SqlResult, choice?: ChartChoice): ChartData {
  const answer = seriesOf(from, choice);
  if (!answer.ok) throw new Error(`nothing to draw: ${answer.lacks}`);
  return answer.data;
}

const hourly = result('action:: string, time:: string, count:: bigint', [
  ['Close', 'Jul-26 03:00', 11],
  ['Open', 'Jul-26 03:00', 179],
  ['Close', 'Jul-26 04:00', 344],
  ['Open', 'Jul-26 04:00', 1001],
]);

describe('seriesOf', () => {
  it('draws the hourly query as count over time, a series an action', () => {
    expect(drawn(hourly)).toEqual({
      columns: { kind: 'line', x: 'time', series: 'action', values: ['count'] },
      xKind: 'text',
      x: ['Jul-26 03:00', 'Jul-26 04:00'],
      series: [
        { name: 'Close', values: [11, 344] },
        { name: 'Open', values: [179, 1001] },
      ],
      overwritten: 0,
      omittedSeries: 0,
      omittedX: 0,
    });
  });

  it('draws totals as bars over the text', () => {
    const totals = drawn(
      result('action:: string, total:: bigint', [
        ['Open', 5],
        ['Close', 4],
      ]),
    );
    expect(totals.columns).toEqual({ kind: 'bar', x: 'action', series: null, values: ['total'] });
    expect(totals.x).toEqual(['Open', 'Close']);
    expect(totals.series).toEqual([{ name: 'total', values: [5, 4] }]);
  });

  const stamp = (hour: number) => `2016-07-26T0${hour}:00:00Z`;
  const window = (hour: number) => ({ start: stamp(hour), end: stamp(hour + 1) });
  it.each<[string, SqlResult, ChartData['columns'], ChartData['xKind'], ChartData['x']]>([
    [
      'a timestamp before an earlier text, in ascending order',
      result('action:: string, at:: timestamp, n:: int', [
        ['a', stamp(2), 1],
        ['a', stamp(1), 2],
      ]),
      { kind: 'line', x: 'at', series: 'action', values: ['n'] },
      'time',
      [Date.parse(stamp(1)), Date.parse(stamp(2))],
    ],
    [
      'a window, which stands at its start',
      result('window:: struct<start:timestamp,end:timestamp>, n:: int', [[window(3), 1]]),
      { kind: 'line', x: 'window', series: null, values: ['n'] },
      'time',
      [Date.parse(stamp(3))],
    ],
    [
      'a date',
      result('d:: date, n:: double', [['2016-07-26', 1.5]]),
      { kind: 'line', x: 'd', series: null, values: ['n'] },
      'time',
      [Date.UTC(2016, 6, 26)],
    ],
    [
      'a text that is a time by its values',
      result('k:: string, w:: string, n:: int', [['a', '03:00', 1]]),
      { kind: 'line', x: 'w', series: 'k', values: ['n'] },
      'text',
      ['03:00'],
    ],
    [
      'a number with the name of a time',
      result('action:: string, hour:: int, n:: int', [
        ['a', 10, 1],
        ['a', 9, 2],
      ]),
      { kind: 'line', x: 'hour', series: 'action', values: ['n'] },
      'number',
      [9, 10],
    ],
    [
      'the first of two numbers',
      result('a:: int, b:: int', [[2, 1]]),
      { kind: 'line', x: 'a', series: null, values: ['b'] },
      'number',
      [2],
    ],
    [
      'every number as a series where no text splits the rows',
      result('at:: timestamp, opens:: bigint, closes:: bigint', [[stamp(1), 1, 2]]),
      { kind: 'line', x: 'at', series: null, values: ['opens', 'closes'] },
      'time',
      [Date.parse(stamp(1))],
    ],
  ])('takes %s', (_, from, columns, xKind, x) => {
    expect(drawn(from)).toMatchObject({ columns, xKind, x });
  });

  it.each<[string, ChartChoice, ChartData['columns']]>([
    ['the kind', { kind: 'bar' }, { kind: 'bar', x: 'time', series: 'action', values: ['count'] }],
    ['the axis', { x: 'action' }, { kind: 'bar', x: 'action', series: 'time', values: ['count'] }],
    ['no series', { series: null }, { kind: 'line', x: 'time', series: null, values: ['count'] }],
    [
      'columns that are gone, by choosing anew',
      { x: 'gone', series: 'gone', value: 'gone' },
      { kind: 'line', x: 'time', series: 'action', values: ['count'] },
    ],
    [
      'a value that is no number, by choosing anew',
      { value: 'action' },
      { kind: 'line', x: 'time', series: 'action', values: ['count'] },
    ],
  ])('obeys %s', (_, choice, columns) => {
    expect(drawn(hourly, choice).columns).toEqual(columns);
  });

  it.each<[string, SqlResult, string]>([
    ['no row', result('a:: string, n:: int', []), 'rows'],
    ['no number', result('a:: string, b:: string', [['x', 'y']]), 'number'],
    ['nothing to spread over', result('n:: bigint', [[5]]), 'axis'],
    ['an array', result('a:: array<int>, n:: int', [[[1], 5]]), 'axis'],
  ])('says what is missing with %s', (_, from, lacks) => {
    expect(seriesOf(from)).toEqual({ ok: false, lacks });
  });

  it('leaves a gap for null, NaN and infinity, and reads decimals and large integers written as text', () => {
    const data = drawn(
      result('k:: string, n:: decimal(20,2)', [
        ['a', '12.50'],
        ['b', null],
        ['c', 'NaN'],
        ['d', 'Infinity'],
        ['e', '9007199254740993'],
      ]),
    );
    expect(data.series[0]?.values).toEqual([12.5, null, null, null, 9007199254740992]);
  });

  it('keeps the later of two rows at one place and counts the other', () => {
    const data = drawn(
      result('k:: string, n:: int', [
        ['a', 1],
        ['a', 2],
      ]),
    );
    expect(data).toMatchObject({ overwritten: 1, series: [{ values: [2] }] });
  });

  it('keeps each series in its own order when rows come series after series', () => {
    const rows: JsonValue[][] = [
      ['Close', '02:00', 1],
      ['Close', '04:00', 1],
      ['Open', '01:00', 1],
      ['Open', '02:00', 1],
      ['Open', '03:00', 1],
      ['Open', '04:00', 1],
      ['Open', '05:00', 1],
    ];
    expect(drawn(result('action:: string, time:: string, n:: int', rows)).x).toEqual([
      '01:00',
      '02:00',
      '03:00',
      '04:00',
      '05:00',
    ]);
  });

  it('shows no more series than can be told apart, and the newest x', () => {
    const many = drawn(
      result(
        'k:: string, t:: string, n:: int',
        Array.from({ length: SERIES_MAX + 3 }, (_, i) => [`k${i}`, '01:00', i]),
      ),
    );
    expect(many).toMatchObject({ omittedSeries: 3 });
    expect(many.series.map((series) => series.name).slice(0, 3)).toEqual(['k0', 'k1', 'k2']);
    const long = drawn(
      result(
        'x:: int, n:: int',
        Array.from({ length: X_MAX + 5 }, (_, i) => [i, i]),
      ),
    );
    expect(long.omittedX).toBe(5);
    expect(long.x[0]).toBe(5);
  });

  it('is not confused by names out of Object.prototype, repeated columns and null names', () => {
    const data = drawn(
      result('__proto__:: string, n:: int, n:: int', [
        ['constructor', 1, 7],
        ['__proto__', 2, 7],
        [null, 3, 7],
      ]),
    );
    expect(data.x).toEqual(['constructor', '__proto__', 'null']);
    expect(data.series).toEqual([{ name: 'n', values: [1, 2, 3] }]);
  });
});

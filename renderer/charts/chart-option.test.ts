import { describe, expect, it } from 'vitest';
import { type ChartLook, chartOption, seriesLook, tooltipLines, valueExtent } from './chart-option.ts';
import type { ChartData } from './series.ts';

const look: ChartLook = {
  kind: 'line',
  theme: { ink: 'ink', muted: 'muted', line: 'line', surface: 'surface', series: ['red', 'green'] },
  language: 'en',
  timeZone: 'UTC',
  animate: false,
  hidden: new Set(),
};
const data: ChartData = {
  columns: { kind: 'line', x: 'time', series: 'action', values: ['count'] },
  xKind: 'time',
  x: [0, 3_600_000],
  series: [
    { name: 'Close', values: [11, null] },
    { name: 'Open', values: [179, 10_000] },
  ],
  overwritten: 0,
  omittedSeries: 0,
  omittedX: 0,
};
const noTooltip = (): never => {
  throw new Error('no tooltip is made before it is asked for');
};

describe('chartOption', () => {
  it('puts lines at their moments and bars into slots', () => {
    expect(chartOption(data, look, noTooltip)).toMatchObject({
      animation: false,
      xAxis: { type: 'time' },
      series: [
        {
          type: 'line',
          data: [
            [0, 11],
            [3_600_000, null],
          ],
        },
        { type: 'line' },
      ],
    });
    expect(chartOption(data, { ...look, kind: 'bar' }, noTooltip)).toMatchObject({
      xAxis: { type: 'category', data: data.x },
      series: [{ type: 'bar', data: [11, null] }, { type: 'bar' }],
    });
  });

  it('leaves out what the user took out, and keeps the colours of the rest', () => {
    const option = chartOption(data, { ...look, hidden: new Set(['Close']) }, noTooltip);
    expect(option.series).toMatchObject([{ name: 'Open', color: 'green' }]);
  });

  it('thins out long lines only', () => {
    const x = Array.from({ length: 5000 }, (_, i) => i);
    const long = { ...data, x, series: [{ name: 'a', values: x }] };
    expect(chartOption(long, look, noTooltip).series).toMatchObject([{ sampling: 'lttb', showSymbol: false }]);
    expect(chartOption(data, look, noTooltip).series).not.toMatchObject([{ sampling: 'lttb' }, {}]);
  });
});

it('tells what stands at a place', () => {
  expect(tooltipLines(data, 1, look)).toEqual([{ name: 'Open', value: '10,000', colour: 'green' }]);
  expect(tooltipLines(data, 0, { ...look, hidden: new Set(['Open']) }).map((line) => line.name)).toEqual(['Close']);
  expect(tooltipLines(data, -1, look)).toEqual([]);
});

it('finds least and greatest', () => {
  expect(valueExtent(data)).toEqual({ min: 11, max: 10_000 });
  expect(valueExtent({ ...data, series: [{ name: 'a', values: [null] }] })).toBeNull();
});

it('tells series apart beyond the colours', () => {
  expect([0, 1, 2, 5].map((index) => seriesLook(look.theme, index))).toEqual([
    { colour: 'red', dash: 'solid' },
    { colour: 'green', dash: 'solid' },
    { colour: 'red', dash: 'dashed' },
    { colour: 'green', dash: 'dotted' },
  ]);
});

import type { EChartsCoreOption } from 'echarts/core';
import type { Language } from '../ui/i18n.ts';
import type { ChartTheme } from './chart-theme.ts';
import { type MomentTexts, momentTexts } from './moment-text.ts';
import { axisText, valueText } from './number-text.ts';
import type { ChartData, ChartKind, ChartSeries } from './series.ts';

export interface ChartLook {
  readonly kind: ChartKind;
  readonly theme: ChartTheme;
  readonly language: Language;
  /** In which moments are told, an IANA name. */
  readonly timeZone: string;
  readonly animate: boolean;
  /** Names of the series that the user took out. */
  readonly hidden: ReadonlySet<string>;
}

/** One line of a tooltip. */
export interface TooltipLine {
  readonly name: string;
  readonly value: string;
  readonly colour: string;
}

const SYMBOLS_MAX = 16;
const SAMPLED_FROM = 2000;
const FONT = '"Inter Variable", system-ui, sans-serif';

/** The library's description of a chart. `showTooltip` makes the element that is shown at a place. */
export function chartOption(
  data: ChartData,
  look: ChartLook,
  showTooltip: (title: string, lines: readonly TooltipLine[]) => HTMLElement,
): EChartsCoreOption {
  const { theme, language } = look;
  const moments = momentsOf(data, look);
  const label = { color: theme.muted, fontFamily: FONT, fontSize: 11 };
  return {
    animation: look.animate,
    animationDuration: 250,
    animationDurationUpdate: 250,
    useUTC: true,
    textStyle: { fontFamily: FONT, color: theme.ink },
    grid: { left: 8, right: 8, top: 14, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      padding: 8,
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.ink, fontSize: 12, fontFamily: FONT },
      axisPointer:
        look.kind === 'bar'
          ? { type: 'shadow', shadowStyle: { color: theme.line, opacity: 0.4 } }
          : { type: 'line', lineStyle: { color: theme.muted, type: 'solid', width: 1 } },
      formatter: (points: unknown) => {
        const index = placeOf(points);
        return showTooltip(xText(data, index, moments), tooltipLines(data, index, look));
      },
    },
    xAxis: {
      ...xAxisType(data, look),
      axisLine: { lineStyle: { color: theme.line }, onZero: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...label,
        hideOverlap: true,
        ...(look.kind === 'line' ? { alignMinLabel: 'left', alignMaxLabel: 'right' } : {}),
        overflow: 'truncate',
        width: data.xKind === 'text' && look.kind === 'bar' ? 120 : 160,
        ...(moments === null ? {} : { formatter: (ms: number) => moments.tick(ms) }),
        ...(data.xKind === 'number' ? { formatter: (value: number) => axisText(value, language) } : {}),
      },
    },
    yAxis: {
      type: 'value',
      axisLabel: { ...label, hideOverlap: true, formatter: (value: number) => axisText(value, language) },
      splitLine: { lineStyle: { color: theme.line } },
      splitNumber: 3,
    },
    series: data.series.flatMap((series, index) =>
      look.hidden.has(series.name) ? [] : [drawnSeries(data, series, index, look)],
    ),
  };
}

/** Colour and dash of the series at `index`: six colours solid, then the same dashed, then dotted. */
export function seriesLook(
  theme: ChartTheme,
  index: number,
): { readonly colour: string; readonly dash: 'solid' | 'dashed' | 'dotted' } {
  const count = Math.max(1, theme.series.length);
  const round = Math.floor(index / count) % 3;
  return {
    colour: theme.series[index % count] ?? theme.ink,
    dash: round === 0 ? 'solid' : round === 1 ? 'dashed' : 'dotted',
  };
}

/** What the place `index` holds, a line a series that is drawn and has a value there. */
export function tooltipLines(
  data: ChartData,
  index: number,
  look: Pick<ChartLook, 'theme' | 'language' | 'hidden'>,
): TooltipLine[] {
  return data.series.flatMap((series, position) => {
    const value = series.values[index] ?? null;
    if (value === null || look.hidden.has(series.name)) return [];
    const { colour } = seriesLook(look.theme, position);
    return [{ name: series.name, value: valueText(value, look.language), colour }];
  });
}

/** The least and the greatest value of all series; null where there is none. */
export function valueExtent(data: ChartData): { readonly min: number; readonly max: number } | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const series of data.series) {
    for (const value of series.values) {
      if (value === null) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}

function drawnSeries(data: ChartData, series: ChartSeries, index: number, look: ChartLook): object {
  const { colour, dash } = seriesLook(look.theme, index);
  // A bar needs a slot of its own on the axis; a line stands exactly at its moment.
  const usesSlots = isSlotted(data, look);
  const common = {
    id: series.name,
    name: series.name,
    color: colour,
    data: usesSlots ? series.values : series.values.map((value, at) => [data.x[at], value]),
    emphasis: { disabled: true },
  };
  if (look.kind === 'bar') {
    return {
      ...common,
      type: 'bar',
      barMaxWidth: 28,
      barGap: '8%',
      barCategoryGap: '28%',
      itemStyle: {
        borderRadius: [2, 2, 0, 0],
        ...(dash === 'solid' ? {} : { decal: { symbol: 'rect', dashArrayX: [2, 3] } }),
      },
    };
  }
  return {
    ...common,
    type: 'line',
    lineStyle: { width: 2, type: dash },
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: data.x.length <= SYMBOLS_MAX,
    showAllSymbol: true,
    connectNulls: true,
    ...(data.x.length > SAMPLED_FROM ? { sampling: 'lttb' } : {}),
  };
}

function isSlotted(data: ChartData, look: Pick<ChartLook, 'kind'>): boolean {
  return data.xKind === 'text' || look.kind === 'bar';
}

function xAxisType(data: ChartData, look: ChartLook): object {
  if (!isSlotted(data, look)) {
    return data.xKind === 'time' ? { type: 'time' } : { type: 'value', scale: true };
  }
  return { type: 'category', data: data.x, boundaryGap: look.kind === 'bar' || data.x.length === 1 };
}

function momentsOf(data: ChartData, look: ChartLook): MomentTexts | null {
  if (data.xKind !== 'time') return null;
  const [first, last] = [Number(data.x[0] ?? 0), Number(data.x.at(-1) ?? 0)];
  return momentTexts(look.language, look.timeZone, last - first);
}

function xText(data: ChartData, index: number, moments: MomentTexts | null): string {
  const x = data.x[index];
  if (x === undefined) return '';
  return moments !== null && typeof x === 'number' ? moments.whole(x) : String(x);
}

/** The library hands a list of points at one place; all have its index. */
function placeOf(points: unknown): number {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  const index = typeof first === 'object' && first !== null && 'dataIndex' in first ? first.dataIndex : null;
  return typeof index === 'number' ? index : -1;
}

import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { chartOption, seriesLook, type TooltipLine, valueExtent } from './chart-option.ts';
import { type ChartTheme, useChartTheme } from './chart-theme.ts';
import { valueText } from './number-text.ts';
import type { ChartData, ChartKind } from './series.ts';
import { texts } from './texts.ts';

echarts.use([LineChart, BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface SeriesChartProps {
  readonly data: ChartData;
  readonly kind: ChartKind;
  /** In which moments are told, an IANA name. */
  readonly timeZone: string;
  /** False while new data keeps coming: a line that never rests cannot be read. */
  readonly animate: boolean;
  /** Stands in the row of the legend, before it. */
  readonly controls?: ReactNode;
}

/** Series as lines or bars. Follows the theme, the language and the size of its place. */
export function SeriesChart({ data, kind, timeZone, animate, controls }: SeriesChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);
  const theme = useChartTheme();
  const language = useLanguage();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const description = useDescription(data, kind);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const made = echarts.init(element, null, { renderer: 'canvas' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.current = null;
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const moves = animate && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const look = { kind, theme, language, timeZone, animate: moves, hidden };
    chart.current?.setOption(chartOption(data, look, tooltipElement), {
      // Axes change their type with the data, and a series that is gone must go.
      replaceMerge: ['series', 'xAxis', 'yAxis'],
    });
  }, [data, kind, theme, language, timeZone, animate, hidden]);

  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 overflow-x-auto px-2 pt-1.5 text-sm [scrollbar-width:none] [&::-webkit-scrollbar]:hidden @max-[400px]:flex-nowrap @max-[400px]:[&>*]:shrink-0 @max-[400px]:[&>*]:flex-nowrap">
        {controls}
        {data.series.length > 1 && (
          <Legend
            data={data}
            kind={kind}
            theme={theme}
            hidden={hidden}
            onToggle={(name) => {
              const next = new Set(hidden);
              if (!next.delete(name)) next.add(name);
              setHidden(next);
            }}
          />
        )}
      </div>
      <div className="relative min-h-0 flex-1">
        <div ref={place} role="img" aria-label={description} className="absolute inset-0" />
      </div>
    </div>
  );
}

interface LegendProps {
  readonly data: ChartData;
  readonly kind: ChartKind;
  readonly theme: ChartTheme;
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (name: string) => void;
}

function Legend({ data, kind, theme, hidden, onToggle }: LegendProps) {
  const t = useTexts(texts);
  return (
    <ul aria-label={t('series')} className="flex max-h-14 min-w-0 flex-wrap gap-x-1 overflow-y-auto">
      {data.series.map((series, index) => {
        const isShown = !hidden.has(series.name);
        return (
          <li key={series.name} className="min-w-0">
            <button
              type="button"
              aria-pressed={isShown}
              onClick={() => onToggle(series.name)}
              className={classNames(
                'inline-flex h-6 max-w-48 items-center gap-1.5 rounded-md px-1.5 text-sm hover:bg-hover',
                isShown ? 'text-ink' : 'text-faint line-through',
              )}
            >
              <Swatch kind={kind} look={seriesLook(theme, index)} isShown={isShown} />
              <span className="truncate">{series.name}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const dashes = { solid: undefined, dashed: '4 2', dotted: '1.5 2' } as const;

function Swatch(props: {
  readonly kind: ChartKind;
  readonly look: ReturnType<typeof seriesLook>;
  readonly isShown: boolean;
}) {
  const { colour, dash } = props.look;
  return (
    <svg width="14" height="8" aria-hidden="true" className={classNames('shrink-0', !props.isShown && 'opacity-40')}>
      {props.kind === 'bar' ? (
        <rect x="3" y="0" width="8" height="8" rx="2" fill={colour} fillOpacity={dash === 'solid' ? 1 : 0.6} />
      ) : (
        <line x1="0" x2="14" y1="4" y2="4" stroke={colour} strokeWidth="2.5" strokeDasharray={dashes[dash]} />
      )}
    </svg>
  );
}

function useDescription(data: ChartData, kind: ChartKind): string {
  const t = useTexts(texts);
  const language = useLanguage();
  const { columns } = data;
  const extent = valueExtent(data);
  return [
    `${t(kind === 'line' ? 'lineOf' : 'barOf', { values: columns.values.join(', '), x: columns.x })}.`,
    columns.series === null ? null : t('bySeries', { series: columns.series }),
    extent === null
      ? null
      : t('extent', {
          series: data.series.length,
          points: data.x.length,
          min: valueText(extent.min, language),
          max: valueText(extent.max, language),
        }),
    t('tableBeside'),
  ]
    .filter((part) => part !== null)
    .join(' ');
}

/** Made of elements, never of markup: names of series come from the data, and the page allows no inline style. */
function tooltipElement(title: string, lines: readonly TooltipLine[]): HTMLElement {
  const box = element('div', 'max-w-72 text-sm');
  box.append(element('div', 'mb-1 font-medium', title));
  for (const line of lines) {
    const row = element('div', 'flex items-center gap-2');
    const dot = element('span', 'size-2 shrink-0 rounded-full');
    dot.style.backgroundColor = line.colour;
    row.append(dot, element('span', 'min-w-0 flex-1 truncate', line.name), element('span', 'tabular pl-3', line.value));
    box.append(row);
  }
  return box;
}

function element(tag: 'div' | 'span', className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

import { ChartColumn, ChartLine, ChevronDown, Rows3 } from 'lucide-react';
import { useMemo } from 'react';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { formatCount } from '../ui/numbers.ts';
import type { SelectOption } from '../ui/select.tsx';
import { type ChartAnswer, type ChartChoice, type ChartData, chartableColumns, seriesOf } from './series.ts';
import { SeriesChart } from './series-chart.tsx';
import { texts } from './texts.ts';

interface ResultChartProps {
  readonly result: SqlResult;
  readonly choice: ChartChoice;
  readonly onChoice: (choice: ChartChoice) => void;
  readonly timeZone: string;
  readonly animate: boolean;
}

/** A chart of a query's answer with the choice of its columns; says what is missing where there is nothing to draw. */
export function ResultChart({ result, choice, onChoice, timeZone, animate }: ResultChartProps) {
  const answer = useMemo(() => seriesOf(result, choice), [result, choice]);
  if (!answer.ok) return <ChartLackState lacks={answer.lacks} />;
  const { data } = answer;
  return (
    <div className="@container flex h-full min-h-0 min-w-0 flex-col">
      <div className="min-h-0 flex-1 px-1 pb-1">
        <SeriesChart
          data={data}
          kind={data.columns.kind}
          timeZone={timeZone}
          animate={animate}
          controls={<ChartChooser result={result} data={data} choice={choice} onChoice={onChoice} />}
        />
      </div>
      <ChartNotes data={data} />
    </div>
  );
}

function ChartLackState({ lacks }: { readonly lacks: Extract<ChartAnswer, { ok: false }>['lacks'] }) {
  const t = useTexts(texts);
  if (lacks === 'rows') {
    return (
      <EmptyState icon={<Rows3 />} title={t('lacksRows')}>
        {t('lacksRowsDetail')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<ChartLine />} title={t(lacks === 'number' ? 'lacksNumber' : 'lacksAxis')}>
      {t(lacks === 'number' ? 'lacksNumberDetail' : 'lacksAxisDetail')}
    </EmptyState>
  );
}

/** Stands for "no column" in a list; a column's own value is its name behind a mark, so that no name can be it. */
const NONE = '';
const optionOf = (name: string) => `c ${name}`;
const nameOf = (value: string) => value.slice(2);

interface ChartChooserProps extends Pick<ResultChartProps, 'result' | 'choice' | 'onChoice'> {
  readonly data: ChartData;
}

function ChartChooser({ result, data, choice, onChoice }: ChartChooserProps) {
  const t = useTexts(texts);
  const { columns } = data;
  const chartable = chartableColumns(result);
  const option = (name: string): SelectOption => ({ value: optionOf(name), label: name });
  const xOptions = chartable.filter((column) => column.role !== 'other').map((column) => option(column.name));
  const seriesOptions = chartable
    .filter((column) => column.role === 'text' && column.name !== columns.x)
    .map((column) => option(column.name));
  const numbers = chartable.filter((column) => column.role === 'number' && column.name !== columns.x);
  const single = columns.values.length === 1 ? columns.values[0] : undefined;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-1">
      <fieldset aria-label={t('kind')} className="flex gap-0.5">
        {KINDS.map(({ kind, icon: Icon }) => (
          <IconButton
            key={kind}
            size="sm"
            label={t(kind)}
            pressed={columns.kind === kind}
            onClick={() => onChoice({ ...choice, kind })}
          >
            <Icon aria-hidden="true" />
          </IconButton>
        ))}
      </fieldset>
      <Chooser
        label={t('value')}
        value={single === undefined ? NONE : optionOf(single)}
        options={[
          ...(columns.series === null && numbers.length > 1 ? [{ value: NONE, label: t('allNumbers') }] : []),
          ...numbers.map((column) => option(column.name)),
        ]}
        onValue={(value) => onChoice({ ...choice, value: value === NONE ? undefined : nameOf(value) })}
      />
      <Chooser
        label={t('x')}
        value={optionOf(columns.x)}
        options={xOptions}
        onValue={(value) => onChoice({ ...choice, x: nameOf(value) })}
      />
      {seriesOptions.length > 0 && (
        <Chooser
          label={t('series')}
          value={columns.series === null ? NONE : optionOf(columns.series)}
          options={[{ value: NONE, label: t('noSeries') }, ...seriesOptions]}
          onValue={(value) => onChoice({ ...choice, series: value === NONE ? null : nameOf(value) })}
        />
      )}
    </div>
  );
}

const KINDS = [
  { kind: 'line', icon: ChartLine },
  { kind: 'bar', icon: ChartColumn },
] as const;

interface ChooserProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onValue: (value: string) => void;
}

/** A list that is no wider than its choice: a chart in a dock has little height to give to its settings. */
function Chooser({ label, value, options, onValue }: ChooserProps) {
  return (
    <label className="inline-flex h-6 min-w-0 items-center rounded-md text-muted hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <span className="@max-[600px]:sr-only whitespace-nowrap pl-1.5">{label}</span>
      <span className="relative inline-flex min-w-0">
        <select
          aria-label={label}
          title={label}
          value={value}
          onChange={(event) => onValue(event.target.value)}
          className="field-sizing-content h-6 max-w-32 appearance-none truncate bg-transparent pr-4.5 pl-1 font-medium text-ink outline-none"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-surface">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-1 size-3 -translate-y-1/2 text-faint"
        />
      </span>
    </label>
  );
}

function ChartNotes({ data }: { readonly data: ChartData }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const number = (count: number) => formatCount(count, language);
  const notes = [
    data.overwritten === 1 && t('overwrittenOne'),
    data.overwritten > 1 && t('overwrittenMany', { number: number(data.overwritten) }),
    data.omittedSeries > 0 && t('omittedSeries', { number: number(data.omittedSeries) }),
    data.omittedX > 0 && t('omittedX', { number: number(data.omittedX) }),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return <p className="shrink-0 px-3 pb-1.5 text-warning text-xs">{notes.join(' · ')}</p>;
}

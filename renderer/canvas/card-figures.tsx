/**
 * The live figures of a card. Drawn once by React and then written to directly: a run changes them ten times a second on hundreds of
 * cards, and nothing around them.
 */
import { ArrowRightFromLine, ArrowRightToLine, ClockAlert, Database } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { showsFigure } from '../model/figure-choice.ts';
import {
  type NodeNumbers,
  type NodeStatus,
  nodeFigureText,
  nodeNumbers,
  nodeRate,
  nodeStatus,
  sparkline,
} from '../model/node-figures.ts';
import { nodeRows, type RunState } from '../model/run-store.ts';
import { watchOf } from '../model/run-watch.ts';
import { type Language, useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCompact, formatCount, formatShort } from '../ui/numbers.ts';
import { figureTexts } from './figure-texts.ts';

/** From here on a figure is shortened: the card keeps its size, the tooltip has every digit. */
const shortFrom = 10_000_000;
const sparkWidth = 44;
const sparkHeight = 12;

interface CardFiguresProps {
  readonly nodeId: string;
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
}

/** The lower strip of a card: rows, and in a second line what else is chosen and there is something to say of. */
export function CardFigures({ nodeId, hasInput, hasOutput }: CardFiguresProps) {
  const { run } = useWorkspace();
  const t = useTexts(figureTexts);
  const language = useLanguage();
  const rows = usePreferences((state) => showsFigure(state, 'rows'));
  const rate = usePreferences((state) => showsFigure(state, 'rate'));
  const late = usePreferences((state) => showsFigure(state, 'late'));
  const keeps = usePreferences((state) => showsFigure(state, 'state'));
  const share = usePreferences((state) => showsFigure(state, 'share'));
  const root = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown, and in which language, is written anew
  useLayoutEffect(() => {
    const place = root.current;
    if (place === null) return;
    const painter = new Painter(place, nodeId, { rows, rate, late, state: keeps, share }, language, t);
    painter.paint(run.getState());
    return watchOf(run).watch(nodeId, (state) => painter.paint(state));
  }, [run, nodeId, language, rows, rate, late, keeps, share, hasInput, hasOutput]);

  return (
    <div
      ref={root}
      data-testid="card-figures"
      onPointerEnter={(event) => {
        event.currentTarget.title = figureTitle(run.getState(), nodeId, t);
      }}
      className="relative flex h-[38px] flex-col justify-center rounded-b-lg border-line border-t bg-sunken px-3 text-sm leading-4 contain-strict"
    >
      <div className="grid grid-cols-[1fr_auto_1fr] items-center">
        {hasInput && rows ? <Count part="in" label={t('rowsIn')} icon={<ArrowRightToLine />} /> : <span />}
        <span className="inline-flex items-center gap-1">
          <Dot />
          <span data-part="status-word" className="sr-only" />
        </span>
        {hasOutput && rows ? <Count part="out" label={t('rowsOut')} icon={<ArrowRightFromLine />} /> : <span />}
      </div>
      <div data-part="more" hidden className="flex items-center gap-2 text-xs text-muted [&[hidden]]:hidden">
        {late && (
          <Badge part="late" label={t('late')} tone="text-warning font-medium">
            <ClockAlert />
          </Badge>
        )}
        {keeps && (
          <Badge part="state" label={t('state')} tone="text-muted">
            <Database />
          </Badge>
        )}
        {rate && (
          <span className="ml-auto inline-flex items-center gap-1">
            <svg aria-hidden="true" width={sparkWidth} height={sparkHeight} className="overflow-visible">
              <path data-part="spark" className="fill-none stroke-accent stroke-[1.25]" />
            </svg>
            <span data-part="rate" data-testid="node-rate" className="tabular" />
          </span>
        )}
      </div>
      {share && (
        <span className="absolute inset-x-1 bottom-0 h-[3px] overflow-hidden rounded-full">
          <span data-part="share" hidden className="block h-full w-full origin-left bg-accent [&[hidden]]:hidden" />
          <span data-part="share-word" className="sr-only" />
        </span>
      )}
    </div>
  );
}

/** A card's rows from afar, where nothing smaller can be read. */
export function CompactFigure({ nodeId }: { readonly nodeId: string }) {
  const { run } = useWorkspace();
  const language = useLanguage();
  const isShown = usePreferences((state) => showsFigure(state, 'rows'));
  const place = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: numbers are written in the window's language
  useLayoutEffect(() => {
    const paint = (state: RunState): void => {
      if (place.current !== null) write(place.current, nodeFigureText(state, nodeId) ?? '');
    };
    paint(run.getState());
    return watchOf(run).watch(nodeId, paint);
  }, [run, nodeId, language, isShown]);
  return isShown ? <span ref={place} className="tabular block truncate text-lg leading-6 text-muted" /> : null;
}

interface CountProps {
  readonly part: 'in' | 'out';
  readonly label: string;
  readonly icon: ReactNode;
}

function Count({ part, label, icon }: CountProps) {
  return (
    <span
      className={`inline-flex items-center gap-1 [&_svg]:size-3 [&_svg]:text-faint ${part === 'out' ? 'justify-self-end' : ''}`}
    >
      {icon}
      <span className="sr-only">{label}</span>
      <span data-part={part} data-testid={`rows-${part}`} className="tabular font-medium" />
    </span>
  );
}

interface BadgeProps {
  readonly part: 'late' | 'state';
  readonly label: string;
  readonly tone: string;
  readonly children: ReactNode;
}

function Badge({ part, label, tone, children }: BadgeProps) {
  return (
    <span
      data-part={`${part}-badge`}
      hidden
      className={`inline-flex items-center gap-1 [&[hidden]]:hidden [&_svg]:size-3 ${tone}`}
    >
      {children}
      <span className="sr-only">{label}</span>
      <span data-part={part} data-testid={`node-${part}`} className="tabular" />
    </span>
  );
}

/** How the node stands, by shape and colour: a ring waits, a disc runs, two bars pause, a cross failed. */
function Dot() {
  return (
    <svg
      aria-hidden="true"
      data-part="status"
      width="10"
      height="10"
      viewBox="0 0 10 10"
      className="fill-none stroke-2"
    >
      <path />
    </svg>
  );
}

const shapes: Readonly<Record<NodeStatus, readonly [path: string, colour: string]>> = {
  none: ['', ''],
  waiting: ['M8 5A3 3 0 1 1 2 5A3 3 0 1 1 8 5', 'stroke-line-strong'],
  running: ['M7 5A2 2 0 1 1 3 5A2 2 0 1 1 7 5', 'stroke-success fill-success'],
  paused: ['M3.2 2V8M6.8 2V8', 'stroke-warning'],
  failed: ['M2.5 2.5L7.5 7.5M7.5 2.5L2.5 7.5', 'stroke-danger'],
  ended: ['', ''],
};

type FigureText = ReturnType<typeof useTexts<keyof typeof figureTexts.en>>;
type Part = 'rows' | 'rate' | 'late' | 'state' | 'share';

/** Writes what has changed into the parts of one card. */
class Painter {
  readonly #nodeId: string;
  readonly #shown: Readonly<Record<Part, boolean>>;
  readonly #t: FigureText;
  readonly #language: Language;
  readonly #parts = new Map<string, HTMLElement>();
  #status: NodeStatus | null = null;

  constructor(
    root: HTMLElement,
    nodeId: string,
    shown: Readonly<Record<Part, boolean>>,
    language: Language,
    t: FigureText,
  ) {
    this.#nodeId = nodeId;
    this.#shown = shown;
    this.#language = language;
    this.#t = t;
    for (const part of root.querySelectorAll<HTMLElement>('[data-part]')) {
      this.#parts.set(part.dataset.part ?? '', part);
    }
  }

  paint(state: RunState): void {
    const rows = nodeRows(state, this.#nodeId);
    this.#write('in', this.#count(rows?.in));
    this.#write('out', this.#count(rows?.out));
    const { late, state: keeps, rate, share } = this.#shown;
    const numbers = late || keeps || share ? nodeNumbers(state, this.#nodeId) : null;
    const lateRows = late ? (numbers?.lateRows ?? 0) : 0;
    const stateRows = keeps ? (numbers?.stateRows ?? null) : null;
    const isMoving = rate && rows !== null;
    this.#hide('more', lateRows === 0 && stateRows === null && !isMoving);
    this.#hide('late-badge', lateRows === 0);
    if (lateRows > 0) this.#write('late', formatCompact(lateRows, this.#language));
    this.#hide('state-badge', stateRows === null);
    if (stateRows !== null) this.#write('state', formatCompact(stateRows, this.#language));
    if (isMoving) this.#paintRate(state);
    if (share) this.#paintShare(numbers);
    this.#paintStatus(nodeStatus(state, this.#nodeId));
  }

  #count(rows: number | undefined): string {
    if (rows === undefined) return '–';
    return rows < shortFrom ? formatCount(rows, this.#language) : formatCompact(rows, this.#language);
  }

  #paintRate(state: RunState): void {
    const rate = Math.round(nodeRate(state, this.#nodeId));
    this.#write('rate', this.#t('rate', { rate: formatShort(rate, this.#language) }));
    const path = sparkline(state, this.#nodeId, sparkWidth, sparkHeight);
    const line = this.#parts.get('spark');
    if (line !== undefined && line.getAttribute('d') !== path) line.setAttribute('d', path);
  }

  #paintShare(numbers: NodeNumbers | null): void {
    const part = numbers?.share ?? null;
    this.#hide('share', part === null);
    const bar = this.#parts.get('share');
    if (bar === undefined || part === null) return;
    const transform = `scaleX(${part})`;
    if (bar.style.transform !== transform) bar.style.transform = transform;
    this.#write('share-word', this.#t('shareWord', { share: formatCount(Math.round(part * 100), this.#language) }));
  }

  #paintStatus(status: NodeStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    const [path, colour] = shapes[status];
    const shape = this.#parts.get('status')?.firstElementChild;
    shape?.setAttribute('d', path);
    shape?.setAttribute('class', colour);
    this.#parts.get('status')?.setAttribute('data-status', status);
    this.#write('status-word', status === 'none' || status === 'ended' ? '' : this.#t(status));
  }

  #write(part: string, text: string): void {
    const place = this.#parts.get(part);
    if (place !== undefined) write(place, text);
  }

  #hide(part: string, isHidden: boolean): void {
    const place = this.#parts.get(part);
    if (place !== undefined && place.hidden !== isHidden) place.hidden = isHidden;
  }
}

function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

/** Every figure by its name and in full, with the field of the progress that it comes from. */
function figureTitle(state: RunState, nodeId: string, t: FigureText): string {
  const rows = nodeRows(state, nodeId);
  const numbers = nodeNumbers(state, nodeId);
  if (rows === null || numbers === null) return t('noRun');
  const lines = [
    t('titleRows', { in: formatCount(rows.in), out: formatCount(rows.out) }),
    t('titleRate', { rate: formatCount(Math.round(nodeRate(state, nodeId))) }),
  ];
  if (numbers.batchIn !== null && numbers.batchOut !== null)
    lines.push(t('titleBatch', { in: formatCount(numbers.batchIn), out: formatCount(numbers.batchOut) }));
  if (numbers.stateRows !== null) {
    lines.push(t('titleLate', { rows: formatCount(numbers.lateRows) }));
    const kilobytes = formatCount(Math.ceil((numbers.stateBytes ?? 0) / 1000));
    lines.push(t('titleState', { rows: formatCount(numbers.stateRows), kilobytes }));
  }
  if (numbers.share !== null) {
    const share = formatCount(Math.round(numbers.share * 100));
    lines.push(
      numbers.loopSize > 1
        ? t('titleLoop', { share, nodes: formatCount(numbers.loopSize) })
        : t('titleShare', { share }),
    );
  }
  return lines.join('\n');
}

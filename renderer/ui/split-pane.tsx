import { type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { useTexts } from './i18n.ts';
import { texts } from './texts.ts';

interface SplitPaneProps {
  /** The edge of the window that the sized pane lies along. */
  readonly side: 'left' | 'right' | 'bottom';
  /** Pixels. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly open: boolean;
  /** Called once, when the user lets go. */
  readonly onSize: (size: number) => void;
  /** What the pane is called: `Palette`. */
  readonly label: string;
  readonly pane: ReactNode;
  readonly children: ReactNode;
}

const stepPx = 16;

/** A main area and a pane beside or below it, with a bar between them that is dragged or moved by the arrow keys. */
export function SplitPane({ side, size, min, max, open, onSize, label, pane, children }: SplitPaneProps) {
  const t = useTexts(texts);
  const [dragged, setDragged] = useState<number | null>(null);
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const isColumn = side === 'bottom';
  const shown = clamp(dragged ?? size, min, max);
  const grows = side === 'left' ? 1 : -1;

  const separator = (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be focused and moved has no element of its own
    <div
      role="separator"
      tabIndex={0}
      aria-orientation={isColumn ? 'horizontal' : 'vertical'}
      aria-label={`${t('resize')}: ${label}`}
      aria-valuenow={shown}
      aria-valuemin={min}
      aria-valuemax={max}
      className={classNames(
        'relative z-10 shrink-0 bg-line transition-colors hover:bg-accent focus-visible:bg-accent focus-visible:outline-none',
        'after:absolute after:content-[""]',
        isColumn
          ? 'h-px cursor-row-resize after:-inset-y-1 after:inset-x-0'
          : 'w-px cursor-col-resize after:-inset-x-1 after:inset-y-0',
        dragged !== null && 'bg-accent',
      )}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: isColumn ? event.clientY : event.clientX, size: shown };
      }}
      onPointerMove={(event) => {
        if (start.current === null) return;
        const moved = (isColumn ? event.clientY : event.clientX) - start.current.at;
        setDragged(clamp(start.current.size + moved * grows, min, max));
      }}
      onPointerUp={() => {
        start.current = null;
        if (dragged !== null) onSize(dragged);
        setDragged(null);
      }}
      onKeyDown={(event) => {
        const step = separatorStep(event.key, isColumn) * grows;
        if (step === 0) return;
        event.preventDefault();
        onSize(clamp(shown + step, min, max));
      }}
    />
  );
  const sized = (
    <div className="min-h-0 min-w-0 shrink-0" style={isColumn ? { height: shown } : { width: shown }}>
      {pane}
    </div>
  );
  return (
    <div className={classNames('flex h-full min-h-0 w-full min-w-0', isColumn && 'flex-col')}>
      {open && side === 'left' && sized}
      {open && side === 'left' && separator}
      <div className="relative min-h-0 min-w-0 flex-1">{children}</div>
      {open && side !== 'left' && separator}
      {open && side !== 'left' && sized}
    </div>
  );
}

function separatorStep(key: string, isColumn: boolean): number {
  if (key === (isColumn ? 'ArrowDown' : 'ArrowRight')) return stepPx;
  if (key === (isColumn ? 'ArrowUp' : 'ArrowLeft')) return -stepPx;
  return 0;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, Math.round(value)));
}

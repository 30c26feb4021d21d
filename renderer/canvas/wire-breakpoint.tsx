import { EdgeLabelRenderer } from '@xyflow/react';
import { Pause } from 'lucide-react';
import { useDocument, useRun, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { breakpointAt } from '../model/breakpoint-edits.ts';
import { hitsAt } from '../model/run-pause.ts';
import { wireTitle } from '../model/wire-title.ts';
import { classNames } from '../ui/class-names.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCount, formatShort } from '../ui/numbers.ts';
import { texts } from './texts.ts';

interface WireBreakpointProps {
  readonly wireId: string;
  /** Middle of the wire, in document coordinates. */
  readonly x: number;
  readonly y: number;
}

/** The breakpoint on a wire, where it has one; a press selects the wire, whose settings have the condition. */
export function WireBreakpoint(props: WireBreakpointProps) {
  const has = useDocument((state) => breakpointAt(state.document, props.wireId) !== undefined);
  return has ? <BreakpointMark {...props} /> : null;
}

function BreakpointMark({ wireId, x, y }: WireBreakpointProps) {
  const t = useTexts(texts);
  const { documents, catalogue } = useWorkspace();
  const language = useLanguage();
  const breakpoint = useDocument((state) => breakpointAt(state.document, wireId));
  const wire = useDocument((state) => wireTitle(state.document, catalogue, language, wireId));
  const rows = useRun((state) => hitsAt(state.snapshot, wireId));
  const isRefused = useView((state) => state.breakpointError?.wireId === wireId);
  if (breakpoint === undefined) return null;
  const { condition, enabled } = breakpoint;
  // One that was switched off while the run waits for it is off already.
  const hits = enabled ? rows : 0;
  const state = !enabled ? 'breakpointOff' : hits > 0 ? 'breakpointMet' : isRefused ? 'breakpointRefused' : null;
  const label = t(state ?? (condition === '' ? 'breakpointAny' : 'breakpointIf'), {
    wire,
    condition,
    rows: formatCount(hits),
  });
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        aria-label={label}
        title={label}
        data-testid="breakpoint"
        onClick={() => documents.select({ nodes: [], edges: [wireId] })}
        className={classNames(
          'nodrag nopan pointer-events-auto absolute flex h-5 min-w-5 items-center justify-center gap-0.5 rounded-full border-2 px-0.5 font-semibold text-xs leading-none',
          hits > 0
            ? 'border-warning bg-warning text-surface'
            : isRefused
              ? 'border-danger border-dashed bg-surface text-danger'
              : enabled
                ? 'border-surface bg-danger text-surface'
                : 'border-line-strong border-dashed bg-surface text-faint',
        )}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        <Pause aria-hidden="true" className="size-2.5" fill="currentColor" />
        {condition !== '' && hits === 0 && <span aria-hidden="true">?</span>}
        {hits > 0 && <span className="tabular pr-0.5">{formatShort(hits)}</span>}
      </button>
    </EdgeLabelRenderer>
  );
}

import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { pythonLines } from './python-lines.ts';
import type { PythonToken } from './python-tokens.ts';

interface CodeViewProps {
  /** A Python program. */
  readonly text: string;
  readonly label: string;
  /** Lines, counted from 1, that stand for what is selected; the first of them is scrolled into view when they change. */
  readonly marked: ReadonlySet<number>;
  /** Lines that belong together with the one that is pointed at. */
  readonly pointed: ReadonlySet<number>;
  /** What a line stands for, in words, for those who hear it; null for a line that stands for nothing. */
  readonly nameOf: (line: number) => string | null;
  /** The pointer or the keyboard is on a line; null when it has gone. */
  readonly onPoint: (line: number | null) => void;
  /** A line was pressed, or Enter on it. */
  readonly onPick: (line: number) => void;
}

/** A program to be read, line by line: by pointer, or with the arrow keys. */
export function CodeView({ text, label, marked, pointed, nameOf, onPoint, onPick }: CodeViewProps) {
  const id = useId();
  const lines = useMemo(() => pythonLines(text), [text]);
  const box = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const lineAt = (number: number): Element | null | undefined => box.current?.querySelector(`[data-line="${number}"]`);

  const first = Math.min(...marked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other lines, or another program, scroll
  useEffect(() => {
    const element = box.current;
    const line = Number.isFinite(first) ? lineAt(first) : null;
    if (element === null || !(line instanceof HTMLElement)) return;
    const top = line.offsetTop - element.clientHeight / 3;
    const isSeen =
      line.offsetTop >= element.scrollTop && line.offsetTop + 20 <= element.scrollTop + element.clientHeight;
    if (!isSeen) element.scrollTop = Math.max(0, top);
  }, [first, text]);

  const moveTo = (line: number): void => {
    const next = Math.max(1, Math.min(lines.length, line));
    setCaret(next);
    onPoint(next);
    lineAt(next)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = caret ?? (Number.isFinite(first) ? first : 0);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 15,
      PageUp: at - 15,
      Home: 1,
      End: lines.length,
    };
    const next = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (next !== undefined) moveTo(next);
    else if (event.key === 'Enter' && caret !== null) onPick(caret);
    else return;
    event.preventDefault();
  };
  const leave = (): void => {
    setCaret(null);
    onPoint(null);
  };
  const lineUnder = (target: EventTarget): number | null => {
    const line = target instanceof Element ? target.closest('[data-line]') : null;
    return line === null ? null : Number(line.getAttribute('data-line'));
  };
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      aria-activedescendant={caret === null ? undefined : `${id}-${caret}`}
      tabIndex={0}
      data-selectable
      onKeyDown={onKeyDown}
      onBlur={leave}
      onPointerOver={(event) => onPoint(lineUnder(event.target))}
      onPointerLeave={() => onPoint(caret)}
      onClick={(event) => {
        const line = lineUnder(event.target);
        // Marking a part of the text to copy it is no press on a line.
        if (line !== null && getSelection()?.isCollapsed !== false) onPick(line);
      }}
      className="-outline-offset-2 relative min-h-0 flex-1 overflow-auto py-2 font-mono text-sm/5 focus-visible:outline-2 focus-visible:outline-accent"
    >
      <div className="w-max min-w-full">
        {lines.map((line, index) => (
          <CodeLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={index}
            id={`${id}-${index + 1}`}
            number={index + 1}
            tokens={line}
            name={nameOf(index + 1)}
            isMarked={marked.has(index + 1)}
            isPointed={pointed.has(index + 1)}
            isCaret={caret === index + 1}
          />
        ))}
      </div>
    </div>
  );
}

const tokenClass: Readonly<Record<PythonToken['kind'], string>> = {
  plain: '',
  comment: 'text-faint',
  string: 'text-family-sink',
  keyword: 'text-accent',
  number: 'text-family-time',
};

interface CodeLineProps {
  readonly id: string;
  readonly number: number;
  readonly tokens: ReturnType<typeof pythonLines>[number];
  readonly name: string | null;
  readonly isMarked: boolean;
  readonly isPointed: boolean;
  readonly isCaret: boolean;
}

const CodeLine = memo(function CodeLine({ id, number, tokens, name, isMarked, isPointed, isCaret }: CodeLineProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the keyboard and says which line is active
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      data-line={number}
      className={classNames(
        'flex border-l-2 whitespace-pre',
        isMarked ? 'border-accent bg-accent-soft' : 'border-transparent',
        isPointed && !isMarked && 'border-line-strong bg-hover',
        isCaret && 'outline-1 -outline-offset-1 outline-accent',
        name !== null && 'cursor-pointer',
      )}
    >
      <span aria-hidden="true" className="tabular w-11 shrink-0 select-none pr-3 text-right text-faint">
        {number}
      </span>
      <span className="pr-4">
        {tokens.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          <span key={index} className={tokenClass[kind]}>
            {text}
          </span>
        ))}
        {tokens.length === 0 && '\u200b'}
      </span>
      {name !== null && <span className="sr-only select-none">{` (${name})`}</span>}
    </div>
  );
});

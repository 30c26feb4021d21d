import { type Extension, StateEffect, StateField, type Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, hoverTooltip } from '@codemirror/view';

/** What is wrong with a part of a text: characters `start` to `end`, in UTF-16 units. */
export interface TextMark {
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export const showMarks = StateEffect.define<readonly TextMark[]>();

const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged) {
      // What is typed into a marked part may have mended it: its mark waits for the next answer.
      next = marks.map(transaction.changes).update({ filter: (from, to) => !isTouched(transaction, from, to) });
    }
    for (const effect of transaction.effects) {
      if (effect.is(showMarks)) next = marksOf(effect.value, transaction.newDoc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function isTouched({ changes }: Transaction, from: number, to: number): boolean {
  let isInside = false;
  changes.iterChangedRanges((_, __, start, end) => {
    if (start <= to && end >= from) isInside = true;
  });
  return isInside;
}

function marksOf(marks: readonly TextMark[], length: number): DecorationSet {
  const ranges = marks.flatMap((each) => {
    const range = markedRange(each, length);
    if (range === null) return [];
    const mark = Decoration.mark({
      class: each.severity === 'error' ? 'cm-wrong' : 'cm-doubtful',
      message: each.message,
    });
    return [mark.range(range.start, range.end)];
  });
  return Decoration.set(ranges, true);
}

/**
 * The characters to be underlined in a text of `length`: at least one, the last one for a mark at the end of the text. Null
 * where the mark is of another text.
 */
export function markedRange(
  { start, end }: Pick<TextMark, 'start' | 'end'>,
  length: number,
): { readonly start: number; readonly end: number } | null {
  if (start < 0 || end < start || end > length || length === 0) return null;
  const to = Math.max(end, Math.min(start + 1, length));
  return { start: Math.min(start, to - 1), end: to };
}

const markTips = hoverTooltip((view, at) => {
  let found: { readonly from: number; readonly to: number; readonly message: string } | null = null;
  view.state.field(marksField).between(at, at, (from, to, { spec }) => {
    const { message } = spec as { readonly message: string };
    if (message !== '') found ??= { from, to, message };
  });
  if (found === null) return null;
  const { from, to, message }: { from: number; to: number; message: string } = found;
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-mark-tip';
      dom.textContent = message;
      return { dom };
    },
  };
});

/** Underlines what `showMarks` says; the pointer on it shows the message. */
export const textMarks: Extension = [marksField, markTips];

import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { expect, it } from 'vitest';
import { markedRange, showMarks, type TextMark, textMarks } from './text-marks.ts';

it.each([
  [0, 3, 5, { start: 0, end: 3 }],
  [2, 2, 5, { start: 2, end: 3 }],
  [5, 5, 5, { start: 4, end: 5 }],
  [3, 9, 5, null],
  [0, 0, 0, null],
  [4, 2, 5, null],
])('%i to %i of %i characters', (start, end, length, range) => {
  expect(markedRange({ start, end }, length)).toEqual(range);
});

const wrong: TextMark = { start: 8, end: 11, severity: 'error', message: 'no such column' };

/** The marked parts of a text after edits. */
function marked(state: EditorState): string[] {
  const parts: string[] = [];
  for (const source of state.facet(EditorView.decorations)) {
    if (typeof source === 'function') continue;
    source.between(0, state.doc.length, (from, to) => {
      parts.push(state.sliceDoc(from, to));
    });
  }
  return parts;
}

const begun = EditorState.create({ doc: 'price > foo', extensions: textMarks }).update({
  effects: showMarks.of([wrong]),
}).state;

it('goes along with its text while other parts are edited', () => {
  expect(marked(begun)).toEqual(['foo']);
  expect(marked(begun.update({ changes: { from: 0, insert: 'net ' } }).state)).toEqual(['foo']);
});

it('goes when its own text is edited, before anything else can be underlined', () => {
  expect(marked(begun.update({ changes: { from: 11, insert: 'd' } }).state)).toEqual([]);
  expect(marked(begun.update({ changes: { from: 9, to: 10 } }).state)).toEqual([]);
});

it('is left out where it is of another text', () => {
  expect(marked(begun.update({ effects: showMarks.of([{ ...wrong, end: 40 }]) }).state)).toEqual([]);
});

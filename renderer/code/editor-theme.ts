import { EditorView } from '@codemirror/view';

const MONO = '"JetBrains Mono Variable", ui-monospace, monospace';
const SANS = '"Inter Variable", system-ui, sans-serif';

/** The editor in the page's tokens: one theme for light and dark, since the tokens change under it. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '12.5px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: MONO, lineHeight: '20px', fontFeatureSettings: '"calt" 0' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)', userSelect: 'text', cursor: 'text' },
  '.cm-line': { padding: '0 12px 0 4px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-selectionBackground': { backgroundColor: 'var(--surface-pressed)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 24%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px', minWidth: '30px', fontSize: '11px' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', color: 'inherit' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--danger-soft)', color: 'inherit' },
  '.cm-function': { color: 'var(--family-shape)' },
  '.cm-wrong': {
    textDecoration: 'underline wavy var(--danger)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-doubtful': {
    textDecoration: 'underline wavy var(--warning)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-mark-tip': { fontFamily: SANS, fontSize: '12px', lineHeight: '16px', padding: '6px 8px', maxWidth: '320px' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: SANS,
    fontSize: '12px',
    maxHeight: '200px',
    padding: '4px',
    minWidth: '220px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '12px',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    padding: '2px 8px',
    lineHeight: '20px',
    borderRadius: '6px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionLabel': { fontFamily: MONO, fontSize: '12px' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
  '.cm-completionDetail': {
    marginLeft: '0',
    fontStyle: 'normal',
    fontSize: '11px',
    color: 'var(--ink-faint)',
    maxWidth: '220px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
});

/** The same inside the frame of a form's field: as high as its text, in the field's own letters. */
export const fieldTheme = EditorView.theme({
  '&': { height: 'auto', backgroundColor: 'transparent', fontSize: 'inherit' },
  // Nothing scrolls: lines wrap. What is underlined reaches below its line.
  '.cm-scroller': { lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0' },
  '.cm-line': { padding: '0' },
});

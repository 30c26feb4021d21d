/** The text of a note as a tree: a small part of Markdown, and never anything but text. */

export interface NoteSpan {
  readonly type: 'text' | 'strong' | 'em' | 'code';
  readonly text: string;
}

export type NoteBlock =
  | { readonly type: 'heading'; readonly spans: readonly NoteSpan[] }
  | { readonly type: 'paragraph'; readonly spans: readonly NoteSpan[] }
  | { readonly type: 'list'; readonly items: readonly (readonly NoteSpan[])[] };

/** Lines that begin with `#` are headings, with `-` or `*` items; `**strong**`, `*em*` and `code` in backquotes; other lines are paragraphs. */
export function readNote(text: string): readonly NoteBlock[] {
  const blocks: NoteBlock[] = [];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    const item = /^\s*[-*] +(.*)$/.exec(line)?.[1];
    const heading = /^#{1,3} +(.*)$/.exec(line)?.[1];
    if (item !== undefined) {
      if (last?.type === 'list') blocks[blocks.length - 1] = { type: 'list', items: [...last.items, readSpans(item)] };
      else blocks.push({ type: 'list', items: [readSpans(item)] });
    } else if (heading !== undefined) blocks.push({ type: 'heading', spans: readSpans(heading) });
    else if (line.trim() !== '') blocks.push({ type: 'paragraph', spans: readSpans(line) });
  }
  return blocks;
}

// Each alternative ends at the first closing mark and none nests: time grows with the length alone.
const marks = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`/g;

function readSpans(line: string): NoteSpan[] {
  const spans: NoteSpan[] = [];
  let at = 0;
  for (const match of line.matchAll(marks)) {
    const [whole, strong, em, code] = match;
    if (match.index > at) spans.push({ type: 'text', text: line.slice(at, match.index) });
    if (strong !== undefined) spans.push({ type: 'strong', text: strong });
    else if (em !== undefined) spans.push({ type: 'em', text: em });
    else spans.push({ type: 'code', text: code ?? '' });
    at = match.index + whole.length;
  }
  if (at < line.length) spans.push({ type: 'text', text: line.slice(at) });
  return spans;
}

import { describe, expect, it } from 'vitest';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { createCatalogue } from './catalogue.ts';
import { emptyDocument } from './document-store.ts';
import { findNodes } from './graph-search.ts';
import { readNote } from './note-markdown.ts';

const at = { x: 0, y: 0 };
const pipeline = {
  ...emptyDocument('find'),
  nodes: [
    { id: 'b', kind: 'filter', label: 'Été', position: at, config: { condition: "action = 'Open'" } },
    { id: 'a', kind: 'file-source', position: at, config: { path: '/data/events' } },
  ],
  edges: [{ source: 'a', target: 'b' }],
};
const find = (search: string) => findNodes(pipeline, createCatalogue(fakeCatalogue), search);

describe('search in the graph', () => {
  it('finds by label, kind and texts of settings, without accents, all words', () => {
    expect(find('ete')).toEqual(['b']);
    expect(find('source')).toEqual(['a']);
    expect(find("'open'")).toEqual(['b']);
    expect(find('filter open')).toEqual(['b']);
    expect(find('e')).toEqual(['a', 'b']);
    expect(find(' ')).toEqual([]);
    expect(find('nothing like it')).toEqual([]);
  });
});

describe('text of notes', () => {
  it('knows headings, lists and marks, and keeps everything else as it is', () => {
    expect(readNote('# A\n- one **two**\n- `three`\n<b>x</b> * y')).toEqual([
      { type: 'heading', spans: [{ type: 'text', text: 'A' }] },
      {
        type: 'list',
        items: [
          [
            { type: 'text', text: 'one ' },
            { type: 'strong', text: 'two' },
          ],
          [{ type: 'code', text: 'three' }],
        ],
      },
      { type: 'paragraph', spans: [{ type: 'text', text: '<b>x</b> * y' }] },
    ]);
  });
});

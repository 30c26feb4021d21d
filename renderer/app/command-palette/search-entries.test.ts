import { describe, expect, it } from 'vitest';
import { type PaletteEntry, recentEntries, searchable, searchEntries, shownMax, withRecent } from './search-entries.ts';

const entry = (id: string, title: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id,
  group: 'command',
  title,
  run: () => undefined,
  ...more,
});

const entries = searchable([
  entry('save', 'Save'),
  entry('save-as', 'Save as…'),
  entry('undo', 'Undo', { blocked: 'Nothing to undo' }),
  entry('filter', 'Filter', { group: 'add', note: 'Keeps rows that fit a condition', words: 'where' }),
  entry('node', 'Filter late rows', { group: 'goTo' }),
]);
const ids = (query: string, recent: readonly string[] = []) =>
  searchEntries(entries, query, recent).map((found) => found.entry.id);

describe('the command palette', () => {
  it('shows what was used last, then the commands', () => {
    expect(ids('', ['filter', 'gone', 'undo'])).toEqual(['filter', 'undo', 'save', 'save-as']);
  });

  it('finds by title, note and other words', () => {
    expect(ids('filt')).toEqual(['filter', 'node']);
    expect(ids('condition')).toEqual(['filter']);
    expect(ids('where')).toEqual(['filter']);
    expect(ids('nothing like it')).toEqual([]);
  });

  it('prefers what was used lately among its likes', () => {
    expect(ids('sav')).toEqual(['save', 'save-as']);
    expect(ids('sav', ['save-as'])).toEqual(['save-as', 'save']);
  });

  it('shows so many of thousands', () => {
    const many = searchable(Array.from({ length: 2000 }, (_, index) => entry(`${index}`, `Node ${index}`)));
    expect(searchEntries(many, 'node', [])).toHaveLength(shownMax);
    expect(searchEntries(many, 'node 1999', [])[0]?.entry.id).toBe('1999');
  });

  it('remembers what was used, whatever the preferences hold', () => {
    expect(recentEntries('x')).toEqual([]);
    expect(recentEntries([1, 'a', null, 'b', 'x'.repeat(600)])).toEqual(['a', 'b']);
    expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a']);
    expect(
      withRecent(
        Array.from({ length: 40 }, (_, index) => `${index}`),
        'new',
      ),
    ).toHaveLength(12);
  });
});

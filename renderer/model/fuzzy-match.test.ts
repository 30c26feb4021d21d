import { describe, expect, it } from 'vitest';
import { fuzzyScore, plainText, searchWords } from './fuzzy-match.ts';

const best = (query: string, texts: readonly string[]): readonly string[] =>
  texts
    .map((text) => ({ text, score: fuzzyScore(searchWords(query), plainText(text)) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);

describe('fuzzy search', () => {
  it.each([
    ['save', ['Save', 'Save as…', 'Do not save']],
    ['pal', ['Palette', 'Command palette']],
    ['exp pys', ['Export as PySpark…']],
    ['pys exp', ['Export as PySpark…']],
    ['even', ['Événements']],
    ['sva', ['Save as…']],
  ])('%j finds %j first', (query, expected) => {
    const all = ['Do not save', 'Command palette', 'Export as PySpark…', 'Save as…', 'Palette', 'Save', 'Événements'];
    expect(best(query, all).slice(0, expected.length)).toEqual(expected);
  });

  it.each(['z', 'qx', 'save zzz', 'evas'])('%j finds nothing in Save as…', (query) => {
    expect(best(query, ['Save as…'])).toEqual([]);
  });

  it('takes no loose letters where whole words are asked for', () => {
    expect(fuzzyScore(['sva'], 'save as', true)).toBeNull();
    expect(fuzzyScore(['av'], 'save as', true)).not.toBeNull();
  });

  it('finds everything by nothing', () => {
    expect(best('  ', ['a', 'b'])).toEqual(['a', 'b']);
  });
});

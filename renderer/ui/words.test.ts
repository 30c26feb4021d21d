import { describe, expect, it } from 'vitest';
import { frenchSpaces } from './french-spaces.ts';
import { formatShort } from './numbers.ts';
import { fullSentence, sentence } from './sentence.ts';

describe('sentences', () => {
  it.each([
    ['column "x" is not there', 'Column "x" is not there'],
    ['l’intervalle manque', 'L’intervalle manque'],
    ['élément', 'Élément'],
    ['branchez-y un nœud', 'Branchez-y un nœud'],
    ['memory-sink is taken', 'memory-sink is taken'],
    ['nodes.0.id must be a text', 'nodes.0.id must be a text'],
    ['"x" is taken', '"x" is taken'],
    ['', ''],
  ])('%j begins as %j', (text, begun) => {
    expect(sentence(text)).toBe(begun);
  });

  it('ends once', () => {
    expect(['done', 'done.', 'why?', 'and so on…'].map(fullSentence)).toEqual(['Done.', 'Done.', 'Why?', 'And so on…']);
  });
});

describe('French spaces', () => {
  it.each([
    ['Garder « {name} » ?', 'Garder «\u00a0{name}\u00a0»\u202f?'],
    ['Moteur : {note} ; fin', 'Moteur\u00a0: {note}\u202f; fin'],
    ['HH :mm', 'HH :mm'],
  ])('%s', (text, spaced) => {
    expect(frenchSpaces(text)).toBe(spaced);
  });
});

describe('short numbers', () => {
  it.each([
    [222_734, '223K', '223\u00a0k'],
    [4512, '4.51K', '4,51\u00a0k'],
    [88, '88', '88'],
    [1_000_000, '1M', '1\u00a0M'],
  ])('%d is %s', (value, english, french) => {
    expect([formatShort(value, 'en'), formatShort(value, 'fr')]).toEqual([english, french]);
  });
});

import { describe, expect, it } from 'vitest';
import { frenchSpaces } from './french-spaces.ts';
import { formatDelay, formatShort } from './numbers.ts';
import { fullSentence, sentence } from './sentence.ts';

describe('sentences', () => {
  it.each([
    ['column "x" is not there', 'Column "x" is not there'],
    ['l’intervalle manque', 'L’intervalle manque'],
    ['élément', 'Élément'],
    ['branchez-y un nœud', 'Branchez-y un nœud'],
    ['vouliez-vous dire loud ?', 'Vouliez-vous dire loud ?'],
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

describe('lengths of time', () => {
  it.each([
    [600_000, '10 min', '10 min'],
    [5_400_000, '90 min', '90 min'],
    [86_400_000, '1 day', '1 j'],
    [1500, '1.5 sec', '1,5 s'],
    [0, '0 sec', '0 s'],
  ])('%d ms', (ms, english, french) => {
    const plain = (['en', 'fr'] as const).map((language) => formatDelay(ms, language).replace(/\s/g, ' '));
    expect(plain).toEqual([english, french]);
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

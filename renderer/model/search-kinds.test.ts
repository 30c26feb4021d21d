import { describe, expect, it } from 'vitest';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { searchKinds } from './search-kinds.ts';

const found = (search: string): string[] =>
  searchKinds(fakeCatalogue, search).groups.flatMap(({ kinds }) => kinds.map(({ kind }) => kind));

describe('palette search', () => {
  it('shows all kinds by family while nothing is searched', () => {
    expect(searchKinds(fakeCatalogue, ' ').groups.map(({ family }) => family)).toEqual([
      'source',
      'shape',
      'time',
      'aggregate',
      'sink',
    ]);
    expect(found('')).toHaveLength(fakeCatalogue.length);
  });

  it.each([
    ['', undefined],
    ['rows', 'rows-source'], // also in many summaries
    ['memo', 'memory-sink'], // the beginning of a name
    ['oin', 'join'], // in the middle of one
    ['time', 'window'], // in a summary only
    ['merge', 'union'], // in further words only, of two kinds
    ['nothing like it', undefined],
  ])('adds by Enter for %j: %s', (search, kind) => {
    expect(searchKinds(fakeCatalogue, search).best?.kind).toBe(kind);
  });

  it.each([
    ['WINDOW', ['window']],
    ['fenetre', ['window']],
    ['Fenêtre temps', ['window']],
    ['group-by', ['group-by']],
    ['rows hand', ['rows-source']],
    ['concatener', ['union']],
    ['merge', ['union', 'join']],
    ['nothing like it', []],
    ['.*', []],
  ])('finds by %s', (search, kinds) => {
    expect(found(search)).toEqual(kinds);
  });
});

import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Union',
  summary: 'All rows of several inputs, one after the other',
  keywords: 'append concat merge combine unionByName union all',
  help: `Wire two or more nodes into it. Columns are matched by position, whatever their names, and take the names of the first input; numbers of different types become the wider one.

With “Match by name” columns are matched by their names instead, and a column that an input does not have is null in its rows.

Equal rows are all kept.`,
  settings: {
    allowMissingColumns: {
      label: 'Match by name',
      help: 'Columns that an input does not have are null in its rows.',
    },
  },
};

const fr: NodeWords = {
  title: 'Union',
  summary: 'Toutes les lignes de plusieurs entrées, les unes après les autres',
  keywords: 'concaténer réunir fusionner ajouter unionByName',
  help: `Reliez-lui deux nœuds ou plus. Les colonnes sont associées par position, quels que soient leurs noms, et prennent les noms de la première entrée ; des nombres de types différents deviennent du plus large.

Avec « Associer par nom », les colonnes sont associées par leurs noms, et une colonne qu’une entrée n’a pas est null dans ses lignes.

Les lignes égales sont toutes gardées.`,
  settings: {
    allowMissingColumns: {
      label: 'Associer par nom',
      help: 'Les colonnes qu’une entrée n’a pas sont null dans ses lignes.',
    },
  },
};

export const words = { en, fr };

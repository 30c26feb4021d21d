import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Limit',
  summary: 'Lets so many rows pass and no more',
  keywords: 'top take first head n rows',
  help: `In a batch query, and behind a GroupBy in output mode complete, the first rows of each result pass.

Elsewhere in a stream the number holds for the whole life of the query: once so many rows have passed, none follow.`,
  settings: { count: { label: 'Rows' } },
};

const fr: NodeWords = {
  title: 'Limite',
  summary: 'Laisse passer tant de lignes, et pas plus',
  keywords: 'premières lignes tête top n borner',
  help: `Dans une requête par lot, et derrière un GroupBy en mode de sortie complete, les premières lignes de chaque résultat passent.

Ailleurs dans un flux, le nombre vaut pour toute la vie de la requête : une fois tant de lignes passées, aucune ne suit.`,
  settings: { count: { label: 'Lignes' } },
};

export const words = { en, fr };

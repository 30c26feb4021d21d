import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Filter',
  summary: 'Keeps the rows for which a condition is true',
  keywords: 'where condition keep drop',
  help: `The condition is Spark SQL, for example action = 'Open' or hour(time) between 8 and 17. Rows for which it is false or null are dropped.`,
  settings: { condition: { label: 'Condition' } },
};

const fr: NodeWords = {
  title: 'Filtre',
  summary: 'Garde les lignes pour lesquelles une condition est vraie',
  keywords: 'where condition garder écarter',
  help: `La condition est en SQL de Spark, par exemple action = 'Open' ou hour(time) between 8 and 17. Les lignes pour lesquelles elle est fausse ou null sont écartées.`,
  settings: { condition: { label: 'Condition' } },
};

export const words = { en, fr };

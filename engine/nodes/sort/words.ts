import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Sort',
  summary: 'Puts rows in order',
  keywords: 'order by orderBy rank top ascending descending',
  help: `Each line is an expression in Spark SQL; the first one decides, the next ones where it leaves rows equal. Ascending puts nulls first, descending puts them last, unless said otherwise.

In a stream only a complete result can be put in order: behind a GroupBy, in output mode complete.`,
  settings: {
    by: { label: 'Order' },
    'by.expr': { label: 'Expression' },
    'by.direction': { label: 'Direction' },
    'by.nulls': { label: 'Nulls' },
  },
};

const fr: NodeWords = {
  title: 'Tri',
  summary: 'Met les lignes en ordre',
  keywords: 'trier ordonner ordre classer croissant décroissant order by',
  help: `Chaque ligne est une expression en SQL de Spark ; la première décide, les suivantes là où elle laisse des lignes égales. L’ordre croissant met les null en premier, le décroissant en dernier, sauf mention contraire.

Dans un flux, seul un résultat complet peut être trié : derrière un GroupBy, en mode de sortie complete.`,
  settings: {
    by: { label: 'Ordre' },
    'by.expr': { label: 'Expression' },
    'by.direction': { label: 'Sens' },
    'by.nulls': { label: 'Null' },
  },
};

export const words = { en, fr };

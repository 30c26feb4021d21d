import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'GroupBy',
  summary: 'Counts and sums rows by keys',
  keywords: 'aggregate count sum avg min max total statistics',
  help: `Rows with equal keys make one group; each aggregate gives one value a group. Without keys all rows make one group.

In a stream the groups are kept from micro-batch to micro-batch: that is the query’s state. With a window among the keys and a watermark before it, windows that are over leave the state.`,
  settings: {
    keys: { label: 'Keys' },
    'keys.expr': { label: 'Expression' },
    'keys.as': { label: 'Name' },
    aggregates: { label: 'Aggregates' },
    'aggregates.function': { label: 'Function' },
    'aggregates.expr': {
      label: 'Over',
      help: 'An expression, with more arguments after commas: x, 0.5. Empty for all rows.',
    },
    'aggregates.as': { label: 'Name' },
  },
};

const fr: NodeWords = {
  title: 'GroupBy',
  summary: 'Compte et additionne les lignes par clés',
  keywords: 'agréger compter somme moyenne total statistiques',
  help: `Les lignes de mêmes clés font un groupe ; chaque agrégat donne une valeur par groupe. Sans clés, toutes les lignes font un seul groupe.

Dans un flux, les groupes sont gardés de micro-lot en micro-lot : c’est l’état de la requête. Avec une fenêtre parmi les clés et un watermark avant elle, les fenêtres terminées quittent l’état.`,
  settings: {
    keys: { label: 'Clés' },
    'keys.expr': { label: 'Expression' },
    'keys.as': { label: 'Nom' },
    aggregates: { label: 'Agrégats' },
    'aggregates.function': { label: 'Fonction' },
    'aggregates.expr': {
      label: 'Sur',
      help: 'Une expression, suivie des autres arguments après des virgules : x, 0.5. Vide pour toutes les lignes.',
    },
    'aggregates.as': { label: 'Nom' },
  },
};

export const words = { en, fr };

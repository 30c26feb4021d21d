import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Rows',
  summary: 'Rows written here, one group a trigger',
  keywords: 'manual test input values data',
  help: `Holds its rows itself: an array of arrays of objects. Each trigger takes one inner array; an empty one is a trigger that finds no new data.

A whole number in a timestamp column counts seconds since 1970, as in json files.`,
  settings: {
    fields: { label: 'Columns' },
    'fields.name': { label: 'Name' },
    'fields.type': { label: 'Type' },
    batches: {
      label: 'Rows by trigger',
      help: '[[{"time": 0, "action": "Open"}], [], [{"time": 60, "action": "Close"}]]',
    },
    static: {
      label: 'Static',
      help: 'Read whole in every micro-batch instead of as a stream: the other side of a join.',
    },
  },
};

const fr: NodeWords = {
  title: 'Lignes',
  summary: 'Des lignes écrites ici, un groupe par déclenchement',
  keywords: 'manuel essai saisie entrée valeurs données lignes',
  help: `Contient ses lignes : un tableau de tableaux d’objets. Chaque déclenchement prend un tableau intérieur ; un tableau vide est un déclenchement sans nouvelles données.

Un entier dans une colonne timestamp compte les secondes depuis 1970, comme dans les fichiers json.`,
  settings: {
    fields: { label: 'Colonnes' },
    'fields.name': { label: 'Nom' },
    'fields.type': { label: 'Type' },
    batches: {
      label: 'Lignes par déclenchement',
      help: '[[{"time": 0, "action": "Open"}], [], [{"time": 60, "action": "Close"}]]',
    },
    static: {
      label: 'Statique',
      help: 'Lue en entier à chaque micro-lot, et non comme un flux : l’autre côté d’une jointure.',
    },
  },
};

export const words = { en, fr };

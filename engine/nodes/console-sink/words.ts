import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Console sink',
  summary: 'Prints each micro-batch as a table',
  keywords: 'print show debug output',
  help: `Prints the rows of each micro-batch under its number: on the terminal when the pipeline runs there, in the window’s Progress tab otherwise. Made for trying things out.`,
  settings: {
    outputMode: { label: 'Output mode' },
    numRows: { label: 'Rows to print' },
    truncate: { label: 'Cut long cells' },
    trigger: { label: 'Trigger' },
  },
};

const fr: NodeWords = {
  title: 'Puits console',
  summary: 'Imprime chaque micro-lot comme un tableau',
  keywords: 'afficher imprimer sortie',
  help: `Imprime les lignes de chaque micro-lot sous son numéro : dans le terminal si le pipeline y tourne, sinon dans l’onglet Progression de la fenêtre. Pour essayer.`,
  settings: {
    outputMode: { label: 'Mode de sortie' },
    numRows: { label: 'Lignes à imprimer' },
    truncate: { label: 'Couper les longues cellules' },
    trigger: { label: 'Déclencheur' },
  },
};

export const words = { en, fr };

import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Rate',
  summary: 'So many rows a second, made by the clock',
  keywords: 'clock tick timer rowsPerSecond speed input',
  help: `Makes rows by itself, evenly spread over each second. The column timestamp is the moment that a row belongs to, value counts from 0.

A new query starts with a micro-batch without rows. After a pause, all rows that fell due come in one micro-batch. It runs as a stream only, and an available-now trigger takes just what is due at the start.`,
  settings: {
    rowsPerSecond: { label: 'Rows a second' },
    rampUpTime: {
      label: 'Time to rise',
      help: 'How long the rate takes to rise to its full height, in whole seconds: 10 seconds.',
    },
  },
};

const fr: NodeWords = {
  title: 'Débit',
  summary: 'Un nombre fixe de lignes par seconde, au gré de l’horloge',
  keywords: 'horloge rythme cadence minuterie vitesse entrée',
  help: `Fabrique lui-même des lignes, réparties également sur chaque seconde. La colonne timestamp est l’instant de la ligne, value compte à partir de 0.

Une nouvelle requête commence par un micro-lot sans lignes. Après une pause, toutes les lignes dues arrivent dans un seul micro-lot. La source ne fonctionne qu’en flux, et le déclencheur available-now ne prend que ce qui est dû au départ.`,
  settings: {
    rowsPerSecond: { label: 'Lignes par seconde' },
    rampUpTime: {
      label: 'Temps de montée',
      help: 'Durée au bout de laquelle le débit est atteint, en secondes entières : 10 seconds.',
    },
  },
};

export const words = { en, fr };

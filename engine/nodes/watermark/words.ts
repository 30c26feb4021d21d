import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Watermark',
  summary: 'Says how late rows may come',
  keywords: 'late delay withWatermark event time',
  help: `After each micro-batch the watermark moves to the latest event time seen, less the delay. It never moves back.

Behind it, a window that ends at or before the watermark is final: its state is given up, output mode append emits it, and rows that still come for it are late and dropped.`,
  settings: {
    timeColumn: { label: 'Time column' },
    delay: { label: 'Delay', help: 'How much later than the newest row a row may be, for example 10 minutes.' },
  },
};

const fr: NodeWords = {
  title: 'Watermark',
  summary: 'Dit quel retard les lignes peuvent avoir',
  keywords: 'retard délai temps d’événement withWatermark',
  help: `Après chaque micro-lot, le watermark avance jusqu’au temps d’événement le plus récent, moins le délai. Il ne recule jamais.

Derrière lui, une fenêtre qui se termine au watermark ou avant est définitive : son état est abandonné, le mode append l’émet, et les lignes qui lui arrivent encore sont en retard et écartées.`,
  settings: {
    timeColumn: { label: 'Colonne de temps' },
    delay: { label: 'Délai', help: 'Le retard permis sur la ligne la plus récente, par exemple 10 minutes.' },
  },
};

export const words = { en, fr };

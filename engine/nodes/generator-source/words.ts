import type { NodeWords } from '../descriptor.ts';

const columnKinds =
  '[{"name": "time", "type": "event-time"}, {"name": "action", "type": "choice", "values": ["Open", "Close"], "weights": [3, 1]}, {"name": "user", "type": "key", "prefix": "user-", "count": 50}, {"name": "size", "type": "int-range", "min": 1, "max": 9}, {"name": "ratio", "type": "double-range", "min": 0, "max": 1}, {"name": "heat", "type": "normal", "mean": 20, "deviation": 3, "nulls": 0.1}, {"name": "n", "type": "sequence", "from": 1}]';
const disorder = '{"fraction": 0.1, "maxDelay": "10 minutes"}';

const en: NodeWords = {
  title: 'Generator',
  summary: 'Events made from a seed, some of them late',
  help: `Makes events for lessons and experiments. Event times step forward evenly from the start; a fraction of the rows comes late, with a time up to the greatest delay before its place. So you can watch what a watermark keeps and what it drops.

The same settings give the same rows, on any machine and after any restart; another seed gives others.`,
  settings: {
    seed: { label: 'Seed', help: 'Any whole number. The same seed gives the same rows.' },
    rowsPerBatch: { label: 'Rows a micro-batch' },
    batches: { label: 'Micro-batches', help: 'How many there are in all. Empty: without end.' },
    start: { label: 'Start', help: 'Event time of the first row: 2016-07-26 00:00:00.' },
    step: { label: 'Step', help: 'From the event time of one row to that of the next.' },
    disorder: { label: 'Late rows', help: `The share of late rows, 0 to 1, and their greatest delay: ${disorder}` },
    columns: { label: 'Columns', help: columnKinds },
  },
};

const fr: NodeWords = {
  title: 'Générateur',
  summary: 'Des événements tirés d’une graine, certains en retard',
  help: `Fabrique des événements pour les leçons et les essais. Les temps d’événement avancent régulièrement depuis le début ; une fraction des lignes arrive en retard, avec un temps antérieur à sa place, au plus du retard maximal. On voit ainsi ce qu’un watermark garde et ce qu’il écarte.

Les mêmes réglages donnent les mêmes lignes, sur toute machine et après tout redémarrage ; une autre graine en donne d’autres.`,
  settings: {
    seed: { label: 'Graine', help: 'Un entier quelconque. La même graine donne les mêmes lignes.' },
    rowsPerBatch: { label: 'Lignes par micro-lot' },
    batches: { label: 'Micro-lots', help: 'Leur nombre total. Vide : sans fin.' },
    start: { label: 'Début', help: 'Temps d’événement de la première ligne : 2016-07-26 00:00:00.' },
    step: { label: 'Pas', help: 'Du temps d’événement d’une ligne à celui de la suivante.' },
    disorder: {
      label: 'Lignes en retard',
      help: `La part des lignes en retard, de 0 à 1, et leur retard maximal : ${disorder}`,
    },
    columns: { label: 'Colonnes', help: columnKinds },
  },
};

export const words = { en, fr };

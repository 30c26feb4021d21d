import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Generator',
  summary: 'Events made from a seed, some of them late',
  keywords: 'random fake simulate seed events disorder late input',
  help: `Makes events for lessons and experiments. Event times step forward evenly from the start; a fraction of the rows comes late, with a time up to the greatest delay before its place. So you can watch what a watermark keeps and what it drops.

The same settings give the same rows, on any machine and after any restart; another seed gives others.`,
  settings: {
    seed: { label: 'Seed', help: 'Any whole number. The same seed gives the same rows.' },
    rowsPerBatch: { label: 'Rows a micro-batch' },
    batches: { label: 'Micro-batches', help: 'How many there are in all. Empty: without end.' },
    start: { label: 'Start', help: 'Event time of the first row: 2016-07-26 00:00:00.' },
    step: { label: 'Step', help: 'From the event time of one row to that of the next.' },
    disorder: { label: 'Late rows', help: 'The share of rows that come late, 0 to 1, and by how much at most.' },
    'disorder.fraction': { label: 'Share' },
    'disorder.maxDelay': { label: 'Greatest delay' },
    columns: {
      label: 'Columns',
      help: 'event-time: the row’s time. sequence: counts on. choice: one of the values. key: one of so many keys. int-range, double-range: evenly between two numbers. normal: around a mean.',
    },
    'columns.name': { label: 'Name' },
    'columns.type': { label: 'Kind' },
    'columns.from': { label: 'From' },
    'columns.values': { label: 'Values' },
    'columns.weights': { label: 'Weights' },
    'columns.count': { label: 'Keys' },
    'columns.prefix': { label: 'Prefix' },
    'columns.min': { label: 'Least' },
    'columns.max': { label: 'Greatest' },
    'columns.mean': { label: 'Mean' },
    'columns.deviation': { label: 'Deviation' },
    'columns.nulls': { label: 'Share of nulls' },
  },
};

const fr: NodeWords = {
  title: 'Générateur',
  summary: 'Des événements tirés d’une graine, certains en retard',
  keywords: 'aléatoire simulé simuler graine événements désordre retard entrée',
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
      help: 'La part des lignes qui arrivent en retard, de 0 à 1, et leur retard maximal.',
    },
    'disorder.fraction': { label: 'Part' },
    'disorder.maxDelay': { label: 'Retard maximal' },
    columns: {
      label: 'Colonnes',
      help: 'event-time : le temps de la ligne. sequence : compte. choice : une des valeurs. key : une clé parmi tant. int-range, double-range : entre deux nombres, uniformément. normal : autour d’une moyenne.',
    },
    'columns.name': { label: 'Nom' },
    'columns.type': { label: 'Genre' },
    'columns.from': { label: 'À partir de' },
    'columns.values': { label: 'Valeurs' },
    'columns.weights': { label: 'Poids' },
    'columns.count': { label: 'Clés' },
    'columns.prefix': { label: 'Préfixe' },
    'columns.min': { label: 'Minimum' },
    'columns.max': { label: 'Maximum' },
    'columns.mean': { label: 'Moyenne' },
    'columns.deviation': { label: 'Écart type' },
    'columns.nulls': { label: 'Part de null' },
  },
};

export const words = { en, fr };

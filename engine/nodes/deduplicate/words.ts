import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Deduplicate',
  summary: 'Drops rows that came before',
  keywords: 'distinct unique duplicates dropDuplicates withinWatermark',
  help: `Of the rows that agree in the columns, the first goes on and all later ones are dropped, also those of later micro-batches: the keys that have passed are the query’s state. Without columns, all of them count.

With a Watermark before it, rows behind the watermark are dropped. The state shrinks only if the event time is among the columns.

“Within the watermark” also catches copies whose times differ by less than the watermark’s delay, and forgets each key after that delay.`,
  settings: {
    columns: { label: 'Columns', help: 'Rows that agree in all of these are the same; empty for all columns.' },
    withinWatermark: { label: 'Within the watermark' },
  },
};

const fr: NodeWords = {
  title: 'Dédoublonner',
  summary: 'Écarte les lignes déjà venues',
  keywords: 'doublons distinct unique supprimer dropDuplicates',
  help: `Parmi les lignes égales sur les colonnes, la première continue et toutes les suivantes sont écartées, celles des micro-lots suivants aussi : les clés passées sont l’état de la requête. Sans colonnes, toutes comptent.

Avec un Watermark avant ce nœud, les lignes derrière le watermark sont écartées. L’état ne diminue que si le temps d’événement est parmi les colonnes.

« Dans le watermark » repère aussi les copies dont les temps diffèrent de moins que le délai du watermark, et oublie chaque clé après ce délai.`,
  settings: {
    columns: { label: 'Colonnes', help: 'Les lignes égales sur toutes celles-ci sont les mêmes ; vide pour toutes.' },
    withinWatermark: { label: 'Dans le watermark' },
  },
};

export const words = { en, fr };

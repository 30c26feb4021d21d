import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Join',
  summary: 'Pairs the rows of two inputs',
  keywords: 'merge combine lookup enrich match inner left right full semi anti stream-static',
  help: `The condition compares columns of the two inputs: left.id = right.id. A column that only one of them has needs no left or right before it.

Two streams are joined as they come: each row waits for partners that arrive later, so both sides are kept. With a Watermark on both sides and a bound between their times, such as left.time between right.time - interval 10 minutes and right.time, or with equal windows, rows leave once they can find no partner. Only then do left, right and full joins know which rows stay alone: these come out with nulls, and late.

A stream can also be joined with static rows, which are read anew in each micro-batch.`,
  settings: {
    type: {
      label: 'Type',
      help: 'inner: pairs only. left, right, full: also rows without a partner, with nulls. left-semi, left-anti: left rows that have, or have not, a partner.',
    },
    on: { label: 'Condition', help: 'left.id = right.id and left.time >= right.time' },
  },
};

const fr: NodeWords = {
  title: 'Jointure',
  summary: 'Associe les lignes de deux entrées',
  keywords: 'joindre fusionner combiner enrichir rapprocher associer inner left right full semi anti',
  help: `La condition compare des colonnes des deux entrées : left.id = right.id. Une colonne qu’une seule des deux possède n’a pas besoin de left ou right devant elle.

Deux flux sont joints au fil de leur arrivée : chaque ligne attend des partenaires qui viendront plus tard, et les deux côtés sont donc gardés. Avec un Watermark de chaque côté et une borne entre leurs temps, comme left.time between right.time - interval 10 minutes and right.time, ou avec des fenêtres égales, les lignes partent dès qu’elles ne peuvent plus trouver de partenaire. C’est alors seulement que les jointures left, right et full savent quelles lignes restent seules : elles sortent avec des null, et en retard.

Un flux peut aussi être joint à des lignes statiques, relues à chaque micro-lot.`,
  settings: {
    type: {
      label: 'Type',
      help: 'inner : les paires seules. left, right, full : aussi les lignes sans partenaire, avec des null. left-semi, left-anti : les lignes de gauche qui ont, ou n’ont pas, de partenaire.',
    },
    on: { label: 'Condition', help: 'left.id = right.id and left.time >= right.time' },
  },
};

export const words = { en, fr };

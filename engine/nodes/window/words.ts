import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Window',
  summary: 'Sorts rows into windows of event time',
  keywords: 'tumbling sliding session gap time bucket',
  help: `Adds a column with the window that a row’s time falls into: its start, which belongs to it, and its end, which does not.

Tumbling windows follow one another without gap. Sliding windows overlap: a row falls into several of them and goes on once for each. Both count from 1970-01-01 00:00 UTC, whatever the time zone.

Session windows have no fixed length: a session goes on as long as the next row comes within the gap, and a GroupBy by it and another key brings the rows of each session together. The gap may be an expression that gives an interval as text for each row, for example case when action = 'Open' then '5 minutes' else '30 seconds' end.`,
  settings: {
    type: { label: 'Type' },
    timeColumn: { label: 'Time column' },
    duration: { label: 'Duration', help: 'The length of a window, for example 1 hour.' },
    slide: { label: 'Slide', help: 'The time from the start of one window to the next, at most the duration.' },
    gap: {
      label: 'Gap',
      help: 'The pause that ends a session, for example 5 minutes; or an expression that gives it.',
    },
    startTime: { label: 'Start time', help: 'Shifts all windows, for example 15 minutes.' },
    as: { label: 'Column name' },
  },
};

const fr: NodeWords = {
  title: 'Fenêtre',
  summary: 'Range les lignes dans des fenêtres de temps d’événement',
  keywords: 'tumbling sliding session pause glissante tranche',
  help: `Ajoute une colonne avec la fenêtre où tombe le temps de la ligne : son début, qui en fait partie, et sa fin, qui n’en fait pas partie.

Les fenêtres « tumbling » se suivent sans trou. Les fenêtres « sliding » se recouvrent : une ligne tombe dans plusieurs et continue une fois pour chacune. Les unes et les autres se comptent depuis le 1970-01-01 00:00 UTC, quel que soit le fuseau.

Les fenêtres « session » n’ont pas de longueur fixe : une session dure tant que la ligne suivante arrive avant la fin de la pause, et un GroupBy sur elle et une autre clé réunit les lignes de chaque session. La pause peut être une expression qui donne un intervalle en texte pour chaque ligne, par exemple case when action = 'Open' then '5 minutes' else '30 seconds' end.`,
  settings: {
    type: { label: 'Type' },
    timeColumn: { label: 'Colonne de temps' },
    duration: { label: 'Durée', help: 'La longueur d’une fenêtre, par exemple 1 hour.' },
    slide: { label: 'Pas', help: 'Le temps du début d’une fenêtre à la suivante, au plus la durée.' },
    gap: {
      label: 'Pause',
      help: 'La pause qui termine une session, par exemple 5 minutes ; ou une expression qui la donne.',
    },
    startTime: { label: 'Décalage', help: 'Décale toutes les fenêtres, par exemple 15 minutes.' },
    as: { label: 'Nom de la colonne' },
  },
};

export const words = { en, fr };

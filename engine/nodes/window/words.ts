import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Window',
  summary: 'Sorts rows into windows of event time',
  help: `Adds a column with the window that a row’s time falls into: its start, which belongs to it, and its end, which does not.

Tumbling windows follow one another without gap. Sliding windows overlap: a row falls into several of them and goes on once for each. Windows count from 1970-01-01 00:00 UTC, whatever the time zone.`,
  settings: {
    type: { label: 'Type' },
    timeColumn: { label: 'Time column' },
    duration: { label: 'Duration', help: 'The length of a window, for example 1 hour.' },
    slide: { label: 'Slide', help: 'The time from the start of one window to the next, at most the duration.' },
    startTime: { label: 'Start time', help: 'Shifts all windows, for example 15 minutes.' },
    as: { label: 'Column name' },
  },
};

const fr: NodeWords = {
  title: 'Fenêtre',
  summary: 'Range les lignes dans des fenêtres de temps d’événement',
  help: `Ajoute une colonne avec la fenêtre où tombe le temps de la ligne : son début, qui en fait partie, et sa fin, qui n’en fait pas partie.

Les fenêtres « tumbling » se suivent sans trou. Les fenêtres « sliding » se recouvrent : une ligne tombe dans plusieurs et continue une fois pour chacune. Les fenêtres se comptent depuis le 1970-01-01 00:00 UTC, quel que soit le fuseau.`,
  settings: {
    type: { label: 'Type' },
    timeColumn: { label: 'Colonne de temps' },
    duration: { label: 'Durée', help: 'La longueur d’une fenêtre, par exemple 1 hour.' },
    slide: { label: 'Pas', help: 'Le temps du début d’une fenêtre à la suivante, au plus la durée.' },
    startTime: { label: 'Décalage', help: 'Décale toutes les fenêtres, par exemple 15 minutes.' },
    as: { label: 'Nom de la colonne' },
  },
};

export const words = { en, fr };

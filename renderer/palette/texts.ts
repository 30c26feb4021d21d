import { defineTexts } from '../ui/i18n.ts';

export const texts = defineTexts('palette', {
  en: {
    title: 'Palette',
    search: 'Search nodes',
    nothing: 'No node fits “{search}”',
    nothingHint: 'Try another word, such as “time” or “table”.',
    add: 'Add {title}: {summary}',
    added: '{title} was added',
    addedAndWired: '{title} was added and wired to the selected node',
    hint: 'Drag onto the canvas or onto a wire, or click to add beside the selection',
    source: 'Sources',
    shape: 'Shape',
    time: 'Time',
    aggregate: 'Aggregate',
    sink: 'Sinks',
  },
  fr: {
    title: 'Palette',
    search: 'Chercher un nœud',
    nothing: 'Aucun nœud ne correspond à « {search} »',
    nothingHint: 'Essayez un autre mot, comme « temps » ou « table ».',
    add: 'Ajouter {title} : {summary}',
    added: '{title} ajouté',
    addedAndWired: '{title} ajouté et relié au nœud sélectionné',
    hint: 'Glissez sur le canevas ou sur un fil, ou cliquez pour ajouter à côté de la sélection',
    source: 'Sources',
    shape: 'Mise en forme',
    time: 'Temps',
    aggregate: 'Agrégation',
    sink: 'Puits',
  },
});

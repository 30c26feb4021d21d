import type { Command } from './command.ts';

export const viewZoomSelection: Command = {
  id: 'view.zoom-selection',
  keys: ['F'],
  scope: 'canvas',
  menu: 'view/zoom',
  enabled: ({ documents }) => documents.getState().selection.nodes.length > 0,
  needs: 'nodes',
  run: ({ documents, view }) => view.getState().viewport?.showAll(documents.getState().selection.nodes),
};

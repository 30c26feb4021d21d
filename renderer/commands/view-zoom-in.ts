import type { Command } from './command.ts';

export const viewZoomIn: Command = {
  id: 'view.zoom-in',
  keys: ['Mod++', 'Mod+='],
  scope: 'window',
  menu: 'view/zoom',
  run: ({ view }) => view.getState().viewport?.zoomIn(),
};

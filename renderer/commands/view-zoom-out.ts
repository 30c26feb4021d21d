import type { Command } from './command.ts';

export const viewZoomOut: Command = {
  id: 'view.zoom-out',
  keys: ['Mod+-'],
  scope: 'window',
  menu: 'view/zoom',
  run: ({ view }) => view.getState().viewport?.zoomOut(),
};

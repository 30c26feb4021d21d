import type { Command } from './command.ts';

export const viewZoomOut: Command = {
  id: 'view.zoom-out',
  keys: ['Mod+-'],
  scope: 'window',
  run: ({ view }) => view.getState().viewport?.zoomOut(),
};

import type { Command } from './command.ts';

export const viewZoomActual: Command = {
  id: 'view.zoom-actual',
  keys: ['Z'],
  scope: 'canvas',
  menu: 'view/zoom',
  run: ({ view }) => view.getState().viewport?.zoomActual(),
};

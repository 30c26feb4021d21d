import { type FigureId, showsFigure, toggleFigure } from '../model/figure-choice.ts';
import type { Command } from './command.ts';

/** A switch for each of the live figures. */
export const viewFigureRows = figureCommand('rows');
export const viewFigureRate = figureCommand('rate');
export const viewFigureLate = figureCommand('late');
export const viewFigureState = figureCommand('state');
export const viewFigureShare = figureCommand('share');
export const viewFigureWires = figureCommand('wires');
export const viewFigureMotion = figureCommand('motion');

function figureCommand(figure: FigureId): Command {
  return {
    id: `view.figure-${figure}`,
    menu: 'view/figures',
    checked: ({ preferences }) => showsFigure(preferences.getState(), figure),
    run: ({ preferences }) => toggleFigure(preferences, figure),
  };
}

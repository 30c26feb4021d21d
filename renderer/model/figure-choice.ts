import { layoutFlag, type Preferences, type PreferencesStore } from './preferences-store.ts';

/** The live figures that can be shown or not, in the order of their menu. */
export const FIGURES = ['rows', 'rate', 'late', 'state', 'share', 'wires', 'motion'] as const;
export type FigureId = (typeof FIGURES)[number];

/** What is shown until the user says otherwise: what is asked for at a glance. */
const shownAtFirst: ReadonlySet<FigureId> = new Set<FigureId>(['rows', 'late', 'wires', 'motion']);

const keyOf = (figure: FigureId): string => `figure-${figure}`;

export function showsFigure(preferences: Preferences, figure: FigureId): boolean {
  return layoutFlag(preferences, keyOf(figure), shownAtFirst.has(figure));
}

export function toggleFigure(preferences: PreferencesStore, figure: FigureId): void {
  preferences.setLayout({ [keyOf(figure)]: !showsFigure(preferences.getState(), figure) });
}

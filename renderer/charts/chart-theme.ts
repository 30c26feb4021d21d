import { useSyncExternalStore } from 'react';

/** The tokens a chart is drawn with, as `rgba()` texts: the canvas cannot use variables. */
export interface ChartTheme {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  /** Colours of the series, told apart by lightness too where it goes; a dash tells the next round apart. */
  readonly series: readonly string[];
}

const SERIES_TOKENS = [
  '--accent',
  '--family-time',
  '--family-sink',
  '--family-aggregate',
  '--family-source',
  '--family-shape',
];

/** The theme of the moment; changes with `data-theme` of the page. */
export function useChartTheme(): ChartTheme {
  return useSyncExternalStore(onThemeChange, themeOfPage);
}

function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  return () => observer.disconnect();
}

const themes = new WeakMap<Document, { readonly key: string; readonly theme: ChartTheme }>();

function themeOfPage(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const tokens = ['--ink', '--ink-muted', '--line', '--surface', ...SERIES_TOKENS].map((name) =>
    style.getPropertyValue(name).trim(),
  );
  const key = tokens.join(' ');
  const known = themes.get(document);
  if (known?.key === key) return known.theme;
  const [ink = '', muted = '', line = '', surface = '', ...series] = toRgba(tokens);
  const theme = { ink, muted, line, surface, series };
  themes.set(document, { key, theme });
  return theme;
}

/** The chart library reads no `oklch()`; a pixel painted with it tells its red, green and blue. */
function toRgba(colours: readonly string[]): string[] {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return [...colours];
  return colours.map((colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;
  });
}

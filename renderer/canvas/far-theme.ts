import type { NodeFamily } from '../../engine/nodes/descriptor.ts';

/** The colours of the picture, as the tokens of the theme give them. */
export interface FarTheme {
  readonly surface: string;
  readonly hover: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly danger: string;
  readonly warning: string;
  readonly family: Readonly<Record<NodeFamily | 'unknown', string>>;
  readonly font: string;
}

/** Reads the tokens that an element is drawn with. Asks for its style: once a picture, not once a card. */
export function readTheme(element: Element): FarTheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: token('surface'),
    hover: token('surface-hover'),
    line: token('line'),
    lineStrong: token('line-strong'),
    ink: token('ink'),
    muted: token('ink-muted'),
    accent: token('accent'),
    danger: token('danger'),
    warning: token('warning'),
    family: {
      source: token('family-source'),
      shape: token('family-shape'),
      time: token('family-time'),
      aggregate: token('family-aggregate'),
      sink: token('family-sink'),
      unknown: token('line-strong'),
    },
    font: style.fontFamily,
  };
}

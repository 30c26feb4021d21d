/** The design tokens as colours that any program understands: an SVG leaves the app, where neither CSS names nor oklch() are known. */
import { assert } from '../../engine/base/assert.ts';
import tokens from '../ui/tokens.css?raw';

export type PictureTheme = 'light' | 'dark';

/** The value of a design token, by its name without the dashes, as `#rrggbb`. */
export type PictureColors = (token: string) => string;

const blocks: Readonly<Record<PictureTheme, RegExp>> = {
  light: /:root\s*\{([^}]*)\}/,
  dark: /:root\[data-theme="dark"\]\s*\{([^}]*)\}/,
};
const known = new Map<PictureTheme, PictureColors>();

export function pictureColors(theme: PictureTheme): PictureColors {
  const before = known.get(theme);
  if (before !== undefined) return before;
  const block = blocks[theme].exec(tokens)?.[1] ?? '';
  const values = new Map<string, string>();
  for (const [, name = '', l, c, h] of block.matchAll(/--([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g))
    values.set(name, oklchToHex(Number(l), Number(c), Number(h)));
  const colors: PictureColors = (token) => {
    const value = values.get(token);
    assert(value !== undefined, `the design has a colour ${token}`);
    return value;
  };
  known.set(theme, colors);
  return colors;
}

/** A colour of the OKLCH space (lightness 0 to 1, chroma, hue in degrees) as sRGB; what lies outside is cut off. */
export function oklchToHex(lightness: number, chroma: number, hue: number): string {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return `#${linear.map(channel).join('')}`;
}

function channel(linear: number): string {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  const byte = Math.round(Math.min(1, Math.max(0, value)) * 255);
  return byte.toString(16).padStart(2, '0');
}

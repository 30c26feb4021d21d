import type { Language } from '../ui/i18n.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A value as a tooltip tells it, whole: `1,234.5`, in French `1 234,5`. */
export function valueText(value: number, language: Language): string {
  return format(`value ${language}`, language, { maximumFractionDigits: 6 }).format(value);
}

/** A value as an axis tells it, short: `20K`, in French `20 k`; small ones with as many digits as they need. */
export function axisText(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e15)) return value.toExponential(1);
  if (size < 10_000) return format(`small ${language}`, language, { maximumFractionDigits: 3 }).format(value);
  return format(`short ${language}`, language, { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

function format(key: string, language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, options);
  formats.set(key, made);
  return made;
}

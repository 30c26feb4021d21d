import { currentLanguage, type Language } from './i18n.ts';

type Style = 'whole' | 'decimal' | 'compact' | 'short';

const formats = new Map<string, Intl.NumberFormat>();

function format(style: Style, language: Language): Intl.NumberFormat {
  const key = `${style} ${language}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, {
    ...(style === 'compact' || style === 'short' ? { notation: 'compact' as const } : {}),
    ...(style === 'short' ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: style === 'whole' ? 0 : 1 }),
  });
  formats.set(key, made);
  return made;
}

/** A count with the language's grouping: `100,000`, in French `100 000`. */
export function formatCount(count: number, language: Language = currentLanguage()): string {
  return format('whole', language).format(count);
}

/** A short number for tight places: `12.4K`. */
export function formatCompact(value: number, language: Language = currentLanguage()): string {
  return Math.abs(value) < 10_000 ? format('whole', language).format(value) : format('compact', language).format(value);
}

/** A number with at most one decimal. */
export function formatDecimal(value: number, language: Language = currentLanguage()): string {
  return format('decimal', language).format(value);
}

/** A number of three digits at most, for the tightest places: `223K`, `4.51K`, `88`. */
export function formatShort(value: number, language: Language = currentLanguage()): string {
  return format('short', language).format(value);
}

const delayUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A length of time in the largest unit that it is whole in: `10 min`, `1.5 sec`. */
export function formatDelay(ms: number, language: Language = currentLanguage()): string {
  const [unit, unitMs] = delayUnits.find(([, each]) => ms !== 0 && ms % each === 0) ?? (['second', 1000] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 3,
  }).format(ms / unitMs);
}

import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import { readPattern } from '../../types/pattern-elements.ts';
import { writtenElements } from '../../types/pattern-format.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { patternCompiler, patternProblem } from './pattern-argument.ts';
import { takes } from './signature.ts';
import { type Compute, emitGuarded, strictInZone } from './strict.ts';
import { DAY_MICROS, emitLocal, remembered, wholeUnits } from './zone-emit.ts';

const sign = takes([TIMESTAMP, STRING], STRING);

/** `date_format(timestamp, pattern)` in the session's time zone, with Spark's pattern letters. */
export const dateFormat: ScalarFunction = {
  name: 'date_format',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => patternProblem(args, 1, 'format') ?? sign(args),
  ...strictInZone((_, { timeZone }) => formatted(timeZone)),
  emit: (call, context, emitArgument) => {
    const [moment, pattern] = call.args;
    const unit = pattern?.kind === 'literal' ? shownUnit(pattern.value) : null;
    if (moment === undefined || pattern?.kind !== 'literal' || unit === null) {
      return emitGuarded(formatted(context.timeZone), call, context, emitArgument);
    }
    const of = emitArgument(moment, context);
    const compiled = patternCompiler('format')(pattern.value as string);
    // What the zone's clock shows at an instant, a clock in UTC shows at the local time.
    const shown = remembered(bounded((units) => compiled.format(BigInt(units) * BigInt(unit), 'UTC')));
    const units = wholeUnits(emitLocal(of, context), unit);
    const value = context.fresh('v');
    const text = `${context.bind(shown)}(${units})`;
    context.statement(`const ${value} = ${of.isNull === 'false' ? text : `(${of.isNull}) ? null : ${text}`};`);
    return { value, isNull: of.isNull };
  },
};

function formatted(zone: string): Compute {
  const compiled = patternCompiler('format');
  return (micros, pattern) => compiled(pattern as string).format(micros as bigint, zone);
}

const ZONE_LETTERS = 'VzOXxZ';
/** Letters by the shortest time within which what they write stays the same; all others change with the day. */
const UNITS: readonly (readonly [letters: string, micros: number])[] = [
  ['s', 1_000_000],
  ['m', 60_000_000],
  ['aHhkK', 3_600_000_000],
];

/** Microseconds of local time within which the pattern writes one text; null where it shows the zone or fractions of seconds. */
function shownUnit(pattern: Value): number | null {
  const elements = typeof pattern === 'string' ? readPattern(pattern, 'format') : null;
  if (elements === null || !elements.ok) return null;
  const letters = writtenElements(elements.value).flatMap((element) =>
    element.kind === 'field' ? [element.letter] : [],
  );
  if (letters.some((letter) => letter === 'S' || ZONE_LETTERS.includes(letter))) return null;
  return UNITS.find(([of]) => letters.some((letter) => of.includes(letter)))?.[1] ?? DAY_MICROS;
}

const TEXTS_MAX = 4096;

/** `write` with a memory of its last texts. */
function bounded(write: (units: number) => string): (units: number) => string {
  const texts = new Map<number, string>();
  return (units) => {
    const known = texts.get(units);
    if (known !== undefined) return known;
    if (texts.size >= TEXTS_MAX) texts.clear();
    const text = write(units);
    texts.set(units, text);
    return text;
  };
}

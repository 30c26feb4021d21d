import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { type DataType, INT, isNumeric, STRING } from '../../types/data-type.ts';
import { excerpt } from '../../types/excerpt.ts';
import type { Value } from '../../types/value.ts';
import { implicitCast } from '../coercion.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { type DecimalPattern, readDecimalPattern, surrounded, writeDecimal } from './decimal-pattern.ts';
import { lastUsed } from './last-used.ts';
import { exactOfDouble } from './shown-digits.ts';
import { wrongArgument } from './signature.ts';
import { type Compute, strict } from './strict.ts';

/** More places than any number has. */
const MAX_PLACES = 1100;

/**
 * `format_number(number, places)` or `(number, pattern)`: with commas between thousands and so many places, null for a negative
 * number of them; or by a pattern of Java's `DecimalFormat`. Halves go to the even digit.
 */
export const formatNumber: ScalarFunction = {
  name: 'format_number',
  minArgs: 2,
  maxArgs: 2,
  sign: ([number, format]) => {
    if (number === undefined || format === undefined) return err({ code: 'EXP-025', params: {} });
    const { type } = number;
    if (!isNumeric(type) && type.kind !== 'void') return err(wrongArgument(0, 'numeric', type));
    const asked = format.type.kind === 'string' ? STRING : INT;
    if (implicitCast(format.type, asked) === null) return err(wrongArgument(1, 'int or string', format.type));
    return ok({ args: [type.kind === 'void' ? INT : type, asked], type: STRING, nullable: true });
  },
  ...strict(formatter),
};

function formatter(call: CallExpr): Compute {
  const write = numberWriter(call.args[0]?.type ?? INT);
  if (call.args[1]?.type.kind !== 'string') {
    return (value, places) => {
      if ((places as number) < 0) return null;
      return write(value ?? null, thousands(Math.min(places as number, MAX_PLACES)));
    };
  }
  const compiled = lastUsed((text) => (text === '' ? thousands(0) : patternOf(text)));
  return (value, format) => write(value ?? null, compiled(format as string, ''));
}

function patternOf(text: string): DecimalPattern {
  const read = readDecimalPattern(text);
  if (!read.ok) throw new EngineError('EXP-062', { format: excerpt(text, 80), example: '#,##0.00' });
  return read.value;
}

function thousands(places: number): DecimalPattern {
  return {
    prefix: '',
    suffix: '',
    negative: null,
    wholeDigits: 1,
    fractionDigits: { least: places, most: places },
    groupSize: 3,
    factor: 1n,
  };
}

function numberWriter(type: DataType): (value: Value, pattern: DecimalPattern) => string {
  if (type.kind === 'decimal' || type.kind === 'bigint') {
    const scale = type.kind === 'decimal' ? type.scale : 0;
    return (value, pattern) => writeDecimal({ unscaled: value as bigint, scale }, (value as bigint) < 0n, pattern);
  }
  return (value, pattern) => {
    const number = value as number;
    if (Number.isNaN(number)) return 'NaN';
    const isNegative = number < 0 || Object.is(number, -0);
    if (!Number.isFinite(number)) return surrounded('∞', isNegative, pattern);
    return writeDecimal(exactOfDouble(number), isNegative, pattern);
  };
}

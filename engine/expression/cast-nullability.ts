import { type DataType, type DecimalType, isIntegral, isNumeric, sameType } from '../types/data-type.ts';
import { asDecimal } from './coercion.ts';

/**
 * Whether Spark holds the result of a cast for possibly null though its value is never null. It does so for casts that could
 * fail before failing became an error, and columns made of them are nullable still.
 */
export function castMayBeNull(from: DataType, to: DataType): boolean {
  if (sameType(from, to) || to.kind === 'string') return false;
  if (from.kind === 'string') return true;
  if (from.kind === 'timestamp') return to.kind === 'tinyint' || to.kind === 'smallint' || to.kind === 'int';
  if (to.kind === 'timestamp') return from.kind === 'float' || from.kind === 'double';
  if (from.kind === 'date' || to.kind === 'date') return true;
  if (to.kind === 'decimal') return !fits(from, to);
  return (from.kind === 'decimal' || from.kind === 'float' || from.kind === 'double') && isIntegral(to);
}

function fits(from: DataType, to: DecimalType): boolean {
  if (from.kind === 'boolean') return to.precision > to.scale;
  if (!isNumeric(from) || from.kind === 'float' || from.kind === 'double') return false;
  const { precision, scale } = asDecimal(from);
  // With a digit to spare before the point, rounding cannot make the number too wide.
  if (precision - scale < to.precision - to.scale && from.kind === 'decimal') return true;
  return to.scale >= scale && to.precision - to.scale >= precision - scale;
}

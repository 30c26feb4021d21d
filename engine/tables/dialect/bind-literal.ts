import { EngineError } from '../../base/errors/engine-error.ts';
import { BIGINT, DATE, DOUBLE, decimal, INT, STRING, TIMESTAMP } from '../../types/data-type.ts';
import type { Binder } from './binder.ts';
import { type Bound, combine, constant } from './bound.ts';
import { convert } from './conversion.ts';
import { castSql, quoteText } from './sql-text.ts';
import { type Fields, readText } from './syntax-node.ts';

/** A constant as it is written out, with the type that Spark gives it. */
export function bindLiteral(fields: Fields, binder: Binder): Bound {
  const text = readText(fields.value);
  switch (fields.literal_type) {
    case 'string':
    case 'raw_string':
    case 'dollar_string':
      return constant(text, quoteText(text), STRING, text);
    case 'number':
      return numberLiteral(text);
    case 'date': {
      const value = convert(constant(text, quoteText(text), STRING), DATE, binder.timeZone);
      return { ...value, name: `DATE '${text}'` };
    }
    case 'timestamp': {
      const value = convert(constant(text, quoteText(text), STRING), TIMESTAMP, binder.timeZone);
      return { ...value, name: `TIMESTAMP '${text}'`, constant: undefined };
    }
    default:
      throw binder.unavailable(readText(fields.literal_type).replaceAll('_', ' '));
  }
}

function numberLiteral(text: string): Bound {
  if (/^\d+$/.test(text)) {
    const value = BigInt(text);
    const type = value < 1n << 31n ? INT : value < 1n << 63n ? BIGINT : decimal(text.length, 0);
    if (text.length > 38) throw new EngineError('SQL-051');
    return constant(value, castSql(type.kind === 'decimal' ? quoteText(text) : text, type), type, text);
  }
  const fraction = /^(\d*)\.(\d*)$/.exec(text);
  if (fraction !== null) {
    const [whole = '', part = ''] = fraction
      .slice(1)
      .map((digits, index) => (index === 0 ? digits.replace(/^0+/, '') : digits));
    const type = decimal(Math.max(1, whole.length + part.length), part.length);
    if (type.precision > 38) return combine([], castSql(quoteText(text), DOUBLE), DOUBLE, text);
    return combine([], castSql(quoteText(text), type), type, text);
  }
  if (/^\d*\.?\d*[eE][+-]?\d+$/.test(text)) return combine([], castSql(quoteText(text), DOUBLE), DOUBLE, text);
  throw new EngineError('SQL-052', { value: text.slice(0, 40), type: 'double' });
}

import { makeTryCast } from '../../types/cast.ts';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  INT,
  STRING,
  TIMESTAMP,
} from '../../types/data-type.ts';
import { inIntegerRange } from '../../types/integer-range.ts';
import type { CsvOptions } from '../file/reader-options.ts';

const WHOLE = /^[-+]?\d+$/;
const FRACTION = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DECIMAL_DIGITS_MAX = 38;
const INT_DIGITS = 10;
const BIGINT_DIGITS = 20;

const toDate = makeTryCast(STRING, DATE, { timeZone: 'UTC' });
const toTimestamp = makeTryCast(STRING, TIMESTAMP, { timeZone: 'UTC' });

/**
 * The type of a CSV column as Spark's `CSVInferSchema` finds it with `inferSchema`: int, bigint, decimal where it is too long,
 * double, date (`preferDate`), timestamp, boolean, else string, each tried in this order and widened over the values.
 */
export class CsvColumnType {
  readonly #options: Pick<CsvOptions, 'nullValue' | 'nanValue' | 'positiveInf' | 'negativeInf'>;
  #type: DataType | null = null;

  constructor(options: CsvOptions) {
    this.#options = options;
  }

  /** Text where there was no value. */
  get type(): DataType {
    return this.#type ?? STRING;
  }

  /** Whether there was a value. */
  get isKnown(): boolean {
    return this.#type !== null;
  }

  add(cell: string | null): void {
    if (cell === null || cell === '' || cell === this.#options.nullValue || this.#type === STRING) return;
    const found = this.#typeOf(cell);
    this.#type = this.#type === null ? found : wider(this.#type, found);
  }

  #typeOf(cell: string): DataType {
    const { nanValue, positiveInf, negativeInf } = this.#options;
    if (WHOLE.test(cell)) {
      const value = BigInt(cell.replace(/^\+/, ''));
      if (inIntegerRange(value, 'int')) return INT;
      if (inIntegerRange(value, 'bigint')) return BIGINT;
      const digits = String(value).replace('-', '').length;
      return digits <= DECIMAL_DIGITS_MAX ? decimal(digits, 0) : DOUBLE;
    }
    if (FRACTION.test(cell) || [nanValue, positiveInf, negativeInf].includes(cell)) return DOUBLE;
    if (DAY.test(cell) && toDate(cell) !== null) return DATE;
    if (/^[\dT+-]/.test(cell) && toTimestamp(cell) !== null) return TIMESTAMP;
    return /^(?:true|false)$/i.test(cell) ? BOOLEAN : STRING;
  }
}

function wider(a: DataType, b: DataType): DataType {
  if (a.kind === b.kind && a.kind !== 'decimal') return a;
  const kinds = new Set([a.kind, b.kind]);
  const only = (...allowed: DataType['kind'][]) => [...kinds].every((kind) => allowed.includes(kind));
  if (only('int', 'bigint')) return BIGINT;
  if (only('int', 'bigint', 'decimal')) return decimal(Math.min(DECIMAL_DIGITS_MAX, Math.max(digits(a), digits(b))), 0);
  if (only('int', 'bigint', 'decimal', 'double')) return DOUBLE;
  return only('date', 'timestamp') ? TIMESTAMP : STRING;
}

function digits(type: DataType): number {
  if (type.kind === 'decimal') return type.precision;
  return type.kind === 'int' ? INT_DIGITS : BIGINT_DIGITS;
}

import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  SMALLINT,
  STRING,
  struct,
  TIMESTAMP,
  TINYINT,
} from '../../types/data-type.ts';
import type { Binder } from './binder.ts';
import { readFields, readList, readText } from './syntax-node.ts';

/** Types as the parser files them. */
const KINDS: Readonly<Record<string, DataType>> = {
  tiny_int: TINYINT,
  small_int: SMALLINT,
  int: INT,
  integer: INT,
  big_int: BIGINT,
  float: FLOAT,
  real: FLOAT,
  double: DOUBLE,
  boolean: BOOLEAN,
  date: DATE,
  timestamp: TIMESTAMP,
  string: STRING,
  text: STRING,
  var_char: STRING,
  varchar: STRING,
  char: STRING,
};

/** Spark's functions that are casts by another name: `int(x)`. */
export const CAST_FUNCTIONS: Readonly<Record<string, DataType>> = {
  tinyint: TINYINT,
  smallint: SMALLINT,
  int: INT,
  bigint: BIGINT,
  float: FLOAT,
  double: DOUBLE,
  boolean: BOOLEAN,
  date: DATE,
  timestamp: TIMESTAMP,
  string: STRING,
  decimal: decimal(10, 0),
};

/** The type that a cast names. */
export function readDataType(value: unknown, binder: Binder): DataType {
  const fields = readFields(value);
  const kind = readText(fields.data_type);
  if (kind === 'decimal') {
    const precision = typeof fields.precision === 'number' ? fields.precision : 10;
    const scale = typeof fields.scale === 'number' ? fields.scale : 0;
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
      throw binder.unavailable(`decimal(${precision},${scale})`);
    }
    return decimal(precision, scale);
  }
  if (kind === 'array') return array(readDataType(fields.element_type, binder));
  if (kind === 'struct') {
    return struct(
      readList(fields.fields).map((field) => ({
        name: readText(readFields(field).name),
        type: readDataType(readFields(field).data_type, binder),
      })),
    );
  }
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known === undefined) throw binder.unavailable(readText(fields.name) || kind || 'CAST');
  return known;
}

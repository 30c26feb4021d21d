/**
 * Spark's SQL data types, as far as pipelines use them.
 *
 * How a value of each type is held in memory is said in `value.ts`; how types are written and read in
 * `data-type-text.ts`.
 */
export type DataType = AtomicType | DecimalType | ArrayType | StructType;

export type AtomicType = { readonly kind: AtomicKind };

export type AtomicKind =
  | 'void' // the type of a bare NULL
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'float'
  | 'double'
  | 'string'
  | 'date'
  | 'timestamp'
  | 'interval' // day to second; expressions only, never a column of a file
  | 'interval year to month'; // within expressions only, never a column

export interface DecimalType {
  readonly kind: 'decimal';
  /** 1 to 38 digits in all. */
  readonly precision: number;
  /** 0 to `precision` digits after the point. */
  readonly scale: number;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly element: DataType;
}

export interface StructType {
  readonly kind: 'struct';
  readonly fields: readonly StructField[];
}

export interface StructField {
  readonly name: string;
  readonly type: DataType;
}

export const VOID: AtomicType = { kind: 'void' };
export const BOOLEAN: AtomicType = { kind: 'boolean' };
export const TINYINT: AtomicType = { kind: 'tinyint' };
export const SMALLINT: AtomicType = { kind: 'smallint' };
export const INT: AtomicType = { kind: 'int' };
export const BIGINT: AtomicType = { kind: 'bigint' };
export const FLOAT: AtomicType = { kind: 'float' };
export const DOUBLE: AtomicType = { kind: 'double' };
export const STRING: AtomicType = { kind: 'string' };
export const DATE: AtomicType = { kind: 'date' };
export const TIMESTAMP: AtomicType = { kind: 'timestamp' };
export const INTERVAL: AtomicType = { kind: 'interval' };
export const YEAR_MONTH_INTERVAL: AtomicType = { kind: 'interval year to month' };

export function decimal(precision: number, scale: number): DecimalType {
  return { kind: 'decimal', precision, scale };
}

export function array(element: DataType): ArrayType {
  return { kind: 'array', element };
}

export function struct(fields: readonly StructField[]): StructType {
  return { kind: 'struct', fields };
}

/** The struct that `window` adds: start inclusive, end exclusive. */
export const WINDOW: StructType = struct([
  { name: 'start', type: TIMESTAMP },
  { name: 'end', type: TIMESTAMP },
]);

/** Whether two types are the same: fields by name and order, decimals by precision and scale. */
export function sameType(a: DataType, b: DataType): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'decimal') return a.precision === (b as DecimalType).precision && a.scale === (b as DecimalType).scale;
  if (a.kind === 'array') return sameType(a.element, (b as ArrayType).element);
  if (a.kind === 'struct') {
    const others = (b as StructType).fields;
    return (
      a.fields.length === others.length &&
      a.fields.every((field, i) => field.name === others[i]?.name && sameType(field.type, others[i].type))
    );
  }
  return true;
}

/** Whole numbers of 8 to 64 bits; a decimal without places is none. */
export function isIntegral(type: DataType): boolean {
  return type.kind === 'tinyint' || type.kind === 'smallint' || type.kind === 'int' || type.kind === 'bigint';
}

export function isNumeric(type: DataType): boolean {
  return isIntegral(type) || type.kind === 'float' || type.kind === 'double' || type.kind === 'decimal';
}

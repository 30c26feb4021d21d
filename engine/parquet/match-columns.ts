import {
  type DuckDBDecimalType,
  type DuckDBListType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import { EngineError } from '../base/errors/engine-error.ts';
import { columnType } from '../duckdb/engine-type.ts';
import { fieldName } from '../duckdb/field-name.ts';
import type { DataType, DecimalType, StructField } from '../types/data-type.ts';
import { printDataType } from '../types/data-type-text.ts';
import { textLiteral } from './sql-text.ts';

/** A column or field as a file has it. */
export interface FileColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/**
 * Expressions, one a declared column, that give the file's values as values of the declared types. Names match without regard
 * to letter case, at every depth; a column that the file has not is null. Types may widen without loss, as Spark's reader lets
 * them; where Spark would take the bits of one type for another (an int for a date, the digits of a decimal for an int), the
 * types do not match here.
 *
 * Throws EXE-131 for types that do not match and EXE-132 for a name that several columns of the file have.
 *
 * @param path for messages
 */
export function matchColumns(declared: readonly StructField[], file: readonly FileColumn[], path: string): string[] {
  return declared.map((field) => {
    const found = columnNamed(file, field.name, [], path);
    // By position: names of columns may repeat but for letter case, and then the engine renames them.
    return found === null
      ? `NULL::${columnType(field.type)}`
      : new Matching(path).expression(`#${found.index + 1}`, found.column.type, field.type, [field.name]);
  });
}

interface FoundColumn {
  readonly index: number;
  readonly column: FileColumn;
}

function columnNamed(
  file: readonly FileColumn[],
  name: string,
  within: readonly string[],
  path: string,
): FoundColumn | null {
  const wanted = name.toLowerCase();
  const found = file.flatMap((column, index) => (column.name.toLowerCase() === wanted ? [{ index, column }] : []));
  if (found.length > 1) {
    const names = found.map(({ column }) => column.name);
    throw new EngineError('EXE-132', { path, column: [...within, name].join('.'), names });
  }
  return found[0] ?? null;
}

class Matching {
  readonly #path: string;
  #depth = 0;

  constructor(path: string) {
    this.#path = path;
  }

  expression(value: string, from: DuckDBType, to: DataType, column: readonly string[]): string {
    if (to.kind === 'array' && from.typeId === DuckDBTypeId.LIST) {
      return this.#elements(value, from as DuckDBListType, to.element, column);
    }
    if (to.kind === 'struct' && from.typeId === DuckDBTypeId.STRUCT) {
      return this.#fields(value, from as DuckDBStructType, to.fields, column);
    }
    const how = conversion(from, to);
    if (how === null) {
      const types = { declared: printDataType(to), found: fileTypeText(from) };
      throw new EngineError('EXE-131', { path: this.#path, column: column.join('.'), ...types });
    }
    return how === 'as it is' ? value : `CAST(${value} AS ${columnType(to)})`;
  }

  #elements(value: string, from: DuckDBListType, element: DataType, column: readonly string[]): string {
    const name = `e${this.#depth++}`;
    const inner = this.expression(name, from.valueType, element, [...column, 'element']);
    return inner === name ? value : `list_transform(${value}, lambda ${name}: ${inner})`;
  }

  #fields(value: string, from: DuckDBStructType, fields: readonly StructField[], column: readonly string[]): string {
    const inFile = from.entryNames.map((name, index) => ({ name, type: from.entryTypes[index] as DuckDBType }));
    const parts = fields.map((field, index) => {
      const found = columnNamed(inFile, field.name, column, this.#path);
      const part =
        found === null
          ? `NULL::${columnType(field.type)}`
          : this.expression(
              `struct_extract(${value}, ${textLiteral(found.column.name)})`,
              found.column.type,
              field.type,
              [...column, field.name],
            );
      return `${fieldName(index)} := ${part}`;
    });
    // A struct of the file that is there stays there, even when it has none of the fields.
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${parts.join(', ')}) END`;
  }
}

const INTEGER_DIGITS = new Map<DuckDBTypeId, number>([
  [DuckDBTypeId.TINYINT, 10],
  [DuckDBTypeId.SMALLINT, 10],
  [DuckDBTypeId.INTEGER, 10],
  [DuckDBTypeId.BIGINT, 20],
  [DuckDBTypeId.UBIGINT, 20],
]);

/** From the narrowest on. */
const SIGNED = [DuckDBTypeId.TINYINT, DuckDBTypeId.SMALLINT, DuckDBTypeId.INTEGER, DuckDBTypeId.BIGINT];
const UNSIGNED = [DuckDBTypeId.UTINYINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.UINTEGER];
const WHOLE_KINDS = ['tinyint', 'smallint', 'int', 'bigint'];

function conversion(from: DuckDBType, to: DataType): 'as it is' | 'cast' | null {
  const id = from.typeId;
  switch (to.kind) {
    case 'boolean':
      return id === DuckDBTypeId.BOOLEAN ? 'as it is' : null;
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return wholeConversion(id, WHOLE_KINDS.indexOf(to.kind));
    case 'float':
      return id === DuckDBTypeId.FLOAT ? 'as it is' : null;
    case 'double':
      if (id === DuckDBTypeId.DOUBLE) return 'as it is';
      return id === DuckDBTypeId.FLOAT || [0, 1, 2].includes(SIGNED.indexOf(id)) ? 'cast' : null;
    case 'decimal':
      return decimalConversion(from, to);
    case 'string':
      return [DuckDBTypeId.VARCHAR, DuckDBTypeId.ENUM, DuckDBTypeId.BLOB].includes(id) ? 'as it is' : null;
    case 'date':
      return id === DuckDBTypeId.DATE ? 'as it is' : null;
    case 'timestamp':
      return id === DuckDBTypeId.TIMESTAMP || id === DuckDBTypeId.TIMESTAMP_TZ ? 'as it is' : null;
    case 'void':
      return 'cast';
    default:
      return null;
  }
}

/**
 * Spark keeps int, smallint and tinyint in the same 32 bits of the file and reads each as each; a value that does not fit is
 * an error here and cut to its last bits there. A 64-bit column is never read as less.
 */
function wholeConversion(from: DuckDBTypeId, toIndex: number): 'as it is' | 'cast' | null {
  const index = SIGNED.indexOf(from);
  if (index === toIndex) return 'as it is';
  if (index !== -1) return index === SIGNED.length - 1 ? null : 'cast';
  const unsigned = UNSIGNED.indexOf(from);
  return unsigned !== -1 && toIndex > unsigned ? 'cast' : null;
}

/** Wide enough before and after the point, whatever the value is. */
function decimalConversion(from: DuckDBType, to: DecimalType): 'as it is' | 'cast' | null {
  const wholeDigits = to.precision - to.scale;
  if (from.typeId === DuckDBTypeId.DECIMAL) {
    const { width, scale } = from as DuckDBDecimalType;
    if (width === to.precision && scale === to.scale) return 'as it is';
    return to.scale >= scale && wholeDigits >= width - scale ? 'cast' : null;
  }
  const digits = INTEGER_DIGITS.get(from.typeId);
  return digits !== undefined && wholeDigits >= digits ? 'cast' : null;
}

/** The file's type in Spark's words where it has one. */
export function fileTypeText(type: DuckDBType): string {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return 'string';
    case DuckDBTypeId.INTEGER:
      return 'int';
    case DuckDBTypeId.BLOB:
      return 'binary';
    case DuckDBTypeId.TIMESTAMP_TZ:
      return 'timestamp';
    case DuckDBTypeId.TIMESTAMP:
      return 'timestamp_ntz';
    case DuckDBTypeId.LIST:
      return `array<${fileTypeText((type as DuckDBListType).valueType)}>`;
    case DuckDBTypeId.STRUCT: {
      const { entryNames, entryTypes } = type as DuckDBStructType;
      return `struct<${entryNames.map((name, i) => `${name}:${fileTypeText(entryTypes[i] as DuckDBType)}`).join(',')}>`;
    }
    default:
      return type.toString().toLowerCase();
  }
}

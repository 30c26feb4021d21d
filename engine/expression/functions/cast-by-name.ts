import {
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
  TIMESTAMP,
  TINYINT,
} from '../../types/data-type.ts';

/** Types whose names Spark lets one call to cast: `int(x)`. Such a cast does not show in a column's name. */
const TYPES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['boolean', BOOLEAN],
  ['tinyint', TINYINT],
  ['smallint', SMALLINT],
  ['int', INT],
  ['bigint', BIGINT],
  ['float', FLOAT],
  ['double', DOUBLE],
  ['decimal', decimal(10, 0)],
  ['date', DATE],
  ['timestamp', TIMESTAMP],
  ['string', STRING],
]);

/** The names of such calls. */
export const castNames: readonly string[] = [...TYPES.keys()];

/** The type that a call of `name`, in lower case, casts to. */
export function castTypeNamed(name: string): DataType | undefined {
  return TYPES.get(name);
}

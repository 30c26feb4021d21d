/**
 * A value of some data type, as rows hold it. The type is never in the value; it comes from the schema.
 *
 * | type                 | held as                                                       |
 * |----------------------|---------------------------------------------------------------|
 * | any, when null       | `null`                                                        |
 * | boolean              | boolean                                                       |
 * | tinyint … int        | number, an integer                                            |
 * | bigint               | bigint, signed 64 bits                                        |
 * | float, double        | number (a float is rounded to single precision)               |
 * | decimal(p, s)        | bigint, the unscaled value: 12.50 as decimal(4,2) is 1250n     |
 * | string               | string                                                        |
 * | date                 | number, days since 1970-01-01                                 |
 * | timestamp            | bigint, microseconds since 1970-01-01T00:00:00Z, signed 64 bits |
 * | interval             | bigint, microseconds                                          |
 * | … year to month      | number, months                                                |
 * | array                | array of values                                               |
 * | struct               | array of values in the order of the fields                    |
 */
export type Value = null | boolean | number | bigint | string | readonly Value[];

/** One row: a value for each field of its schema, by position. Rows are never changed once they are handed on. */
export type Row = readonly Value[];

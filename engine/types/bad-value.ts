/** Stands for a value that does not fit its type, where texts of records are read. */
export const BAD: unique symbol = Symbol('bad value');

const NARROW_OVERFLOW = 'Spark has an error class of its own for the overflow of tinyint and smallint';
const NULLABLE = 'the field of a struct counts as nullable here, whatever it holds';

/** Expressions whose outcome differs from Spark's and stays so, each with the reason. */
export const knownDifferences: Readonly<Record<string, string>> = {
  '100Y + 28Y': NARROW_OVERFLOW,
  '32767S + 1S': NARROW_OVERFLOW,
  'array(struct(1 as a))[0].a': NULLABLE,
};

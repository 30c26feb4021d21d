import { EngineError } from '../base/errors/engine-error.ts';

/**
 * Reading and writing of Parquet files. The library behind it is large and native: it is loaded when first needed, so that everything
 * else runs where it is missing. Throws SQL-065 where it cannot be loaded.
 */
export async function loadParquet() {
  try {
    const [{ describeParquet, readParquet }, { writeParquet }] = await Promise.all([
      import('./read-parquet.ts'),
      import('./write-parquet.ts'),
    ]);
    return { describeParquet, readParquet, writeParquet };
  } catch (cause) {
    throw new EngineError('SQL-065', {}, {}, cause);
  }
}

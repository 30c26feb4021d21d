import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What Spark 4.2.1 wrote for rows that the tests know. */
export interface SparkRecordings {
  /** Rows of three strings, or nulls, made of signs that mean something in CSV. */
  readonly csvRows: readonly (readonly (string | null)[])[];
  /** Those rows in CSV, by writer options. */
  readonly csv: readonly { readonly options: Readonly<Record<string, string>>; readonly text: string }[];
  /** Whole files, by what is in them. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder of the partition value `<sign>z` of column `p`, for every sign from 1 to 255. */
  readonly folders: Readonly<Record<string, string>>;
}

export const sparkRecordings = JSON.parse(
  readFileSync(fileURLToPath(new URL('spark-4.2.1.json', import.meta.url)), 'utf8'),
) as SparkRecordings;

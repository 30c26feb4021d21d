import process from 'node:process';
import { must } from '../../base/assert.ts';
import { NULL_PARTITION } from '../../base/table-folders.ts';
import { comparatorOf } from '../../types/compare.ts';
import type { Field, Schema } from '../../types/schema.ts';
import { valueText } from '../../types/show-text.ts';
import type { Row, Value } from '../../types/value.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: file systems dislike exactly these
const DISLIKED = /[\u0000-\u001f\u007f"#%'*/:=?\\{[\]^]/g;
const DISLIKED_ON_WINDOWS = /[ <>|]/g;

/** A name of a folder with Hive's escapes: `%` and two digits for signs that file systems dislike. */
export function escapedName(text: string, isWindows = process.platform === 'win32'): string {
  const escaped = text.replace(DISLIKED, percent);
  return isWindows ? escaped.replace(DISLIKED_ON_WINDOWS, percent) : escaped;
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Rows that go into one folder. */
export interface RowGroup {
  /** Below the target, one folder a partition column: `day=2016-07-26/kind=a%2Fb`; `''` without partitions. */
  readonly folder: string;
  /** Without the partition columns; in the order in which they came. */
  readonly rows: readonly Row[];
}

/** Sorts rows into the folders of their partition columns. */
export class Partitioning {
  /** What is left for the files. */
  readonly fileSchema: Schema;
  readonly #columns: readonly { readonly field: Field; readonly index: number }[];
  readonly #kept: readonly number[];
  readonly #timeZone: string;

  /** `partitionBy` names columns of `schema`, without regard to letter case; that was checked. */
  constructor(schema: Schema, partitionBy: readonly string[], timeZone: string) {
    this.#columns = partitionBy.map((name) => {
      const index = schema.findIndex((field) => field.name.toLowerCase() === name.toLowerCase());
      // The folder is called what `partitionBy` calls the column.
      return { field: { ...must(schema[index], `partition column ${name} was checked`), name }, index };
    });
    const taken = new Set(this.#columns.map(({ index }) => index));
    this.#kept = schema.map((_, index) => index).filter((index) => !taken.has(index));
    this.fileSchema = schema.filter((_, index) => !taken.has(index));
    this.#timeZone = timeZone;
  }

  /** Folders in the order of their values, null first. */
  groups(rows: readonly Row[]): readonly RowGroup[] {
    if (this.#columns.length === 0) return [{ folder: '', rows }];
    const groups = new Map<string, { readonly first: Row; readonly rows: Row[] }>();
    for (const row of rows) {
      const folder = this.#folderOf(row);
      const group = groups.get(folder) ?? { first: row, rows: [] };
      if (group.rows.length === 0) groups.set(folder, group);
      group.rows.push(this.#kept.map((index) => row[index] ?? null));
    }
    const comparators = this.#columns.map(({ field, index }) => {
      const compare = comparatorOf(field.type);
      return (a: Row, b: Row) => compare(a[index] ?? null, b[index] ?? null);
    });
    return [...groups]
      .sort(([, a], [, b]) => {
        for (const compare of comparators) {
          const order = compare(a.first, b.first);
          if (order !== 0) return order;
        }
        return 0;
      })
      .map(([folder, group]) => ({ folder, rows: group.rows }));
  }

  #folderOf(row: Row): string {
    return this.#columns
      .map(({ field, index }) => {
        const value: Value = row[index] ?? null;
        const text = value === null ? '' : valueText(value, field.type, this.#timeZone, '');
        return `${escapedName(field.name)}=${text === '' ? NULL_PARTITION : escapedName(text)}`;
      })
      .join('/');
  }
}

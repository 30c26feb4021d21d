import type { Pacing } from '../../base/pacing.ts';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  INT,
  isNumeric,
  STRING,
  TIMESTAMP,
} from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row, Value } from '../../types/value.ts';
import type { FileFormat } from '../file/file-source-settings.ts';
import { decodeSamples, scanSettings } from './decode-samples.ts';
import type { Sample } from './read-samples.ts';

export interface Looked {
  readonly settings: {
    readonly path: string;
    readonly format: FileFormat;
    readonly options: Readonly<Record<string, string>>;
  };
  readonly schema: Schema;
  readonly samples: readonly Sample[];
}

/** Whole seconds of the years 2000 to 2099: numbers that look like moments. */
const SECONDS_MIN = 946_684_800;
const SECONDS_MAX = 4_102_444_800;
/** Columns beyond these are offered nothing: each type costs a look at the records, of all their columns. */
const COLUMNS_MAX = 200;
/** Columns times columns that are looked at in all. */
const COLUMNS_LOOKED_AT_MAX = 100_000;
/** Bytes that all looks together may read, and the fewest of a look. */
const BYTES_MAX = 32 * 1024 * 1024;
const LOOK_BYTES_MIN = 64 * 1024;
const LOOKS_PER_COLUMN = 6;

/**
 * Other types under which the reader takes every value that was looked at, likeliest first. Text takes everything. Types that Spark's
 * reader would take by accident are left out: a year alone is no date.
 */
export async function alternativesOf(all: Looked, index: number, pacer: Pacing): Promise<readonly string[]> {
  const offered = Math.min(all.schema.length, COLUMNS_MAX, Math.floor(COLUMNS_LOOKED_AT_MAX / all.schema.length));
  if (index >= offered) return [];
  const looks = offered * LOOKS_PER_COLUMN;
  const looked = { ...all, samples: beginnings(all.samples, Math.max(LOOK_BYTES_MIN, BYTES_MAX / looks)) };
  const field = looked.schema[index];
  if (field === undefined) return [];
  const { type } = field;
  const values = await valuesUnder(looked, index, type, pacer);
  if (values === null || values.length === 0) return type.kind === 'string' ? [] : ['string'];
  const fitting: string[] = [];
  for (const candidate of candidates(type, values)) {
    const read = await valuesUnder(looked, index, candidate, pacer);
    if (read?.length === values.length) fitting.push(printDataType(candidate));
  }
  return fitting;
}

/** The samples as far as they go into so many bytes, in whole lines. */
function beginnings(samples: readonly Sample[], bytesMax: number): Sample[] {
  let left = bytesMax;
  return samples.flatMap((sample) => {
    if (left <= 0) return [];
    const { bytes } = sample;
    const end = bytes.length <= left ? bytes.length : bytes.lastIndexOf(0x0a, left) + 1;
    left -= bytes.length;
    return end === 0 ? [] : [{ ...sample, bytes: bytes.subarray(0, end) }];
  });
}

function candidates(type: DataType, values: readonly Value[]): readonly DataType[] {
  switch (type.kind) {
    case 'string': {
      const texts = values.map(String);
      const isTime = texts.every((text) => /^\s*\d{4}-\d{1,2}-\d{1,2}/.test(text));
      const isDay = texts.every((text) => /^\s*\d{4}-\d{1,2}-\d{1,2}\s*$/.test(text));
      return [...(isDay ? [DATE, TIMESTAMP] : isTime ? [TIMESTAMP] : []), BIGINT, DOUBLE, BOOLEAN];
    }
    case 'int':
    case 'bigint': {
      const areSeconds = values.every((value) => Number(value) >= SECONDS_MIN && Number(value) < SECONDS_MAX);
      const other = type.kind === 'int' ? BIGINT : INT;
      return [...(areSeconds ? [TIMESTAMP] : []), other, DOUBLE, STRING];
    }
    case 'date':
      return [TIMESTAMP, STRING];
    default:
      return isNumeric(type) && type.kind !== 'double' ? [DOUBLE, STRING] : [STRING];
  }
}

/** Values that are not null, as the reader gives them under a type; null where it takes one of them for malformed. */
async function valuesUnder(
  { settings, schema, samples }: Looked,
  index: number,
  type: DataType,
  pacer: Pacing,
): Promise<Value[] | null> {
  const columns = schema.map((field, at) => (at === index ? { ...field, type } : { ...field, type: STRING }));
  const scan = scanSettings({ ...settings, schema: columns, required: new Set([index]) });
  const { rows, malformed } = await decodeSamples(scan, samples, Number.POSITIVE_INFINITY, pacer);
  const wasMalformed = malformed > 0 && type.kind !== 'string';
  return wasMalformed && (await isStricter({ settings, schema, samples }, index, malformed, pacer))
    ? null
    : rows.flatMap((row: Row) => (row[index] === null || row[index] === undefined ? [] : [row[index]]));
}

/** Whether more records are malformed than are so as text, where only records that are no records fail. */
async function isStricter(
  { settings, schema, samples }: Looked,
  index: number,
  malformed: number,
  pacer: Pacing,
): Promise<boolean> {
  const columns = schema.map((field) => ({ ...field, type: STRING }));
  const scan = scanSettings({ ...settings, schema: columns, required: new Set([index]) });
  return malformed > (await decodeSamples(scan, samples, Number.POSITIVE_INFINITY, pacer)).malformed;
}

import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { Severity } from '../../base/errors/diagnostic.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import { nearNames } from '../../base/near-names.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { createDateTimeReader, type DateTimeReader } from '../../types/date-time-reader.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { shownData } from '../file/formats/malformation.ts';
import type { SettingProblem } from '../setting-problem.ts';
import { isRecord, ownValue, parsedToValue } from './parsed-value.ts';

/** More problems than this help nobody; the rest is left out. */
const PROBLEMS_MAX = 100;

/**
 * Everything that is wrong with rows written into a pipeline, for design time: values that do not fit their columns and rows
 * that are no objects are errors, columns that are not declared are warnings. At most 100 are given.
 */
export function checkRows(schema: Schema, batches: unknown, timeZone = 'UTC'): readonly SettingProblem[] {
  return readRows(schema, batches, timeZone).problems;
}

/** The rows of all batches and what is wrong with them. A value that does not fit is null. */
export function readRows(
  schema: Schema,
  batches: unknown,
  timeZone: string,
): { readonly batches: readonly (readonly Row[])[]; readonly problems: readonly SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const report = (code: ErrorCode, setting: string, params: ErrorParams = {}, severity: Severity = 'error') => {
    if (problems.length < PROBLEMS_MAX) problems.push({ code, params, setting, severity });
  };
  if (!Array.isArray(batches)) {
    report('SRC-304', 'batches');
    return { batches: [], problems };
  }
  const dates = createDateTimeReader({
    timestampFormat: null,
    dateFormat: null,
    enableDateTimeParsingFallback: null,
    timeZone,
    now: undefined,
  });
  const read = batches.map((batch: unknown, batchIndex): Row[] => {
    if (Array.isArray(batch)) {
      return batch.map((row: unknown, i) => readRow(schema, row, `batches.${batchIndex}.${i}`, dates, report));
    }
    report('SRC-304', `batches.${batchIndex}`);
    return [];
  });
  return { batches: read, problems };
}

type Report = (code: ErrorCode, setting: string, params?: ErrorParams, severity?: Severity) => void;

function readRow(schema: Schema, row: unknown, setting: string, dates: DateTimeReader, report: Report): Row {
  if (!isRecord(row)) {
    report('SRC-303', setting);
    return schema.map(() => null);
  }
  const names = schema.map((field) => field.name);
  for (const column of Object.keys(row)) {
    if (names.includes(column)) continue;
    report('SRC-302', `${setting}.${column}`, { column: shownData(column), near: nearNames(column, names) }, 'warning');
  }
  return schema.map((field) =>
    parsedToValue(ownValue(row, field.name), field.type, dates, field.name, (path, value, type) =>
      report('SRC-301', `${setting}.${path}`, {
        value: shownData(JSON.stringify(value) ?? String(value)),
        column: path,
        type: printDataType(type),
      }),
    ),
  );
}

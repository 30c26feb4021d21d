import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../engine/base/errors/catalogue.ts';
import type { ErrorEntry } from '../../engine/base/errors/entry.ts';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { resolveExpression } from '../../engine/expression/resolve-expression.ts';
import { row, schema } from '../../engine/expression/testing/case-row.ts';
import {
  type ExpressionCase,
  type Failure,
  isFailure,
  type Refusal,
  type ZonedCase,
} from '../../engine/expression/testing/case-table.ts';
import { printDataType } from '../../engine/types/data-type-text.ts';
import { type JsonValue, toJsonValue } from '../../engine/types/json-value.ts';
import { knownDifferences } from './known-differences.ts';

/** What a file of `engine/expression/testing/cases` holds. */
interface CaseFile {
  readonly cases: readonly ExpressionCase[];
  readonly zonedCases?: readonly ZonedCase[];
  readonly refusals?: readonly Refusal[];
}

/** One case for Spark: what we name, type and compute, or how we fail and by which of Spark's error classes. */
interface DumpedCase {
  readonly family: string;
  readonly expression: string;
  /** Of the session. */
  readonly timeZone: string;
  readonly name?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly expected: { readonly value: JsonValue } | { readonly fails: string; readonly spark: string | null };
  /** Why Spark's answer is known to be another one. */
  readonly reason: string | null;
}

/** Errors of ours alone: limits where Spark would run out of memory, and what Spark has and we leave out by name. */
const OURS_ALONE: ReadonlySet<string> = new Set(['EXP-010', 'EXP-041', 'EXP-064', 'EXP-075', 'EXP-078', 'PLN-908']);

/** What looks at the clock is not compared: a table's batch runs at a time of its own. */
const LOOKS_AT_CLOCK = /\b(?:current_date|current_timestamp|curdate|localtimestamp|now)\b/i;

const folder = join('engine', 'expression', 'testing', 'cases');

/**
 * Writes all case tables of expressions, with the schema as Spark's DDL and the row, as JSON for compare.py.
 *
 * @param path of the file to write
 * @returns how many cases there are
 */
export async function dumpCases(path: string): Promise<number> {
  await loadExpressionParser();
  const cases: DumpedCase[] = [];
  for (const family of readdirSync(folder).map((name) => name.replace(/\.ts$/, ''))) {
    const file = (await import(`../../engine/expression/testing/cases/${family}.ts`)) as CaseFile;
    const zoned: readonly ZonedCase[] = [
      ...file.cases.map((each): ZonedCase => [...each, 'UTC']),
      ...(file.zonedCases ?? []),
    ];
    const comparable = zoned.filter(
      ([expression, , expected]) =>
        !LOOKS_AT_CLOCK.test(expression) && !(isFailure(expected) && OURS_ALONE.has(expected.fails)),
    );
    cases.push(...comparable.map((each) => dumpCase(family, each)));
    const shared = (file.refusals ?? []).filter(([, code]) => !OURS_ALONE.has(code));
    cases.push(...shared.map((each) => dumpRefusal(family, each)));
  }
  writeFileSync(path, `${JSON.stringify({ schema: ddl(), row: rowAsJson(), cases }, null, 1)}\n`);
  return cases.length;
}

function ddl(): string {
  return schema
    .map(({ name, type, nullable }) => `\`${name}\` ${printDataType(type)}${nullable ? '' : ' NOT NULL'}`)
    .join(', ');
}

function rowAsJson(): readonly JsonValue[] {
  return schema.map(({ type }, i) => toJsonValue(row[i] ?? null, type));
}

function dumpCase(family: string, [expression, typeName, expected, timeZone]: ZonedCase): DumpedCase {
  const resolved = resolveExpression(expression, schema);
  if (!resolved.ok) throw new Error(`${family}: ${expression} is not typed`);
  const { name, expr } = resolved.value;
  return {
    family,
    expression,
    timeZone,
    // Columns are named before a time zone is known, and Spark writes timestamps of a name on the session's clock.
    ...(timeZone === 'UTC' ? { name } : {}),
    type: typeName,
    nullable: expr.nullable,
    expected: isFailure(expected) ? failure(expected.fails) : { value: toJsonValue(expected, expr.type) },
    reason: reasonOf(expression),
  };
}

function dumpRefusal(family: string, [expression, code]: Refusal): DumpedCase {
  // Which of several mistakes is told is a matter of order; that there is one is not.
  const expected = { fails: code, spark: null };
  return { family, expression, timeZone: 'UTC', expected, reason: reasonOf(expression) };
}

function failure(code: Failure['fails']): DumpedCase['expected'] {
  const entry: ErrorEntry = catalogue[code];
  return { fails: code, spark: entry.spark ?? null };
}

function reasonOf(expression: string): string | null {
  return Object.hasOwn(knownDifferences, expression) ? (knownDifferences[expression] ?? null) : null;
}

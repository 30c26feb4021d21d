/** Calls aggregates by their texts over given rows, at once or merged from parts, as a query does. */
import { must } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import type { AggregateBuffer, AggregateProblem, BoundAggregate } from '../expression/aggregates/aggregate-function.ts';
import { bindAggregate, type CalledAggregate } from '../expression/aggregates/bind-aggregate.ts';
import { findAggregate } from '../expression/aggregates/registry.ts';
import { interpret } from '../expression/interpret.ts';
import { resolveArguments } from '../expression/resolve-expression.ts';
import { valueAt, vectorOf } from '../state/files/column-vector.ts';
import { throughFile } from '../state/testing/entry-blocks.ts';
import { sameType } from '../types/data-type.ts';
import { parseDataType } from '../types/data-type-text.ts';
import type { Schema } from '../types/schema.ts';
import type { Row, Value } from '../types/value.ts';

const ENVIRONMENT = { timeZone: 'UTC', batchTimestampMs: () => 0 };

export interface AggregateText {
  readonly name: string;
  /** As between the parentheses; `*` for all rows. */
  readonly args: string;
  /** Columns that the arguments may name, by Spark's types. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What becomes of the text; throws where the arguments themselves are not understood. */
export function bindText({ name, args, columns }: AggregateText): Result<CalledAggregate, AggregateProblem> {
  const found = must(findAggregate(name), `there is an aggregate ${name}`);
  const read = args === '*' ? null : argumentsOf(args, columns);
  return bindAggregate(found, name, read?.args ?? [], read?.isDistinct ?? false);
}

function argumentsOf(text: string, columns: AggregateText['columns']) {
  const read = resolveArguments(text, schemaOf(columns));
  if (!read.ok) throw new Error(`${text}: ${read.error.map(({ code }) => code).join()}`);
  return read.value;
}

function schemaOf(columns: AggregateText['columns']): Schema {
  return Object.entries(columns).map(([name, text]) => {
    const type = parseDataType(text);
    if (!type.ok) throw new Error(`no type ${text}`);
    return { name, type: type.value, nullable: true };
  });
}

/** The aggregate, and a function from rows to a batch's buffer. */
export function ready(text: AggregateText): {
  readonly aggregate: BoundAggregate;
  readonly gather: (rows: readonly Row[]) => AggregateBuffer;
} {
  const bound = bindText(text);
  if (!bound.ok) throw new Error(`${text.name}(${text.args}): ${bound.error.code}`);
  const { aggregate } = bound.value;
  const { args } = text.args === '*' ? { args: [] } : argumentsOf(text.args, text.columns);
  const evaluators = aggregate.argumentTypes.map((type, index) => {
    const of = must(args[index], 'an argument for each type');
    if (sameType(of.type, type)) return interpret(of, ENVIRONMENT);
    return interpret({ kind: 'cast', of, type, nullable: true, isTry: false, isExplicit: false }, ENVIRONMENT);
  });
  const gather = (rows: readonly Row[]): AggregateBuffer => {
    const buffer = aggregate.initial();
    for (const row of rows) {
      aggregate.update(
        buffer,
        evaluators.map((evaluate) => evaluate(row)),
      );
    }
    return buffer;
  };
  return { aggregate, gather };
}

/** The result over batches of rows whose state is saved after each and read again. */
export function overBatches(text: AggregateText, batches: readonly (readonly Row[])[]): Value {
  const { aggregate, gather } = ready(text);
  let stored = aggregate.initial();
  for (const rows of batches) {
    const merged = [...stored];
    aggregate.merge(merged, gather(rows));
    stored = savedAndRead(merged, aggregate);
  }
  return aggregate.result(stored);
}

/** The result over rows that come at once. */
export function overRows(text: AggregateText, rows: readonly Row[]): Value {
  return overBatches(text, [rows]);
}

/** The buffer as a checkpoint hands it back. */
export function savedAndRead(buffer: AggregateBuffer, { bufferTypes }: BoundAggregate): AggregateBuffer {
  const columns = bufferTypes.map((type, index) => vectorOf([buffer[index] ?? null], type));
  return throughFile(columns, bufferTypes).map((column, index) =>
    valueAt(column, must(bufferTypes[index], 'a type a column'), 0),
  );
}

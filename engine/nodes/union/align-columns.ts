import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Expr } from '../../expression/expr.ts';
import { type DataType, sameType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { columnsNamed, columnTags, type Field, type Schema } from '../../types/schema.ts';
import { nothing, widened, widerType } from './widen-types.ts';

export interface UnionInput {
  /** The node, for messages. */
  readonly name: string;
  readonly schema: Schema;
}

export interface AlignedColumns {
  readonly schema: Schema;
  /** For each input, what gives each column of the union over the input's row. */
  readonly columns: readonly (readonly Expr[])[];
}

export interface AlignmentProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** Matches columns by position and widens their types, as Spark's `union` does. Names are those of the first input. */
export function alignByPosition(inputs: readonly UnionInput[]): Result<AlignedColumns, AlignmentProblem> {
  const [first] = inputs;
  if (first === undefined) return ok({ schema: [], columns: [] });
  const odd = inputs.find(({ schema }) => schema.length !== first.schema.length);
  if (odd !== undefined) {
    const counts = { expected: first.schema.length, found: odd.schema.length };
    return err({ code: 'PLN-071', params: { first: first.name, other: odd.name, ...counts } });
  }
  return widen(
    inputs,
    first.schema.map((_, position) => inputs.map(() => position)),
    false,
  );
}

/** Matches columns by name, without regard to letter case; one that an input does not have is null in its rows. */
export function alignByName(inputs: readonly UnionInput[]): Result<AlignedColumns, AlignmentProblem> {
  const names: string[] = [];
  for (const { name, schema } of inputs) {
    for (const field of schema) {
      if (columnsNamed(schema, field.name).length > 1) {
        return err({ code: 'PLN-074', params: { node: name, column: field.name } });
      }
      if (!names.some((known) => known.toLowerCase() === field.name.toLowerCase())) names.push(field.name);
    }
  }
  return widen(
    inputs,
    names.map((name) => inputs.map(({ schema }) => columnsNamed(schema, name)[0] ?? null)),
    true,
  );
}

/** @param places for each column of the union, where it is in each input; null where it is missing */
function widen(
  inputs: readonly UnionInput[],
  places: readonly (readonly (number | null)[])[],
  byName: boolean,
): Result<AlignedColumns, AlignmentProblem> {
  const schema: Field[] = [];
  for (const [position, place] of places.entries()) {
    const found = inputs.map(({ schema: fields }, at) => fields[place[at] ?? -1]);
    const holder = found.findIndex((field) => field !== undefined);
    const field = found[holder];
    if (field === undefined) continue;
    let { type } = field;
    for (const [at, other] of found.entries()) {
      if (other === undefined) continue;
      const wider = widerType(type, other.type, byName);
      if (wider === null) {
        const names = { first: inputs[holder]?.name ?? '', other: inputs[at]?.name ?? '' };
        const types = { expected: printDataType(type), found: printDataType(other.type) };
        return err({ code: 'PLN-072', params: { position: position + 1, ...names, ...types } });
      }
      type = wider;
    }
    const nullable = found.some((other) => other === undefined || other.nullable);
    schema.push({ name: field.name, type, nullable, ...sharedTags(found, type) });
  }
  const columns = inputs.map((input, at) =>
    schema.map((field, position) => columnOf(input.schema, places[position]?.[at] ?? null, field)),
  );
  return ok({ schema, columns });
}

/** Spark takes the tags of the first input's column, unless that had to be cast. */
function sharedTags(found: readonly (Field | undefined)[], type: DataType): ReturnType<typeof columnTags> {
  const [first] = found;
  return first !== undefined && sameType(first.type, type) ? columnTags(first) : {};
}

function columnOf(schema: Schema, index: number | null, { type }: Field): Expr {
  const field = index === null ? undefined : schema[index];
  if (index === null || field === undefined) return nothing(type);
  return widened({ kind: 'column', index, name: field.name, type: field.type, nullable: field.nullable }, type);
}

import type { Span } from '../../base/errors/diagnostic.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { nearNames } from '../../base/near-names.ts';
import { fieldName } from '../../duckdb/field-name.ts';
import type { DataType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { type Bound, combine } from './bound.ts';

/** A column that a query's FROM offers. */
export interface RelationColumn {
  readonly name: string;
  readonly type: DataType;
  readonly sql: string;
  /** True for the right side of USING: found by its qualified name only. */
  readonly isHidden?: boolean | undefined;
}

/** One item of FROM: a table, a subquery, or what a join made of them. */
export interface Relation {
  /** The name by which its columns can be qualified; null for a subquery without an alias. */
  readonly alias: string | null;
  readonly columns: readonly RelationColumn[];
}

/** A part of a written name. */
export interface NamePart {
  readonly name: string;
  readonly span?: Span | undefined;
}

/** What names mean inside one SELECT; a subquery sees its own relations first, then those around it. */
export class Scope {
  readonly relations: readonly Relation[];
  readonly #parent: Scope | null;

  constructor(relations: readonly Relation[], parent: Scope | null) {
    this.relations = relations;
    this.#parent = parent;
  }

  /**
   * The column that `parts` mean and, behind it, the fields of a struct: `a`, `t.a`, `window.start`, `t.window.start`.
   *
   * @throws EngineError SQL-011 to SQL-014
   */
  resolve(parts: readonly NamePart[]): Bound {
    const found = this.#find(parts);
    if (found !== null) return found;
    if (this.#parent?.knows(parts)) return { ...this.#parent.resolve(parts), ungrouped: null };
    throw this.#unknownColumn(parts);
  }

  /** Whether `resolve` would find something, ambiguous or not. */
  knows(parts: readonly NamePart[]): boolean {
    return this.#candidates(parts).length > 0 || (this.#parent?.knows(parts) ?? false);
  }

  /** The relation that `name` qualifies, for `name.*`. */
  relationNamed(name: string): Relation | undefined {
    return this.relations.find((relation) => relation.alias !== null && sameName(relation.alias, name));
  }

  #find(parts: readonly NamePart[]): Bound | null {
    const candidates = this.#candidates(parts);
    const [first, ...others] = candidates;
    if (first === undefined) return null;
    if (others.length > 0) {
      const written = parts.map((part) => part.name).join('.');
      const names = candidates.map(({ relation, column }) =>
        relation.alias === null ? column.name : `${relation.alias}.${column.name}`,
      );
      throw new EngineError('SQL-012', { name: written, candidates: names }, { span: spanOfParts(parts) });
    }
    const { relation, column, rest } = first;
    const isQualified = parts.length - rest.length === 2;
    const name = isQualified && relation.alias !== null ? `${relation.alias}.${column.name}` : column.name;
    let value: Bound = {
      ...combine([], column.sql, column.type, name),
      outputName: column.name,
      ungrouped: column.name,
    };
    for (const part of rest) value = fieldOf(value, part);
    return value;
  }

  #candidates(parts: readonly NamePart[]): { relation: Relation; column: RelationColumn; rest: readonly NamePart[] }[] {
    const [first, second] = parts;
    if (first === undefined) return [];
    if (second !== undefined) {
      const qualified = this.relations
        .filter((relation) => relation.alias !== null && sameName(relation.alias, first.name))
        .flatMap((relation) =>
          relation.columns
            .filter((column) => sameName(column.name, second.name))
            .map((column) => ({ relation, column, rest: parts.slice(2) })),
        );
      if (qualified.length > 0) return qualified;
    }
    return this.relations.flatMap((relation) =>
      relation.columns
        .filter((column) => column.isHidden !== true && sameName(column.name, first.name))
        .map((column) => ({ relation, column, rest: parts.slice(1) })),
    );
  }

  #unknownColumn(parts: readonly NamePart[]): EngineError {
    const written = parts.map((part) => part.name).join('.');
    const columns = this.relations.flatMap((relation) => relation.columns.map((column) => column.name));
    const last = parts.at(-1)?.name ?? '';
    const near = [...new Set([...nearNames(written, columns), ...nearNames(last, columns)])].slice(0, 3);
    return new EngineError(
      'SQL-011',
      { name: written, columns: columns.length === 0 ? '-' : columns.slice(0, 30), near },
      { span: spanOfParts(parts) },
    );
  }
}

/**
 * A field of a struct.
 *
 * @throws EngineError SQL-013 or SQL-014 when there is none of that name
 */
export function fieldOf(value: Bound, part: NamePart): Bound {
  const { type } = value;
  if (type.kind !== 'struct') {
    throw new EngineError(
      'SQL-014',
      { column: value.name, name: part.name, type: printDataType(type) },
      { span: part.span },
    );
  }
  const index = type.fields.findIndex((field) => sameName(field.name, part.name));
  const field = type.fields[index];
  if (field === undefined) {
    const fields = type.fields.map(({ name }) => name);
    throw new EngineError(
      'SQL-013',
      { column: value.name, name: part.name, fields, near: nearNames(part.name, fields) },
      { span: part.span },
    );
  }
  const sql = `struct_extract(${value.sql}, '${fieldName(index)}')`;
  return { ...combine([value], sql, field.type, `${value.name}.${field.name}`), outputName: field.name };
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function spanOfParts(parts: readonly NamePart[]): Span | undefined {
  const first = parts[0]?.span;
  const last = parts.at(-1)?.span;
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

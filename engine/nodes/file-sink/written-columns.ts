import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import type { DataType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Schema } from '../../types/schema.ts';
import type { LoweringContext } from '../node-kind.ts';
import { resolveColumn } from '../resolve-column.ts';

type Reporting = Pick<LoweringContext<unknown>, 'report'>;

/**
 * Positions of the columns that name folders, as far as they are there. Reports PLN-012 and PLN-013 for names that mean none or
 * several, PLN-052 for a column named twice, PLN-051 for one of a type that no folder is named after, and PLN-050 when nothing is
 * left for the files.
 */
export function checkPartitions(context: Reporting, schema: Schema, partitionBy: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (const [at, name] of partitionBy.entries()) {
    const setting = `partitionBy.${at}`;
    const index = resolveColumn(context, schema, name, setting);
    const field = index === null ? undefined : schema[index];
    if (index === null || field === undefined) continue;
    if (found.has(index)) context.report('PLN-052', setting, { column: field.name });
    else if (!namesFolders(field.type)) {
      context.report('PLN-051', setting, { column: field.name, type: printDataType(field.type) });
    }
    found.add(index);
  }
  if (found.size === schema.length && schema.length > 0) context.report('PLN-050', 'partitionBy');
  return found;
}

/** Reports PLN-048 for columns that the format has no way to write, and PLN-052 for names that it cannot tell apart. */
export function checkWritten(context: Reporting, schema: Schema, format: FileSinkFormat): void {
  for (const { name, type } of schema) {
    if (!isWritten(type, format)) {
      context.report('PLN-048', 'format', { column: name, type: printDataType(type), format });
    }
  }
  // CSV knows columns by their place alone.
  if (format === 'csv') return;
  for (const column of repeatedNames(schema)) context.report('PLN-052', 'format', { column });
}

function namesFolders({ kind }: DataType): boolean {
  return kind !== 'array' && kind !== 'struct' && kind !== 'void' && !kind.startsWith('interval');
}

function isWritten(type: DataType, format: FileSinkFormat): boolean {
  if (type.kind.startsWith('interval')) return false;
  if (format === 'csv') return type.kind !== 'array' && type.kind !== 'struct' && type.kind !== 'void';
  if (type.kind === 'array') return isWritten(type.element, format);
  if (type.kind !== 'struct') return true;
  return type.fields.length > 0 && type.fields.every((field) => isWritten(field.type, format));
}

/** Names that occur again, letter case apart, among the columns or among the fields of one struct; with the path to them. */
function repeatedNames(fields: readonly { readonly name: string; readonly type: DataType }[], within = ''): string[] {
  const seen = new Set<string>();
  return fields.flatMap(({ name, type }) => {
    const path = `${within}${name}`;
    const key = name.toLowerCase();
    const repeated = seen.has(key) ? [path] : [];
    seen.add(key);
    let inner = type;
    while (inner.kind === 'array') inner = inner.element;
    return [...repeated, ...(inner.kind === 'struct' ? repeatedNames(inner.fields, `${path}.`) : [])];
  });
}

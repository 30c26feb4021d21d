import { nearNames } from '../base/near-names.ts';
import type { DataType } from '../types/data-type.ts';
import { printDataType } from '../types/data-type-text.ts';
import { columnsNamed, type Schema } from '../types/schema.ts';
import type { LoweringContext } from './node-kind.ts';

/** Index of the one column that `name` means; reports at `setting` and returns null when there is none or several. */
export function resolveColumn(
  context: Pick<LoweringContext<unknown>, 'report'>,
  schema: Schema,
  name: string,
  setting: string,
): number | null {
  const found = columnsNamed(schema, name);
  const [index] = found;
  if (index === undefined) {
    const columns = schema.map((field) => field.name);
    context.report('PLN-012', setting, { column: name, columns, near: nearNames(name, columns) });
    return null;
  }
  if (found.length > 1) {
    context.report('PLN-013', setting, { column: name, count: found.length });
    return null;
  }
  return index;
}

/** Like `resolveColumn`, for event time: the column must be a timestamp or a window, which stands for its end. */
export function resolveTimeColumn(
  context: Pick<LoweringContext<unknown>, 'report'>,
  schema: Schema,
  name: string,
  setting: string,
): number | null {
  const index = resolveColumn(context, schema, name, setting);
  const field = index === null ? undefined : schema[index];
  if (index === null || field === undefined) return null;
  if (field.type.kind === 'timestamp' || isWindow(field.type)) return index;
  context.report('PLN-007', setting, { column: field.name, type: printDataType(field.type) });
  return null;
}

function isWindow(type: DataType): boolean {
  return type.kind === 'struct' && type.fields.some((field) => field.name === 'end' && field.type.kind === 'timestamp');
}

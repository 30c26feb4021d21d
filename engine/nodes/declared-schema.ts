import { STRING } from '../types/data-type.ts';
import { parseDataType } from '../types/data-type-text.ts';
import { columnsNamed, type Field, type Schema } from '../types/schema.ts';
import type { LoweringContext } from './node-kind.ts';

/**
 * The columns that a node declares. Their types were checked with the document; a name used twice is reported here.
 * Columns of files may always be null, whatever is declared (semantics 1.1).
 */
export function declaredSchema(
  context: Pick<LoweringContext<unknown>, 'report'>,
  fields: readonly { readonly name: string; readonly type: string }[],
  setting: string,
): Schema {
  const schema: Field[] = [];
  fields.forEach(({ name, type }, index) => {
    if (columnsNamed(schema, name).length > 0) context.report('PLN-014', `${setting}.${index}.name`, { column: name });
    const parsed = parseDataType(type);
    schema.push({ name, type: parsed.ok ? parsed.value : STRING, nullable: true });
  });
  return schema;
}

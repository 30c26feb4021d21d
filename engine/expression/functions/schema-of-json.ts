import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { type DataType, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { excerpt } from '../../types/excerpt.ts';
import { inferJsonType, knownJsonType } from '../../types/json/json-inference.ts';
import { JsonSyntaxError } from '../../types/json/json-syntax.ts';
import { DEFAULT_LENIENCY, parseJsonTree } from '../../types/json/json-tree.ts';
import type { ScalarFunction } from '../expr.ts';
import { strict } from './strict.ts';

/** `schema_of_json(constant)`: the type of a JSON text, as `from_json` takes it. Throws EXP-082 for a text that is none. */
export const schemaOfJson: ScalarFunction = {
  name: 'schema_of_json',
  minArgs: 1,
  maxArgs: 1,
  sign: ([text]) => {
    if (text?.kind !== 'literal' || typeof text.value !== 'string') {
      return err({ code: 'EXP-036', params: { position: 1 }, argument: 0 });
    }
    return ok({ args: [STRING], type: STRING, nullable: false });
  },
  ...strict(() => (text) => jsonSchemaText(text as string)),
};

/** The type of a JSON text as Spark writes it in SQL. */
export function jsonSchemaText(text: string): string {
  try {
    const node = parseJsonTree(text, DEFAULT_LENIENCY);
    return sqlText(node === undefined ? STRING : knownJsonType(inferJsonType(node)));
  } catch (thrown) {
    if (!(thrown instanceof JsonSyntaxError)) throw thrown;
    throw new EngineError('EXP-082', { text: excerpt(text, 80), reason: thrown.malformation.code });
  }
}

function sqlText(type: DataType): string {
  if (type.kind === 'array') return `ARRAY<${sqlText(type.element)}>`;
  if (type.kind !== 'struct') return printDataType(type).toUpperCase();
  return `STRUCT<${type.fields.map((field) => `${sqlName(field.name)}: ${sqlText(field.type)}`).join(', ')}>`;
}

function sqlName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

import type { DataType, StructField } from '../../../types/data-type.ts';
import { quoteJson, quoteJsonAscii } from '../../../types/json/json-output.ts';
import type { Schema } from '../../../types/schema.ts';
import type { Row, Value } from '../../../types/value.ts';
import type { WriterOptions } from '../writer-options.ts';
import type { RowText } from './row-text.ts';
import { scalarText } from './scalar-text.ts';

type Write = (value: NonNullable<Value>) => string;

/**
 * One JSON object a line, byte for byte as Spark's writer makes it: null fields left out at every depth unless
 * `ignoreNullFields` is false, nulls kept in arrays, NaN and infinities as strings.
 */
export function jsonText(schema: Schema, options: WriterOptions): RowText {
  const writeRow = objectWriter(schema, options);
  return { head: '', line: (row) => writeRow(row) + options.lineSep };
}

function objectWriter(fields: Schema | readonly StructField[], options: WriterOptions): (row: Row) => string {
  const members = fields.map((field) => ({
    key: `${quoted(field.name, options)}:`,
    // A column of the type of a bare NULL has nothing to say, whatever the option.
    isVoid: field.type.kind === 'void',
    write: valueWriter(field.type, options),
  }));
  return (row) => {
    let text = '{';
    for (let i = 0; i < members.length; i++) {
      const member = members[i];
      const value = row[i] ?? null;
      if (member === undefined || (value === null && (options.ignoreNullFields || member.isVoid))) continue;
      if (text.length > 1) text += ',';
      text += member.key + (value === null ? 'null' : member.write(value));
    }
    return `${text}}`;
  };
}

function valueWriter(type: DataType, options: WriterOptions): Write {
  switch (type.kind) {
    case 'array': {
      const write = valueWriter(type.element, options);
      const element = (value: Value) => (value === null ? 'null' : write(value));
      return (value) => `[${(value as readonly Value[]).map(element).join(',')}]`;
    }
    case 'struct': {
      const write = objectWriter(type.fields, options);
      return (value) => write(value as Row);
    }
    case 'string':
      return (value) => quoted(value as string, options);
    case 'float':
    case 'double': {
      const write = scalarText(type, options);
      return (value) => (Number.isFinite(value) ? write(value) : `"${write(value)}"`);
    }
    case 'date':
    case 'timestamp': {
      const write = scalarText(type, options);
      // A pattern may hold any text between its quotes.
      return (value) => quoted(write(value), options);
    }
    default:
      return scalarText(type, options);
  }
}

function quoted(text: string, options: WriterOptions): string {
  return options.asciiOnly ? quoteJsonAscii(text) : quoteJson(text);
}

import { z } from 'zod';
import { columnsNamed } from '../../types/schema.ts';
import { declaredSchema } from '../declared-schema.ts';
import { defineOperator } from '../node-kind.ts';
import { columnsDdl, pythonText, sparkOptions } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, declaredFields, optionTexts, readerOptions } from '../setting-schemas.ts';
import { words } from './words.ts';

const modes = ['PERMISSIVE', 'DROPMALFORMED', 'FAILFAST'] as const;

const settings = z.strictObject({
  fields: declaredFields,
  mode: editedBy(z.enum(modes), { control: 'choice', choices: modes }, { defaultText: 'PERMISSIVE' }).optional(),
  columnNameOfCorruptRecord: editedBy(columnName, { control: 'text' }, { defaultText: '_corrupt_record' }).optional(),
  options: readerOptions.optional(),
});

/** Declares the columns of json and csv records and how they are parsed. */
export const schemaKind = defineOperator<typeof settings>({
  kind: 'schema',
  family: 'shape',
  inputs: [{ id: 'in', accepts: ['records'] }],
  output: 'rows',
  settings,
  defaults: {
    fields: [
      { name: 'time', type: 'timestamp' },
      { name: 'action', type: 'string' },
    ],
  },
  words,
  lower(context) {
    const scan = context.inputs.in;
    if (scan?.op !== 'file-scan') return null;
    const schema = declaredSchema(context, context.config.fields, 'fields');
    const corruptName = context.config.columnNameOfCorruptRecord ?? '_corrupt_record';
    for (const index of columnsNamed(schema, corruptName)) {
      if (schema[index]?.type.kind !== 'string')
        context.report('PLN-016', `fields.${index}.type`, { column: corruptName });
    }
    schema.forEach((field, index) => {
      if (scan.format === 'csv' && (field.type.kind === 'array' || field.type.kind === 'struct')) {
        context.report('PLN-018', `fields.${index}.type`, {
          column: field.name,
          type: context.config.fields[index]?.type ?? '',
        });
      }
    });
    return {
      ...scan,
      schemaNodeId: context.nodeId,
      schema,
      options: { ...scan.options, ...optionTexts(context.config.options) },
      mode: context.config.mode ?? modeOption(scan.options) ?? 'PERMISSIVE',
      columnNameOfCorruptRecord: corruptName,
    };
  },
  spark(config) {
    const mode = config.mode === undefined ? '' : `.option("mode", "${config.mode}")`;
    const corrupt =
      config.columnNameOfCorruptRecord === undefined
        ? ''
        : `.option("columnNameOfCorruptRecord", ${pythonText(config.columnNameOfCorruptRecord)})`;
    return `.schema(${pythonText(columnsDdl(config.fields))})${sparkOptions(config.options)}${mode}${corrupt}`;
  },
});

/** The source node may give the parse mode among its reader options; names and modes have no letter case there. */
function modeOption(options: Readonly<Record<string, string>>): (typeof modes)[number] | undefined {
  const text = Object.entries(options)
    .find(([name]) => name.toLowerCase() === 'mode')?.[1]
    .toUpperCase();
  return modes.find((mode) => mode === text);
}

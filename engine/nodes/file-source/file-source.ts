import { z } from 'zod';
import { TEXT_SCHEMA } from '../../plan/operators/file-scan.ts';
import { defineOperator } from '../node-kind.ts';
import { sparkOptions } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { filledText, optionTexts, readerOptions, staticSetting } from '../setting-schemas.ts';
import { words } from './words.ts';

const formats = ['json', 'csv', 'text', 'parquet'] as const;

const settings = z.strictObject({
  path: editedBy(filledText.describe('Folder, file or glob; relative to the pipeline file.'), {
    control: 'path',
    pick: 'file-or-folder',
  }),
  format: editedBy(z.enum(formats), { control: 'choice', choices: formats }),
  maxFilesPerTrigger: editedBy(z.int().min(1), { control: 'number', min: 1, integer: true }).optional(),
  maxBytesPerTrigger: editedBy(z.int().min(1), { control: 'number', min: 1, integer: true }).optional(),
  latestFirst: editedBy(z.boolean(), { control: 'switch' }, { defaultText: 'false' }).optional(),
  options: readerOptions.optional(),
  static: staticSetting.optional(),
});

/** Files of a folder, a few a trigger: Spark's file source. json and csv give records that a Schema node reads. */
export const fileSource = defineOperator<typeof settings>({
  kind: 'file-source',
  family: 'source',
  inputs: [],
  output: 'by-format',
  settings,
  defaults: { path: '', format: 'json' },
  words,
  lower(context) {
    const { config } = context;
    if (config.maxFilesPerTrigger !== undefined && config.maxBytesPerTrigger !== undefined) {
      context.report('PLN-019', 'maxBytesPerTrigger');
    }
    return {
      op: 'file-scan',
      isStatic: config.static ?? false,
      nodeId: context.nodeId,
      schemaNodeId: null,
      path: context.resolvePath(config.path),
      format: config.format,
      options: optionTexts(config.options),
      mode: 'PERMISSIVE',
      columnNameOfCorruptRecord: '_corrupt_record',
      maxFilesPerTrigger: config.maxFilesPerTrigger ?? null,
      maxBytesPerTrigger: config.maxBytesPerTrigger ?? null,
      latestFirst: config.latestFirst ?? false,
      schema: config.format === 'text' ? TEXT_SCHEMA : [],
      requiredColumns: null,
    };
  },
  spark(config, { isStreaming, path, schemaCalls = '' }) {
    const isStream = isStreaming && config.static !== true;
    const limits = [
      ...(config.maxFilesPerTrigger === undefined
        ? []
        : [`.option("maxFilesPerTrigger", ${config.maxFilesPerTrigger})`]),
      ...(config.maxBytesPerTrigger === undefined
        ? []
        : [`.option("maxBytesPerTrigger", ${config.maxBytesPerTrigger})`]),
      ...(config.latestFirst === true ? ['.option("latestFirst", True)'] : []),
    ];
    const calls = [sparkOptions(config.options), ...(isStream ? limits : []), schemaCalls].join('');
    return `spark.${isStream ? 'readStream' : 'read'}.format("${config.format}")${calls}.load(${path(config.path)})`;
  },
});

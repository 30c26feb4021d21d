/** Schemas of settings that several node kinds share. */
import { z } from 'zod';
import { catalogueIssue } from '../pipeline/issue.ts';
import { OUTPUT_MODES } from '../plan/output-mode.ts';
import { parseDataType } from '../types/data-type-text.ts';
import { parseInterval } from '../types/interval-text.ts';
import { editedBy } from './setting-control.ts';

const textMax = 10_000;

/** A text that must not be empty. */
export const filledText = z.string().min(1).max(textMax);

/** A duration in Spark's words, `10 minutes`; what it must not be (negative, months) is the node's to say. */
export const duration = editedBy(
  z
    .string()
    .max(200)
    .superRefine((text, context) => {
      const parsed = parseInterval(text);
      if (!parsed.ok) context.addIssue(catalogueIssue(parsed.error.code, parsed.error.params));
    }),
  { control: 'duration' },
);

/** A data type by its Spark SQL name. */
const dataType = editedBy(
  z
    .string()
    .max(textMax)
    .superRefine((text, context) => {
      const parsed = parseDataType(text);
      if (!parsed.ok) context.addIssue(catalogueIssue(parsed.error.code, parsed.error.params));
    }),
  { control: 'data-type' },
);

export const expression = editedBy(filledText, { control: 'expression' });

/** A column's name. Any text is a name; `maxLength` keeps messages readable. */
export const columnName = z.string().min(1).max(1000);

const declaredField = z.strictObject({
  name: editedBy(columnName, { control: 'text' }),
  type: dataType,
  nullable: editedBy(z.boolean(), { control: 'switch' }, { defaultText: 'true' }).optional(),
});

export const declaredFields = editedBy(z.array(declaredField).min(1).max(10_000), {
  control: 'list',
  item: [
    { control: 'text', path: 'name', required: true },
    { control: 'data-type', path: 'type', required: true },
  ],
});

/** Whether a source is read whole in every micro-batch, as the other side of a join, rather than as a stream. */
export const staticSetting = editedBy(z.boolean(), { control: 'switch' }, { defaultText: 'false' });

export const outputMode = editedBy(z.enum(OUTPUT_MODES), { control: 'choice', choices: OUTPUT_MODES });

export const trigger = editedBy(
  z.union([
    z.strictObject({ type: z.enum(['default', 'once', 'available-now']) }),
    z.strictObject({ type: z.literal('processing-time'), interval: duration }),
  ]),
  { control: 'trigger' },
);

/** Spark's reader options: names and texts. Numbers and booleans are taken as the texts that Spark would be given. */
export const readerOptions = editedBy(
  z.record(z.string().max(200), z.union([z.string().max(textMax), z.number(), z.boolean()])),
  { control: 'options' },
);

/** The texts of reader options. Keys keep the case they were written in; Spark's names have none. */
export function optionTexts(options: z.output<typeof readerOptions> | undefined): Record<string, string> {
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(options ?? {})) texts[name] = String(value);
  return texts;
}

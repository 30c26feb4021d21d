import { z } from 'zod';
import type { SettingControl, SettingDescriptor } from './descriptor.ts';

/** What a form knows of a setting beside its control. */
interface FormNotes {
  readonly when?: NonNullable<SettingDescriptor['when']>;
  readonly defaultText?: string;
  /** Needed where it applies, though the schema, which has no cases, lets it be left out. */
  readonly required?: true;
}

/** How each setting's schema is edited. Said where the setting is defined, so that form and validation cannot part. */
const controls = z.registry<SettingControl & FormNotes>();

/** The same schema, edited by `control` in the inspector. */
export function editedBy<Schema extends z.ZodType>(
  schema: Schema,
  control: SettingControl,
  more: FormNotes = {},
): Schema {
  const copy = schema.clone() as Schema;
  controls.add(copy, { ...control, ...more });
  return copy;
}

/** The form of an object of settings, in the order of their definition. Settings without a control stay out of it. */
export function settingsForm(settings: z.ZodObject): SettingDescriptor[] {
  return Object.entries(settings.shape).flatMap(([path, schema]) => {
    const control = controls.get(schema as z.ZodType) ?? controls.get(unwrap(schema as z.ZodType));
    if (control === undefined) return [];
    const required = control.required ?? !(schema as z.ZodType).safeParse(undefined).success;
    return [{ ...control, path, required }];
  });
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

import { GENERATED_TYPES } from '../../plan/operators/generator-scan.ts';
import type { SettingControl, SettingDescriptor } from '../descriptor.ts';

type Types = readonly (keyof typeof GENERATED_TYPES)[];

const types = Object.keys(GENERATED_TYPES) as unknown as Types;

/** Parts of a generated column: its name and type, and below them what that type of column needs. */
export const columnForm: readonly SettingDescriptor[] = [
  { control: 'text', path: 'name', required: true },
  { control: 'choice', path: 'type', required: true, choices: types },
  ...needed(['sequence'], ['from', { control: 'number', integer: true }, '0']),
  ...needed(
    ['choice'],
    ['values', { control: 'values', of: 'text' }],
    ['weights', { control: 'values', of: 'number' }, ''],
  ),
  ...needed(['key'], ['count', { control: 'number', min: 1, integer: true }], ['prefix', { control: 'text' }, '']),
  ...needed(['int-range', 'double-range'], ['min', { control: 'number' }], ['max', { control: 'number' }]),
  ...needed(['normal'], ['mean', { control: 'number' }], ['deviation', { control: 'number', min: 0 }]),
  ...needed(types, ['nulls', { control: 'number', min: 0 }, '0']),
];

/** Parts of columns of these types; one with a text for its default can be left out. */
function needed(
  of: Types,
  ...parts: readonly (readonly [path: string, control: SettingControl, defaultText?: string])[]
): SettingDescriptor[] {
  return parts.map(([path, control, defaultText]) => ({
    ...control,
    path,
    required: defaultText === undefined,
    when: { path: 'type', is: of },
    ...(defaultText === undefined || defaultText === '' ? {} : { defaultText }),
  }));
}

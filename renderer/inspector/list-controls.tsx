import type { SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import { valueAt, withValue } from '../model/document-edits.ts';
import { useTexts } from '../ui/i18n.ts';
import { SuggestField } from '../ui/suggest-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { RowList } from './row-list.tsx';
import { type ControlProps, useSettingContext } from './setting-context.ts';
import { SettingMessages } from './setting-messages.tsx';
import { textOf } from './text-controls.tsx';
import { texts } from './texts.ts';

/** A list of objects, a row each. */
export function ListControl({ setting, path, value, onValue }: ControlProps<'list'>) {
  const { labelOf, Control } = useSettingContext();
  const t = useTexts(texts);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const label = (item: SettingDescriptor): string => labelOf(`${setting.path}.${item.path}`);
  return (
    <RowList
      items={items}
      onItems={onValue}
      newItem={() => newItem(setting.item)}
      headings={setting.item.map(label)}
      tracks={setting.item.map((item) => (item.control === 'switch' ? '44px' : 'minmax(0, 1fr)')).join(' ')}
      note={(index) => <SettingMessages path={`${path}.${index}`} />}
      row={(item, index) =>
        setting.item.map((each) => (
          <div key={each.path} className="min-w-0" data-setting={`${path}.${index}.${each.path}`}>
            <Control
              setting={each}
              path={`${path}.${index}.${each.path}`}
              value={valueAt(item, each.path)}
              onValue={(next, how) =>
                onValue(
                  items.map((other, at) => (at === index ? withValue(other, each.path.split('.'), next) : other)),
                  how,
                )
              }
              field={{ 'aria-label': `${label(each)}, ${t('row', { number: index + 1 })}` }}
            />
          </div>
        ))
      }
    />
  );
}

function newItem(item: readonly SettingDescriptor[]): unknown {
  const entries = item.filter((each) => each.required).map((each): [string, unknown] => [each.path, firstValue(each)]);
  return Object.fromEntries(entries);
}

function firstValue(setting: SettingDescriptor): unknown {
  if (setting.control === 'choice') return setting.choices[0] ?? '';
  if (setting.control === 'switch') return false;
  if (setting.control === 'number') return setting.min ?? 0;
  if (setting.control === 'list' || setting.control === 'columns') return [];
  return setting.control === 'data-type' ? 'string' : '';
}

/** Columns, each by its name or as an expression with a name of its own. */
export function ColumnsControl({ setting, path, value, onValue }: ControlProps<'columns'>) {
  const { columns, labelOf } = useSettingContext();
  const t = useTexts(texts);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const names = columns.map((column) => column.name);
  const set = (index: number, expr: string, as: string): void => {
    const next = as === '' ? expr : { expr, as };
    onValue(
      items.map((each, at) => (at === index ? next : each)),
      'typing',
    );
  };
  return (
    <RowList
      items={items}
      onItems={(next) => onValue(next.length === 0 && !setting.required ? undefined : next)}
      newItem={(): unknown => names.find((name) => !items.includes(name)) ?? ''}
      tracks="minmax(0, 3fr) minmax(0, 2fr)"
      note={(index) => <SettingMessages path={`${path}.${index}`} />}
      row={(item, index) => {
        const expr = textOf(typeof item === 'string' ? item : valueAt(item, 'expr'));
        const as = typeof item === 'string' ? '' : textOf(valueAt(item, 'as'));
        const row = `${labelOf(setting.path)}, ${t('row', { number: index + 1 })}`;
        return (
          <>
            <div className="min-w-0" data-setting={`${path}.${index}`}>
              <SuggestField
                aria-label={row}
                value={expr}
                suggestions={names}
                placeholder={t('expression')}
                onText={(text) => set(index, text, as)}
              />
            </div>
            <TextField
              mono
              aria-label={`${row}, ${t('as')}`}
              value={as}
              placeholder={t('as')}
              onText={(text) => set(index, expr, text)}
            />
          </>
        );
      }}
    />
  );
}

/** Names and texts, as Spark's reader takes its options. */
export function OptionsControl({ setting, path, value, onValue }: ControlProps<'options'>) {
  const t = useTexts(texts);
  const { labelOf } = useSettingContext();
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const items: readonly (readonly [string, unknown])[] = isObject ? Object.entries(value) : [];
  const set = (next: readonly (readonly [string, unknown])[], how?: 'typing'): void =>
    onValue(next.length === 0 && !setting.required ? undefined : Object.fromEntries(next), how);
  return (
    <RowList
      items={items}
      onItems={(next) => set(next)}
      newItem={() => [freeName(items.map(([name]) => name)), ''] as const}
      tracks="minmax(0, 1fr) minmax(0, 1fr)"
      row={([name, option], index, onItem) => {
        const row = `${labelOf(setting.path)}, ${t('row', { number: index + 1 })}`;
        const others = items.filter((_, at) => at !== index).map(([other]) => other);
        return (
          <>
            <TextField
              mono
              aria-label={`${row}, ${t('option')}`}
              value={name}
              placeholder={t('option')}
              data-setting={`${path}.${name}`}
              // A second option of the same name would swallow the first.
              onText={(text) => {
                if (!others.includes(text)) onItem([text, option]);
              }}
            />
            <TextField
              mono
              aria-label={`${row}, ${t('value')}`}
              value={textOf(option)}
              placeholder={t('value')}
              onText={(text) =>
                set(
                  items.map((each, at) => (at === index ? ([name, text] as const) : each)),
                  'typing',
                )
              }
            />
          </>
        );
      }}
    />
  );
}

function freeName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`option${number}`)) number++;
  return `option${number}`;
}

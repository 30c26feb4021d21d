import type { SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import { isShown } from '../model/config-summary.ts';
import { valueAt, withValue } from '../model/document-edits.ts';
import { classNames } from '../ui/class-names.ts';
import { useTexts } from '../ui/i18n.ts';
import { SuggestField } from '../ui/suggest-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ExpressionControl } from './expression-control.tsx';
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
  const always = setting.item.filter((each) => each.when === undefined);
  const setPart = (index: number, part: SettingDescriptor, next: unknown, how?: 'typing'): void =>
    onValue(
      items.map((other, at) => (at === index ? withPart(other, setting.item, part, next) : other)),
      how,
    );
  const labelOfPart = (part: SettingDescriptor, index: number): string =>
    `${label(part)}, ${t('row', { number: index + 1 })}`;
  return (
    <RowList
      items={items}
      onItems={onValue}
      newItem={() => newItem(setting.item)}
      headings={always.map(label)}
      tracks={always.map(trackOf).join(' ')}
      note={(index) => (
        <>
          <PartFields
            isInset
            parts={setting.item.filter((each) => each.when !== undefined && isShown(each, items[index]))}
            listPath={setting.path}
            path={`${path}.${index}`}
            value={items[index]}
            labelOfPart={(part) => labelOfPart(part, index)}
            onPart={(part, next, how) => setPart(index, part, next, how)}
          />
          <SettingMessages path={`${path}.${index}`} />
        </>
      )}
      row={(item, index) =>
        always.map((each) => (
          <div key={each.path} className="min-w-0" data-setting={`${path}.${index}.${each.path}`}>
            <Control
              setting={each}
              path={`${path}.${index}.${each.path}`}
              value={valueAt(item, each.path)}
              onValue={(next, how) => setPart(index, each, next, how)}
              field={{ 'aria-label': labelOfPart(each, index) }}
            />
          </div>
        ))
      }
    />
  );
}

/** Room of a part in a row: code needs most, a choice is a word. */
function trackOf({ control }: SettingDescriptor): string {
  if (control === 'switch') return '44px';
  if (control === 'choice') return 'minmax(84px, 2fr)';
  return control === 'expression' ? 'minmax(0, 3fr)' : 'minmax(0, 2fr)';
}

interface PartFieldsProps {
  /** Set back, as what belongs to the row above. */
  readonly isInset?: boolean;
  readonly parts: readonly SettingDescriptor[];
  readonly listPath: string;
  /** Where the object is in the config: `columns.0`. */
  readonly path: string;
  readonly value: unknown;
  /** What a screen reader says of a part's field. */
  readonly labelOfPart: (part: SettingDescriptor) => string;
  readonly onPart: (part: SettingDescriptor, value: unknown, how?: 'typing') => void;
}

/** Parts of an object one below the other, each with its label before it. */
function PartFields({ isInset = false, parts, listPath, path, value, labelOfPart, onPart }: PartFieldsProps) {
  const { Control, labelOf } = useSettingContext();
  if (parts.length === 0) return null;
  return (
    <div className={classNames('flex flex-col gap-1', isInset && 'mt-1 mb-2 ml-1 border-line border-l-2 pl-2')}>
      {parts.map((part) => (
        <div
          key={part.path}
          data-setting={`${path}.${part.path}`}
          className="grid grid-cols-[minmax(72px,1fr)_minmax(0,2fr)] items-center gap-2"
        >
          <span aria-hidden="true" className="truncate text-sm text-muted" title={labelOf(`${listPath}.${part.path}`)}>
            {labelOf(`${listPath}.${part.path}`)}
          </span>
          <div className="min-w-0">
            <Control
              setting={part}
              path={`${path}.${part.path}`}
              value={valueAt(value, part.path)}
              onValue={(next, how) => onPart(part, next, how)}
              field={{ 'aria-label': labelOfPart(part) }}
            />
          </div>
        </div>
      ))}
    </div>
  );
}

/** One object of several parts; it goes away with its last part where the node can do without it. */
export function GroupControl({ setting, path, value, onValue }: ControlProps<'group'>) {
  const { labelOf } = useSettingContext();
  return (
    <PartFields
      parts={setting.item.filter((each) => isShown(each, value))}
      listPath={setting.path}
      path={path}
      value={value}
      labelOfPart={(part) => `${labelOf(setting.path)}, ${labelOf(`${setting.path}.${part.path}`)}`}
      onPart={(part, next, how) => {
        const changed = withPart(value, setting.item, part, next);
        const isEmpty = Object.keys(changed as object).length === 0;
        onValue(isEmpty && !setting.required ? undefined : changed, how);
      }}
    />
  );
}

/** An object with another value for one part; parts that hang on it go where they no longer apply, and begin where they do. */
function withPart(
  target: unknown,
  parts: readonly SettingDescriptor[],
  part: SettingDescriptor,
  value: unknown,
): unknown {
  let changed = withValue(target, part.path.split('.'), value);
  for (const other of parts) {
    if (other.when?.path !== part.path) continue;
    const applies = isShown(other, changed);
    const known = valueAt(changed, other.path);
    if (!applies && known !== undefined) changed = withValue(changed, other.path.split('.'), undefined);
    if (applies && known === undefined && other.required) {
      changed = withValue(changed, other.path.split('.'), firstValue(other));
    }
  }
  return changed;
}

/** A new object of a list: its required parts, those included that hang on the first value of another. */
function newItem(parts: readonly SettingDescriptor[]): unknown {
  return parts.reduce<unknown>(
    (item, part) => (part.required && isShown(part, item) ? withValue(item, [part.path], firstValue(part)) : item),
    {},
  );
}

function firstValue(setting: SettingDescriptor): unknown {
  if (setting.control === 'choice') return setting.choices[0] ?? '';
  if (setting.control === 'switch') return false;
  if (setting.control === 'number') return setting.min ?? 0;
  if (setting.control === 'list' || setting.control === 'columns' || setting.control === 'values') return [];
  return setting.control === 'data-type' ? 'string' : '';
}

/** Columns, each by its name or as an expression with a name of its own. */
export function ColumnsControl({ setting, path, value, onValue }: ControlProps<'columns'>) {
  const { columns, labelOf } = useSettingContext();
  const t = useTexts(texts);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const names = columns.map((column) => column.name);
  const set = (index: number, expr: string, as: string): void => {
    const next = as === '' ? keyOf(expr, names, setting.namesOnly === true) : { expr, as };
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
      tracks={setting.namesOnly === true ? 'minmax(0, 1fr)' : 'minmax(0, 3fr) minmax(0, 2fr)'}
      note={(index) => <SettingMessages path={`${path}.${index}`} />}
      row={(item, index) => {
        const expr = textOf(typeof item === 'string' ? item : valueAt(item, 'expr'));
        const as = typeof item === 'string' ? '' : textOf(valueAt(item, 'as'));
        const row = `${labelOf(setting.path)}, ${t('row', { number: index + 1 })}`;
        return (
          <>
            <div className="min-w-0" data-setting={`${path}.${index}`}>
              {setting.namesOnly === true ? (
                <SuggestField
                  aria-label={row}
                  value={expr}
                  suggestions={names}
                  details={new Map(columns.map((column) => [column.name, column.type]))}
                  placeholder={t('column')}
                  onText={(text) => set(index, text, as)}
                />
              ) : (
                <ExpressionControl
                  path={typeof item === 'string' ? `${path}.${index}` : `${path}.${index}.expr`}
                  value={expr}
                  placeholder={t('expression')}
                  onText={(text) => set(index, text, as)}
                  field={{ 'aria-label': row }}
                />
              )}
            </div>
            {setting.namesOnly !== true && (
              <TextField
                mono
                aria-label={`${row}, ${t('as')}`}
                value={as}
                placeholder={t('as')}
                onText={(text) => set(index, expr, text)}
              />
            )}
          </>
        );
      }}
    />
  );
}

/**
 * A bare text is a column's name, whatever characters it has; what is no name is an expression, and says so.
 */
export function keyOf(text: string, names: readonly string[], namesOnly: boolean): string | { readonly expr: string } {
  return namesOnly || names.includes(text) || /^[\p{L}\p{N}_]*$/u.test(text) ? text : { expr: text };
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

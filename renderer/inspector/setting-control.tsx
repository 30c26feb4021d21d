import { unreachable } from '../../engine/base/assert.ts';
import { labelIdOf } from '../ui/field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { JsonControl, NumberControl, ValuesControl } from './draft-controls.tsx';
import { ColumnsControl, GroupControl, ListControl, OptionsControl } from './list-controls.tsx';
import type { ControlProps } from './setting-context.ts';
import {
  ColumnControl,
  DataTypeControl,
  ExpressionTextControl,
  PathControl,
  TextControl,
  textOf,
} from './text-controls.tsx';
import { texts } from './texts.ts';
import { TriggerControl } from './trigger-control.tsx';

/** The control that edits one setting, chosen by its description. */
export function SettingControl({ setting, ...rest }: ControlProps) {
  switch (setting.control) {
    case 'expression':
      return <ExpressionTextControl setting={setting} {...rest} />;
    case 'text':
    case 'duration':
      return <TextControl setting={setting} {...rest} />;
    case 'path':
      return <PathControl setting={setting} {...rest} />;
    case 'number':
      return <NumberControl setting={setting} {...rest} />;
    case 'switch':
      return <SwitchControl setting={setting} {...rest} />;
    case 'choice':
      return <ChoiceControl setting={setting} {...rest} />;
    case 'data-type':
      return <DataTypeControl setting={setting} {...rest} />;
    case 'column':
      return <ColumnControl setting={setting} {...rest} />;
    case 'columns':
      return <ColumnsControl setting={setting} {...rest} />;
    case 'json':
      return <JsonControl setting={setting} {...rest} />;
    case 'options':
      return <OptionsControl setting={setting} {...rest} />;
    case 'trigger':
      return <TriggerControl setting={setting} {...rest} />;
    case 'values':
      return <ValuesControl setting={setting} {...rest} />;
    case 'group':
      return <GroupControl setting={setting} {...rest} />;
    case 'list':
      return <ListControl setting={setting} {...rest} />;
    default:
      return unreachable(setting);
  }
}

function SwitchControl({ setting, value, onValue, field }: ControlProps<'switch'>) {
  const { 'aria-invalid': _, 'aria-required': __, id, ...labels } = field;
  const unset = setting.defaultText === 'true';
  return (
    <Switch
      {...(id === undefined ? {} : { id, 'aria-labelledby': labelIdOf(id) })}
      {...labels}
      checked={typeof value === 'boolean' ? value : unset}
      onChecked={(checked) => onValue(checked === unset && !setting.required ? undefined : checked)}
    />
  );
}

const notSet = '';

function ChoiceControl({ setting, value, onValue, field }: ControlProps<'choice'>) {
  const t = useTexts(texts);
  const text = textOf(value);
  const known = setting.choices.includes(text) || text === notSet;
  // In a row of a list, which gives a control no id, there is room for a word.
  const isInRow = field.id === undefined;
  const unset =
    setting.defaultText === undefined
      ? isInRow
        ? '–'
        : t('notSet')
      : isInRow
        ? setting.defaultText
        : t('choiceDefault', { text: setting.defaultText });
  const others = setting.choices.filter((choice) => choice !== setting.defaultText || choice === text);
  const options = [
    ...(setting.required && text !== notSet ? [] : [{ value: notSet, label: unset }]),
    ...others.map((choice) => ({ value: choice, label: choice })),
    // A value that a file has and no list knows is shown as it is.
    ...(known ? [] : [{ value: text, label: text }]),
  ];
  return (
    <Select
      {...field}
      mono
      value={text}
      options={options}
      onValue={(next) => onValue(next === notSet ? undefined : next)}
    />
  );
}

import { File, Folder } from 'lucide-react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { ownValue } from '../model/own-value.ts';
import { say, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SuggestField } from '../ui/suggest-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ExpressionControl } from './expression-control.tsx';
import { type ControlProps, useSettingContext } from './setting-context.ts';
import { texts } from './texts.ts';

/** The text that a setting has, or takes away when it is optional and empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

function textOrNothing(text: string, required: boolean): string | undefined {
  return text === '' && !required ? undefined : text;
}

/** A text that is an expression over the columns; for a node with two inputs, with likely ones to choose from. */
export function ExpressionTextControl({ setting, path, value, onValue, field }: ControlProps<'expression'>) {
  const t = useTexts(texts);
  const { conditions } = useSettingContext();
  const text = textOf(value);
  const likely = conditions === null || conditions.includes(text) ? [] : conditions.slice(0, shownMax);
  return (
    <>
      <ExpressionControl
        path={path}
        value={text}
        placeholder={setting.defaultText ?? (setting.required ? ownValue(examples, setting.path) : undefined)}
        onText={(next) => onValue(textOrNothing(next, setting.required), 'typing')}
        field={field}
      />
      {likely.length > 0 && (
        <ul aria-label={t('likely')} className="flex flex-col gap-0.5">
          {likely.map((condition) => (
            <li key={condition}>
              <button
                type="button"
                title={condition}
                onClick={() => onValue(condition)}
                className="w-full truncate rounded-md bg-sunken px-2 py-0.5 text-left font-mono text-sm text-muted hover:bg-hover hover:text-ink"
              >
                {condition}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const shownMax = 3;

/** What could be written into an empty field, by its setting. */
const examples: Readonly<Record<string, string>> = {
  condition: "action = 'Open'",
  expr: 'column',
  gap: '5 minutes',
  on: 'left.id = right.id',
};

export function TextControl({ setting, value, onValue, field }: ControlProps<'text' | 'duration'>) {
  const placeholder = setting.defaultText ?? ('placeholder' in setting ? setting.placeholder : undefined);
  return (
    <TextField
      {...field}
      mono={setting.control !== 'text'}
      value={textOf(value)}
      placeholder={placeholder ?? (setting.control === 'duration' ? '10 minutes' : undefined)}
      onText={(text) => onValue(textOrNothing(text, setting.required), 'typing')}
    />
  );
}

export function PathControl({ setting, value, onValue, field }: ControlProps<'path'>) {
  const t = useTexts(texts);
  const { bridge, notices } = useWorkspace();
  const documentPath = useDocument((state) => state.path ?? state.basePath);
  const pick = async (kind: 'file' | 'folder'): Promise<void> => {
    try {
      const path = await bridge.request('document.pick-path', { kind, documentPath });
      if (path !== null) onValue(path);
    } catch (error) {
      notices.fail(say(texts, kind === 'file' ? 'pickFile' : 'pickFolder'), error);
    }
  };
  return (
    <div className="flex items-center gap-1">
      <TextField
        {...field}
        mono
        value={textOf(value)}
        placeholder={setting.defaultText}
        onText={(text) => onValue(textOrNothing(text, setting.required), 'typing')}
      />
      <IconButton label={t('pickFolder')} onClick={() => void pick('folder')}>
        <Folder />
      </IconButton>
      {setting.pick === 'file-or-folder' && (
        <IconButton label={t('pickFile')} onClick={() => void pick('file')}>
          <File />
        </IconButton>
      )}
    </div>
  );
}

/** Types that are offered; any other can be typed where there is a field. */
export const typeNames = [
  'string',
  'timestamp',
  'int',
  'bigint',
  'double',
  'boolean',
  'date',
  'decimal(10,2)',
  'array<string>',
];

export function DataTypeControl({ setting, value, onValue, field }: ControlProps<'data-type'>) {
  return (
    <SuggestField
      {...field}
      value={textOf(value)}
      suggestions={typeNames}
      placeholder={setting.defaultText ?? 'string'}
      onText={(text) => onValue(textOrNothing(text, setting.required), 'typing')}
    />
  );
}

export function ColumnControl({ setting, value, onValue, field }: ControlProps<'column'>) {
  const { columns } = useSettingContext();
  const fitting = columns.filter((column) => setting.ofType === undefined || column.type === setting.ofType);
  return (
    <SuggestField
      {...field}
      value={textOf(value)}
      suggestions={fitting.map((column) => column.name)}
      details={new Map(fitting.map((column) => [column.name, column.type]))}
      placeholder={setting.defaultText}
      onText={(text) => onValue(textOrNothing(text, setting.required), 'typing')}
    />
  );
}

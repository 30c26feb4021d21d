import { File, Folder } from 'lucide-react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { say, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SuggestField } from '../ui/suggest-field.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { type ControlProps, useSettingContext } from './setting-context.ts';
import { texts } from './texts.ts';

/** The text that a setting has, or takes away when it is optional and empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

export function textOrNothing(text: string, required: boolean): string | undefined {
  return text === '' && !required ? undefined : text;
}

export function TextControl({ setting, value, onValue, field }: ControlProps<'text' | 'duration' | 'expression'>) {
  const { conditions } = useSettingContext();
  const placeholder = setting.defaultText ?? ('placeholder' in setting ? setting.placeholder : undefined);
  if (setting.control === 'expression' && conditions !== null) {
    return <ConditionControl value={textOf(value)} conditions={conditions} onValue={onValue} field={field} />;
  }
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

/** Letters of code that fit on one line of the inspector. */
const lineLetters = 26;
const shownMax = 3;

interface ConditionControlProps extends Pick<ControlProps<'expression'>, 'onValue' | 'field'> {
  readonly value: string;
  readonly conditions: readonly string[];
}

/** The condition of a join: too long for one line, and often one of a few. */
function ConditionControl({ value, conditions, onValue, field }: ConditionControlProps) {
  const t = useTexts(texts);
  const lines = value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineLetters)), 0);
  const likely = conditions.includes(value) ? [] : conditions.slice(0, shownMax);
  return (
    <>
      <TextArea
        {...field}
        mono
        rows={Math.min(8, Math.max(2, lines))}
        value={value}
        onText={(text) => onValue(text, 'typing')}
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

const typeNames = [
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
      placeholder={setting.defaultText}
      onText={(text) => onValue(textOrNothing(text, setting.required), 'typing')}
    />
  );
}

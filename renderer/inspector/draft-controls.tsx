/** Controls whose text is not always a value: what is typed stays while it is not one, the last good value holds. */
import { useEffect, useState } from 'react';
import { useTexts } from '../ui/i18n.ts';
import { TextArea, TextField } from '../ui/text-field.tsx';
import type { ControlProps } from './setting-context.ts';
import { texts } from './texts.ts';

export function NumberControl({ setting, value, onValue, field }: ControlProps<'number'>) {
  const t = useTexts(texts);
  const [draft, setDraft] = useDraft(value, (each) => (each === undefined ? '' : String(each)));
  const [bad, setBad] = useState(false);
  return (
    <>
      <TextField
        {...field}
        inputMode="numeric"
        value={draft}
        placeholder={setting.defaultText}
        aria-invalid={bad || field['aria-invalid']}
        className="tabular"
        onText={(text) => {
          setDraft(text);
          const parsed = parseNumber(text);
          setBad(parsed === null);
          if (parsed !== null) onValue(parsed, 'typing');
        }}
      />
      {bad && <p className="text-sm text-danger">{t('notNumber')}</p>}
    </>
  );
}

/** The number a text says, undefined for an empty one, null for any other. */
export function parseNumber(text: string): number | undefined | null {
  const plain = text.trim().replace(',', '.').replace(/[\s_]/g, '');
  if (plain === '') return undefined;
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

export function JsonControl({ value, onValue, field }: ControlProps<'json'>) {
  const t = useTexts(texts);
  const [draft, setDraft] = useDraft(value, (each) => (each === undefined ? '' : JSON.stringify(each, null, 1)));
  const [bad, setBad] = useState(false);
  return (
    <>
      <TextArea
        {...field}
        mono
        rows={Math.min(14, Math.max(4, draft.split('\n').length))}
        value={draft}
        aria-invalid={bad || field['aria-invalid']}
        onText={(text) => {
          setDraft(text);
          const parsed = parseJson(text);
          setBad(parsed === null);
          if (parsed !== null) onValue(parsed.value, 'typing');
        }}
      />
      {bad && <p className="text-sm text-danger">{t('notJson')}</p>}
    </>
  );
}

function parseJson(text: string): { readonly value: unknown } | null {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** A list of texts or numbers, written with commas. */
export function ValuesControl({ setting, value, onValue, field }: ControlProps<'values'>) {
  const t = useTexts(texts);
  const read = (text: string) => parseValues(text, setting.of);
  const [draft, setDraft] = useDraft(value, writeValues, read);
  const [bad, setBad] = useState(false);
  return (
    <>
      <TextField
        {...field}
        mono
        value={draft}
        placeholder={setting.defaultText ?? (setting.of === 'number' ? '3, 1' : 'Open, Close')}
        aria-invalid={bad || field['aria-invalid']}
        onText={(text) => {
          setDraft(text);
          const parsed = read(text);
          setBad(parsed === null);
          if (parsed !== null) onValue(parsed.value, 'typing');
        }}
      />
      {bad && <p className="text-sm text-danger">{t(setting.of === 'number' ? 'notNumbers' : 'notTexts')}</p>}
    </>
  );
}

/** The list that a text says: values between commas, or a JSON array for those that hold commas. Null where it says none. */
export function parseValues(text: string, of: 'text' | 'number'): { readonly value: unknown } | null {
  const plain = text.trim();
  if (plain === '') return { value: undefined };
  if (plain.startsWith('[')) {
    const parsed = parseJson(plain);
    const isOne = (each: unknown): boolean => (of === 'number' ? typeof each === 'number' : typeof each === 'string');
    return Array.isArray(parsed?.value) && parsed.value.every(isOne) ? parsed : null;
  }
  const parts = plain
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (of === 'text') return { value: parts };
  const numbers = parts.map(parseNumber);
  return numbers.every((each) => typeof each === 'number') ? { value: numbers } : null;
}

export function writeValues(value: unknown): string {
  if (value === undefined) return '';
  const isPlain = (each: unknown): boolean =>
    typeof each === 'number' || (typeof each === 'string' && /^[^\s,[][^,]*$/.test(each) && each === each.trim());
  return Array.isArray(value) && value.every(isPlain) ? value.join(', ') : JSON.stringify(value);
}

/** What is typed; taken anew from the value when that changes by other ways than typing (undo, another node). */
function useDraft(
  value: unknown,
  write: (value: unknown) => string,
  read: (text: string) => { readonly value: unknown } | null = parseJson,
): [string, (text: string) => void] {
  const [draft, setDraft] = useState({ text: write(value), of: JSON.stringify(value) });
  const now = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another value replaces what is typed
  useEffect(() => {
    setDraft((old) => {
      const meant = read(old.text);
      const same = meant !== null && JSON.stringify(meant.value) === now;
      return same || old.of === now ? { ...old, of: now } : { text: write(value), of: now };
    });
  }, [now]);
  return [draft.text, (text) => setDraft((old) => ({ ...old, text }))];
}

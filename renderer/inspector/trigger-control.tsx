import { valueAt } from '../model/document-edits.ts';
import { useTexts } from '../ui/i18n.ts';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { ControlProps } from './setting-context.ts';
import { textOf } from './text-controls.tsx';
import { texts } from './texts.ts';

const triggerTypes = ['default', 'processing-time', 'once', 'available-now'] as const;
type TriggerType = (typeof triggerTypes)[number];

/** When a query starts its next micro-batch. */
export function TriggerControl({ value, onValue, field }: ControlProps<'trigger'>) {
  const t = useTexts(texts);
  const type = triggerTypes.find((each) => each === valueAt(value, 'type')) ?? 'default';
  const interval = textOf(valueAt(value, 'interval'));
  const set = (next: TriggerType): void =>
    onValue(
      next === 'processing-time' ? { type: next, interval: interval === '' ? '10 seconds' : interval } : { type: next },
    );
  return (
    <div className="flex flex-col gap-1">
      <Select
        {...field}
        value={type}
        onValue={(next) => set(triggerTypes.find((each) => each === next) ?? 'default')}
        options={triggerTypes.map((each) => ({ value: each, label: t(`trigger_${each}`) }))}
      />
      {type === 'processing-time' && (
        <TextField
          mono
          aria-label={t('interval')}
          value={interval}
          placeholder="10 seconds"
          onText={(text) => onValue({ type, interval: text }, 'typing')}
        />
      )}
    </div>
  );
}

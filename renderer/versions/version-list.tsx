import type { KeyboardEvent } from 'react';
import type { DocumentVersion } from '../../electron/contract/shapes.ts';
import { classNames } from '../ui/class-names.ts';
import { currentLanguage, useLanguage, useTexts } from '../ui/i18n.ts';
import { sentence } from '../ui/sentence.ts';
import { texts } from './texts.ts';

interface VersionListBoxProps {
  readonly versions: readonly DocumentVersion[];
  readonly chosen: string;
  /** What the file holds, where that is what is open. */
  readonly currentFingerprint: string | null;
  readonly onChoose: (id: string) => void;
}

/** Versions by day and time, the newest first; the arrow keys go from one to the next. */
export function VersionListBox({ versions, chosen, currentFingerprint, onChoose }: VersionListBoxProps) {
  const t = useTexts(texts);
  useLanguage();
  const time = new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'medium' });
  const days = groupByDay(versions);
  // The same content may have been saved before: only the last time is now.
  const current = versions.find((each) => each.fingerprint === currentFingerprint)?.id;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      Home: -versions.length,
      End: versions.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = versions.findIndex((each) => each.id === chosen) + step;
    const next = versions[Math.max(0, Math.min(versions.length - 1, at))];
    if (next === undefined) return;
    onChoose(next.id);
    const items = event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]');
    items[versions.indexOf(next)]?.focus();
  };
  const nameOfDay = (key: string, ms: number): string => {
    if (key === dayOf(Date.now())) return t('today');
    if (key === dayOf(Date.now() - 24 * 3600 * 1000)) return t('yesterday');
    return sentence(new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'full' }).format(ms));
  };
  return (
    <div
      role="listbox"
      aria-label={t('list')}
      onKeyDown={onKeyDown}
      className="w-56 shrink-0 overflow-y-auto rounded-lg border border-line p-1"
    >
      {days.map(({ day, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a list box
        <div key={day} role="group" aria-label={nameOfDay(day, entries[0]?.savedAtMs ?? 0)}>
          <p className="px-2 pt-2 pb-1 text-sm font-medium text-faint">{nameOfDay(day, entries[0]?.savedAtMs ?? 0)}</p>
          {entries.map((version) => (
            <div
              key={version.id}
              role="option"
              aria-selected={version.id === chosen}
              tabIndex={version.id === chosen ? 0 : -1}
              onClick={() => onChoose(version.id)}
              onKeyDown={(event) => event.key === 'Enter' && onChoose(version.id)}
              className={classNames(
                'tabular flex h-8 items-center justify-between gap-2 rounded-md px-2',
                version.id === chosen ? 'bg-accent-soft font-medium text-ink' : 'hover:bg-hover',
              )}
            >
              <span>{time.format(version.savedAtMs)}</span>
              {version.id === current && <span className="truncate text-sm font-normal text-muted">{t('isNow')}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function dayOf(ms: number): string {
  return new Date(ms).toDateString();
}

function groupByDay(versions: readonly DocumentVersion[]): { day: string; entries: DocumentVersion[] }[] {
  const days: { day: string; entries: DocumentVersion[] }[] = [];
  for (const version of versions) {
    const day = dayOf(version.savedAtMs);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(version);
    else days.push({ day, entries: [version] });
  }
  return days;
}

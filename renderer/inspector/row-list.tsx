import { ArrowDown, ArrowUp, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Menu } from '../ui/menu.tsx';
import { fieldSelector } from './field-selector.ts';
import { texts } from './texts.ts';

interface RowListProps<Item> {
  readonly items: readonly Item[];
  readonly onItems: (items: readonly Item[]) => void;
  readonly newItem: () => Item;
  /** Names of the columns, above the rows. */
  readonly headings?: readonly string[];
  /** Tracks of the grid for one row, without the one for its actions. */
  readonly tracks: string;
  readonly row: (item: Item, index: number, onItem: (item: Item) => void) => ReactNode;
  /** What is said below a row. */
  readonly note?: (index: number) => ReactNode;
}

/** A list that is edited row by row: each can be moved and removed, and one more can be added at the end. */
export function RowList<Item>({ items, onItems, newItem, headings, tracks, row, note }: RowListProps<Item>) {
  const t = useTexts(texts);
  const add = (): void => {
    onItems([...items, newItem()]);
    setAdded(added + 1);
  };
  const swap = (from: number, to: number): void => {
    const next = [...items];
    const [taken] = next.splice(from, 1);
    if (taken === undefined) return;
    next.splice(to, 0, taken);
    onItems(next);
  };
  const list = useRef<HTMLOListElement>(null);
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (added > 0) list.current?.querySelector<HTMLElement>(`:scope > li:last-child :is(${fieldSelector})`)?.focus();
  }, [added]);
  const columns = { gridTemplateColumns: `${tracks} 24px` };
  return (
    <div className="flex flex-col gap-1">
      {headings !== undefined && items.length > 0 && (
        <div aria-hidden="true" className="grid gap-1 px-0.5 text-xs text-faint" style={columns}>
          {headings.map((heading) => (
            <span key={heading} className="truncate">
              {heading}
            </span>
          ))}
        </div>
      )}
      <ol ref={list} className="flex flex-col gap-1">
        {items.map((item, index) => (
          // Rows have no identity but their place: values are edited in place, and rows are moved as wholes.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <div className="grid items-center gap-1" style={columns}>
              {row(item, index, (next) => onItems(items.map((each, at) => (at === index ? next : each))))}
              <Menu
                align="end"
                trigger={
                  <button
                    type="button"
                    aria-label={t('rowActions', { number: index + 1 })}
                    className="inline-flex size-6 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
                  >
                    <Ellipsis className="size-4" />
                  </button>
                }
                entries={[
                  {
                    type: 'item',
                    id: 'up',
                    label: t('moveUp'),
                    icon: <ArrowUp />,
                    disabled: index === 0,
                    onSelect: () => swap(index, index - 1),
                  },
                  {
                    type: 'item',
                    id: 'down',
                    label: t('moveDown'),
                    icon: <ArrowDown />,
                    disabled: index === items.length - 1,
                    onSelect: () => swap(index, index + 1),
                  },
                  { type: 'line', id: 'line' },
                  {
                    type: 'item',
                    id: 'remove',
                    label: t('remove'),
                    icon: <Trash2 />,
                    onSelect: () => onItems(items.filter((_, at) => at !== index)),
                  },
                ]}
              />
            </div>
            {note?.(index)}
          </li>
        ))}
      </ol>
      <div>
        <Button size="sm" tone="quiet" icon={<Plus />} onClick={add} className="-ml-1">
          {t('add')}
        </Button>
      </div>
    </div>
  );
}

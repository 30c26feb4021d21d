import { useVirtualizer } from '@tanstack/react-virtual';
import { ListTree } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { wireTitle } from '../model/wire-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { OutlineLine } from './outline-line.tsx';
import type { OutlineRow } from './outline-rows.ts';
import { texts } from './texts.ts';
import { useOutline } from './use-outline.ts';

const rowPx = 28;

/**
 * The graph as a tree, made to be heard: the same document and the same selection as the canvas, read in the order in which rows
 * flow. Commands of the canvas (connect, add, copy …) act on its line as they act on a card.
 */
export function Outline() {
  const t = useTexts(texts);
  const { documents, catalogue, notices, view } = useWorkspace();
  const names = useNodeNames();
  const language = useLanguage();
  const id = useId();
  const helpId = `${id}-help`;
  const tree = useRef<HTMLDivElement>(null);
  const selection = useDocument((state) => state.selection);
  const removed = (row: OutlineRow): void => {
    if (row.type === 'node') notices.announce(t('removedNode', { title: nodeTitle(catalogue, row.node, language) }));
    else if (row.type === 'wire')
      notices.announce(t('removedWire', { title: `${names(row.edge.source)} → ${names(row.edge.target)}` }));
    else if (row.type === 'group') notices.announce(t('removedGroup'));
    else notices.announce(t('removedNote'));
  };
  const outline = useOutline(tree, { removed });
  const { rows, active } = outline;
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => tree.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const activeIndex = rows.findIndex((row) => row.key === active);
  useEffect(() => {
    if (activeIndex >= 0) lines.scrollToIndex(activeIndex, { align: 'auto' });
  }, [lines, activeIndex]);
  const asked = useView((state) => state.outlineFocus);
  useEffect(() => {
    if (asked === 0) return;
    tree.current?.focus();
    // Done: coming back to this tab later is no asking.
    view.set({ outlineFocus: 0 });
  }, [asked, view]);

  const lineId = (key: string): string => `${id}-${key.replace(/\s+/g, '-')}`;
  if (rows.length === 0)
    return (
      <EmptyState icon={<ListTree />} title={t('emptyTitle')}>
        {t('empty')}
      </EmptyState>
    );
  return (
    <section aria-label={t('title')} className="flex h-full flex-col bg-surface">
      <p id={helpId} className="sr-only">
        {t('help')}
      </p>
      <div
        ref={tree}
        role="tree"
        aria-label={t('title')}
        aria-describedby={helpId}
        aria-multiselectable="true"
        aria-activedescendant={active === null ? undefined : lineId(active)}
        tabIndex={0}
        data-key-scope="canvas"
        onKeyDown={outline.onKeyDown}
        className="group/tree relative min-h-0 flex-1 overflow-y-auto p-1.5 outline-none"
      >
        <div role="presentation" className="relative" style={{ height: lines.getTotalSize() }}>
          {lines.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <OutlineLine
                key={row.key}
                id={lineId(row.key)}
                row={row}
                top={start}
                heightPx={rowPx}
                isActive={row.key === active}
                selection={selection}
                outline={outline}
                wireName={
                  row.type === 'wire' ? wireTitle(documents.getState().document, catalogue, language, row.id) : ''
                }
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

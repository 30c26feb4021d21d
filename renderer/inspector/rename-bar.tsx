import { ArrowRight, ChevronDown, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand/react';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { wordsOf } from '../model/catalogue.ts';
import { ownValue } from '../model/own-value.ts';
import type { RenameOffer } from '../model/rename-offers.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { texts } from './texts.ts';

/** Offers to write a column's new name in the settings downstream. Nothing is there while nothing is offered. */
export function RenameBar() {
  const { renames } = useWorkspace();
  const offer = useStore(renames);
  return (
    <div role="status" className="sticky bottom-0 z-10">
      {offer !== null && <Offered key={`${offer.nodeId} ${offer.from} ${offer.to}`} offer={offer} />}
    </div>
  );
}

function Offered({ offer }: { readonly offer: RenameOffer }) {
  const t = useTexts(texts);
  const { renames } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const { from, to, edits } = offer;
  const accept = edits.length === 1 ? t('renameOne') : t('renameMany', { number: edits.length });
  return (
    <section aria-label={t('renameTitle')} className="border-line border-t bg-surface px-4 py-3 shadow-float">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1">
          {t('renameTitle')}
          <span className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-1.5 font-mono text-sm">
            <span className="max-w-full truncate text-muted">{from}</span>
            <ArrowRight aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
            <span className="max-w-full truncate">{to}</span>
          </span>
        </p>
        <IconButton label={t('renameDismiss')} onClick={renames.dismiss}>
          <X />
        </IconButton>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="sm" tone="primary" onClick={renames.accept}>
          {accept}
        </Button>
        <Button
          size="sm"
          tone="quiet"
          aria-expanded={isOpen}
          icon={isOpen ? <ChevronDown /> : <ChevronRight />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('renamePlaces')}
        </Button>
      </div>
      {isOpen && <Places edits={edits} />}
    </section>
  );
}

function Places({ edits }: Pick<RenameOffer, 'edits'>) {
  const names = useNodeNames();
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const nodes = useDocument((state) => state.document.nodes);
  const settingName = (nodeId: string, path: string): string => {
    const descriptor = catalogue.byKind.get(nodes.find(({ id }) => id === nodeId)?.kind ?? '');
    if (descriptor === undefined) return path;
    const { settings } = wordsOf(descriptor, language);
    const parts = path.split('.').filter((part) => !/^\d+$/.test(part));
    return ownValue(settings, parts.join('.'))?.label ?? ownValue(settings, parts[0] ?? '')?.label ?? path;
  };
  return (
    <ul className="mt-2 flex max-h-40 flex-col gap-1.5 overflow-y-auto text-sm" data-selectable>
      {edits.map(({ nodeId, setting, before, after }) => (
        <li key={`${nodeId} ${setting}`}>
          <span className="text-muted">
            {names(nodeId) ?? nodeId} · {settingName(nodeId, setting)}
          </span>
          <span className="wrap-anywhere block font-mono">
            <del className="text-faint">{before}</del> <ins className="no-underline">{after}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}

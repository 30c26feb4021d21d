import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandId } from '../commands/texts.ts';
import { useCommand } from '../commands/use-command.ts';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { wordsOf } from '../model/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { KindIcon } from '../ui/kind-icon.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** Several nodes: what they are, and what can be done with them together. */
export function SelectionInspector({ nodeIds }: { readonly nodeIds: readonly string[] }) {
  const t = useTexts(texts);
  const hasThree = nodeIds.length > 2;
  return (
    <>
      <Section title={t('selectedMany', { number: nodeIds.length })}>
        <KindCounts nodeIds={nodeIds} />
        <div className="mt-3 flex flex-wrap gap-2">
          <CommandButton id="edit.duplicate" />
          <CommandButton id="group.make" />
          <CommandButton id="arrange.tidy" />
          <CommandButton id="edit.delete" tone="danger" />
        </div>
      </Section>
      <Section title={t('arrange')}>
        <div className="-mx-1 flex flex-wrap">
          <CommandIcon id="align.left" icon={<AlignStartVertical />} />
          <CommandIcon id="align.centre" icon={<AlignCenterVertical />} />
          <CommandIcon id="align.right" icon={<AlignEndVertical />} />
          <CommandIcon id="align.top" icon={<AlignStartHorizontal />} />
          <CommandIcon id="align.middle" icon={<AlignCenterHorizontal />} />
          <CommandIcon id="align.bottom" icon={<AlignEndHorizontal />} />
          <CommandIcon id="align.distribute-horizontally" icon={<AlignHorizontalSpaceBetween />} isOff={!hasThree} />
          <CommandIcon id="align.distribute-vertically" icon={<AlignVerticalSpaceBetween />} isOff={!hasThree} />
        </div>
      </Section>
    </>
  );
}

function KindCounts({ nodeIds }: { readonly nodeIds: readonly string[] }) {
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const nodes = useDocument((state) => state.document.nodes);
  const chosen = new Set(nodeIds);
  const counts = new Map<string, number>();
  for (const { id, kind } of nodes) if (chosen.has(id)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (
    <ul className="flex flex-col gap-1">
      {[...counts].map(([kind, count]) => {
        const descriptor = catalogue.byKind.get(kind);
        return (
          <li key={kind} className="flex items-center gap-2">
            <span className="text-muted">
              <KindIcon kind={kind} />
            </span>
            <span className="min-w-0 flex-1 truncate">
              {descriptor === undefined ? kind : wordsOf(descriptor, language).title}
            </span>
            <span className="tabular text-muted">{count}</span>
          </li>
        );
      })}
    </ul>
  );
}

function CommandButton({ id, tone = 'secondary' }: { readonly id: CommandId; readonly tone?: 'secondary' | 'danger' }) {
  const command = useCommand(id);
  return (
    <Button tone={tone} onClick={command.run}>
      {command.title}
    </Button>
  );
}

interface CommandIconProps {
  readonly id: CommandId;
  readonly icon: ReactNode;
  readonly isOff?: boolean;
}

function CommandIcon({ id, icon, isOff = false }: CommandIconProps) {
  const command = useCommand(id);
  return (
    <IconButton label={command.title} keys={command.keys} disabled={isOff} onClick={command.run}>
      {icon}
    </IconButton>
  );
}

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { RecentDocument } from '../../electron/contract/shapes.ts';
import { runCommand } from '../commands/key-handling.ts';
import { printBinding } from '../commands/keys.ts';
import { findCommand } from '../commands/registry.ts';
import { type CommandId, commandTexts } from '../commands/texts.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { openDocument } from '../model/document-files.ts';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { texts } from './texts.ts';

const groups: readonly (readonly CommandId[])[] = [
  ['file.new', 'file.open', 'file.open-sample'],
  ['file.save', 'file.save-as'],
  ['file.import', 'file.export', 'file.export-pyspark'],
  ['file.copy-json', 'file.paste-json'],
];

export function FileMenu() {
  const t = useTexts(texts);
  const title = useTexts(commandTexts);
  const workspace = useWorkspace();
  const [recent, setRecent] = useState<readonly RecentDocument[]>([]);
  const entries: MenuEntry[] = groups.flatMap((group, index) => [
    ...(index === 0 ? [] : [{ type: 'line', id: `line ${group[0]}` } as const]),
    ...group.map((id): MenuEntry => {
      const command = findCommand(id);
      const keys = command.keys?.[0];
      return {
        type: 'item',
        id,
        label: title(id),
        keys: keys === undefined ? undefined : printBinding(keys, workspace.info.platform),
        onSelect: () => runCommand(workspace, command),
      };
    }),
  ]);
  if (recent.length > 0) {
    entries.push({ type: 'line', id: 'line recent' }, { type: 'heading', id: 'recent', label: t('recent') });
    for (const { path, name } of recent.slice(0, 8)) {
      entries.push({ type: 'item', id: path, label: name, onSelect: () => void openDocument(workspace, path) });
    }
  }
  const askRecent = (): void => {
    workspace.bridge.request('document.recent', undefined).then(setRecent, () => setRecent([]));
  };
  return (
    <Menu
      entries={entries}
      onOpen={askRecent}
      trigger={
        <Button tone="quiet" className="px-2">
          {t('file')}
          <ChevronDown className="size-3.5! text-faint" />
        </Button>
      }
    />
  );
}

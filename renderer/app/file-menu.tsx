import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { RecentDocument } from '../../electron/contract/shapes.ts';
import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { openDocument } from '../model/document-files.ts';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { menuEntries } from './menu-entries.ts';
import { texts } from './texts.ts';

export function FileMenu() {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const [recent, setRecent] = useState<readonly RecentDocument[]>([]);
  // Only to be drawn again when the keys change: the entries read them themselves.
  usePreferences((state) => state.keys);
  const entries: MenuEntry[] = menuEntries(workspace, 'file');
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

import { currentLanguage } from '../ui/i18n.ts';
import { nodeTitle } from './catalogue.ts';
import { differences } from './document-differences.ts';
import type { Workspace } from './workspace.ts';

/** Makes an edit and says to screen readers what has changed; nothing where nothing has. */
export async function announceEdit(
  { documents, notices, catalogue }: Pick<Workspace, 'documents' | 'notices' | 'catalogue'>,
  edit: () => unknown,
): Promise<void> {
  const before = documents.getState().document;
  await edit();
  const after = documents.getState().document;
  if (before === after) return;
  const found = differences(before, after, (node) => nodeTitle(catalogue, node, currentLanguage()));
  if (found.length > 0) notices.announce(found.join(', '));
}

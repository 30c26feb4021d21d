import { useCallback } from 'react';
import { textMax } from '../../electron/contract/shapes.ts';
import { useTexts } from '../ui/i18n.ts';
import { copyTexts } from './copy-texts.ts';
import { useWorkspace } from './workspace-context.tsx';

/** Puts a text on the clipboard and says so. */
export function useCopy(): (text: string) => Promise<void> {
  const t = useTexts(copyTexts);
  const { bridge, notices } = useWorkspace();
  return useCallback(
    async (text) => {
      if (text.length > textMax) {
        notices.notify({ tone: 'error', title: t('notCopied'), detail: t('tooLong') });
        return;
      }
      try {
        await bridge.request('clipboard.write', { text });
        notices.notify({ tone: 'success', title: t('copied') });
      } catch (error) {
        notices.fail(t('notCopied'), error);
      }
    },
    [bridge, notices, t],
  );
}

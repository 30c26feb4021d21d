import { usePreferences } from '../commands/workspace-context.tsx';
import { layoutFlag } from '../model/preferences-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { OverviewMap } from './overview-map.tsx';
import { texts } from './texts.ts';

/** The whole pipeline in small, to move about in. */
export function CanvasOverview() {
  const t = useTexts(texts);
  const isOpen = usePreferences((state) => layoutFlag(state, 'minimapOpen', true));
  return isOpen ? <OverviewMap label={t('minimap')} /> : null;
}

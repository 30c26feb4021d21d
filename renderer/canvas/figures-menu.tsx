import { Gauge } from 'lucide-react';
import { useCommand } from '../commands/use-command.ts';
import { usePreferences } from '../commands/workspace-context.tsx';
import { type FigureId, showsFigure } from '../model/figure-choice.ts';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { FigureIcon } from './figure-icon.tsx';
import { figureTexts } from './figure-texts.ts';

/** Which live figures are shown, with the sign of each: switches and legend in one. */
export function FiguresMenu() {
  const t = useTexts(figureTexts);
  const onCards = [useEntry('rows'), useEntry('rate'), useEntry('late'), useEntry('state'), useEntry('share')];
  const onWires = [useEntry('wires'), useEntry('motion')];
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={t('menu')}>
          <Gauge />
        </IconButton>
      }
      entries={[
        { type: 'heading', id: 'cards', label: t('onCards') },
        ...onCards,
        { type: 'line', id: 'line' },
        { type: 'heading', id: 'wires', label: t('onWires') },
        ...onWires,
      ]}
    />
  );
}

function useEntry(figure: FigureId): MenuEntry {
  const { title, keys, run } = useCommand(`view.figure-${figure}`);
  const checked = usePreferences((state) => showsFigure(state, figure));
  return { type: 'item', id: figure, label: title, icon: <FigureIcon figure={figure} />, keys, checked, onSelect: run };
}

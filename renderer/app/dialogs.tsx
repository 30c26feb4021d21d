import { printBinding } from '../commands/keys.ts';
import { commands } from '../commands/registry.ts';
import { commandTexts, keyTexts } from '../commands/texts.ts';
import { useNotices, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Kbd } from '../ui/kbd.tsx';
import { texts } from './texts.ts';

/** The dialogs that belong to no room: a question, the list of shortcuts, about. */
export function Dialogs() {
  return (
    <>
      <QuestionDialog />
      <ShortcutsDialog />
      <AboutDialog />
    </>
  );
}

function QuestionDialog() {
  const question = useNotices((state) => state.question);
  return (
    <Dialog
      open={question !== null}
      onClose={() => question?.answer(null)}
      title={question?.title ?? ''}
      description={question?.detail}
      actions={question?.choices.map((choice) => (
        <Button
          key={choice.id}
          tone={choice.tone ?? 'secondary'}
          autoFocus={choice.tone === 'primary'}
          onClick={() => question.answer(choice.id)}
        >
          {choice.label}
        </Button>
      ))}
    />
  );
}

const groups = [
  ['file', 'file'],
  ['edit', 'edit'],
  ['node', 'nodes'],
  ['run', 'run'],
  ['view', 'view'],
  ['help', 'help'],
] as const;

function ShortcutsDialog() {
  const t = useTexts(texts);
  const title = useTexts(commandTexts);
  const key = useTexts(keyTexts);
  const { view, info } = useWorkspace();
  const open = useView((state) => state.dialog === 'shortcuts');
  const onCanvas = [
    [key('tab'), t('keyNext')],
    ['← ↑ → ↓', t('keyMove')],
    [key('enter'), t('keyOpen')],
  ] as const;
  return (
    <Dialog
      wide
      open={open}
      onClose={() => view.set({ dialog: null })}
      title={title('help.shortcuts')}
      description={t('shortcutsHint')}
    >
      <div className="columns-2 gap-8">
        {groups.map(([prefix, heading]) => (
          <section key={prefix} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-sm font-medium text-faint">{t(heading)}</h3>
            {commands
              .filter((command) => command.id.startsWith(`${prefix}.`) && command.keys !== undefined)
              .map((command) => (
                <ShortcutLine
                  key={command.id}
                  title={title(command.id)}
                  keys={printBinding(command.keys?.[0] ?? '', info.platform)}
                />
              ))}
          </section>
        ))}
        <section className="break-inside-avoid">
          <h3 className="mb-1 text-sm font-medium text-faint">{t('canvasKeys')}</h3>
          {onCanvas.map(([keys, words]) => (
            <ShortcutLine key={keys} title={words} keys={keys} />
          ))}
        </section>
      </div>
    </Dialog>
  );
}

function ShortcutLine({ title, keys }: { readonly title: string; readonly keys: string }) {
  return (
    <p className="flex h-7 items-center justify-between gap-4">
      <span className="truncate">{title}</span>
      <Kbd keys={keys} />
    </p>
  );
}

function AboutDialog() {
  const t = useTexts(texts);
  const { view, info } = useWorkspace();
  const open = useView((state) => state.dialog === 'about');
  return (
    <Dialog open={open} onClose={() => view.set({ dialog: null })} title="Millrace" description={t('aboutText')}>
      <p className="tabular mt-2" data-selectable>
        {t('version', { version: info.version })}
      </p>
      {info.runtimeNote !== null && (
        <p className="text-warning" data-selectable>
          {info.runtimeNote}
        </p>
      )}
    </Dialog>
  );
}

import { CircleAlert, Crosshair, TriangleAlert } from 'lucide-react';
import { printBinding } from '../commands/keys.ts';
import { commands } from '../commands/registry.ts';
import { commandTexts, keyTexts } from '../commands/texts.ts';
import { useNotices, useView, useWorkspace } from '../commands/workspace-context.tsx';
import type { QuestionPoint } from '../model/notices-store.ts';
import { revealNode } from '../model/reveal.ts';
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
      wide={(question?.choices.length ?? 0) > 3 || (question?.points.length ?? 0) > 0}
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
    >
      {question !== null && question.points.length > 0 && (
        <QuestionPoints points={question.points} leave={() => question.answer(null)} />
      )}
    </Dialog>
  );
}

/** What a question is about, each at its node: a press closes the question and shows the node. */
function QuestionPoints(props: { readonly points: readonly QuestionPoint[]; readonly leave: () => void }) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const { nodes } = workspace.documents.getState().document;
  return (
    <ul className="mt-3 flex flex-col gap-2" data-selectable>
      {props.points.map(({ severity, message, hint, nodeId, setting }) => {
        const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
        const isThere = nodeId !== undefined && nodes.some((node) => node.id === nodeId);
        return (
          <li key={`${nodeId} ${message}`} className="flex items-start gap-2 rounded-md bg-sunken p-2">
            <Icon
              aria-hidden="true"
              className={`mt-0.5 size-4 shrink-0 ${severity === 'error' ? 'text-danger' : 'text-warning'}`}
            />
            <span className="wrap-anywhere min-w-0 flex-1">
              {message}
              {hint !== undefined && <span className="block text-muted">{hint}</span>}
            </span>
            {isThere && (
              <Button
                size="sm"
                icon={<Crosshair />}
                onClick={() => {
                  props.leave();
                  revealNode(workspace, nodeId, setting ?? '');
                }}
              >
                {t('showNode')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
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

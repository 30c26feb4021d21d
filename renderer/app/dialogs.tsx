import { CircleAlert, Crosshair, TriangleAlert } from 'lucide-react';
import { useNotices, useView, useWorkspace } from '../commands/workspace-context.tsx';
import type { QuestionPoint } from '../model/notices-store.ts';
import { revealNode } from '../model/reveal.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useTexts } from '../ui/i18n.ts';
import { CommandPalette } from './command-palette/command-palette.tsx';
import { ShortcutsDialog } from './shortcuts/shortcuts-dialog.tsx';
import { texts } from './texts.ts';

/** The dialogs that belong to no room: a question, the command palette, the sheet of shortcuts, about. */
export function Dialogs() {
  return (
    <>
      <QuestionDialog />
      <CommandPalette />
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

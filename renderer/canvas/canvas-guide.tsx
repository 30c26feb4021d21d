import { Workflow } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { addBeside } from '../model/add-beside.ts';
import { wordsOf } from '../model/catalogue.ts';
import { nextStep } from '../model/next-step.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { StartTemplates } from './start-templates.tsx';
import { texts } from './texts.ts';

/** What the canvas teaches while a pipeline is not whole: the first step large, the next ones in one line. */
export const CanvasGuide = memo(function CanvasGuide() {
  const { catalogue } = useWorkspace();
  const document = useDocument((state) => state.document);
  const step = useMemo(() => nextStep(document, catalogue), [document, catalogue]);
  if (document.nodes.length === 0) return <EmptyCanvas />;
  return step === null ? null : <NextStep step={step} />;
});

function EmptyCanvas() {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const language = useLanguage();
  const sample = useCommand('file.open-sample');
  const sources = workspace.catalogue.descriptors.filter((descriptor) => descriptor.family === 'source').slice(0, 3);
  return (
    <div className="pointer-events-none absolute inset-0 z-5 flex items-center justify-center overflow-y-auto pb-14">
      <div className="pointer-events-auto">
        <EmptyState
          icon={<Workflow />}
          title={t('emptyTitle')}
          actions={
            <>
              {sources.map((descriptor) => (
                <Button
                  key={descriptor.kind}
                  icon={<KindIcon kind={descriptor.kind} size={16} />}
                  onClick={() => addBeside(workspace, descriptor)}
                >
                  {wordsOf(descriptor, language).title}
                </Button>
              ))}
              <Button tone="quiet" onClick={sample.run}>
                {sample.title}
              </Button>
            </>
          }
        >
          {t('emptyText')}
        </EmptyState>
        <StartTemplates />
      </div>
    </div>
  );
}

const words = { source: 'nextSource', sink: 'nextSink', wire: 'nextWire' } as const;

function NextStep({ step }: { readonly step: keyof typeof words }) {
  const t = useTexts(texts);
  const connect = useCommand('node.connect');
  return (
    <p className="pointer-events-none absolute top-3 left-1/2 z-5 w-max max-w-[calc(100%-24px)] -translate-x-1/2 rounded-2xl border border-line bg-surface px-3 py-1 text-center text-pretty text-sm text-muted shadow-card">
      {t(words[step], { keys: connect.keys ?? '' })}
    </p>
  );
}

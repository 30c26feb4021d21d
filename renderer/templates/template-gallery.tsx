import { useEffect, useRef, useState } from 'react';
import { useView, useWorkspace } from '../commands/workspace-context.tsx';
import { notesOf } from '../model/annotations.ts';
import { openSample } from '../model/document-files.ts';
import { describeFailure } from '../model/notices-store.ts';
import { loadTemplates, type Template } from '../model/samples.ts';
import { PipelineImage } from '../picture/pipeline-image.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';

type Loaded = readonly Template[] | { readonly error: unknown } | null;

/** Pipelines to start from: each with its picture, its name and a sentence. */
export function TemplateGallery() {
  const t = useTexts(texts);
  const { view } = useWorkspace();
  const open = useView((state) => state.dialog === 'templates');
  const close = (): void => view.set({ dialog: null });
  return (
    <Dialog large open={open} onClose={close} title={t('title')} description={t('description')}>
      {open && <Templates close={close} />}
    </Dialog>
  );
}

function Templates({ close }: { readonly close: () => void }) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const language = useLanguage();
  const [loaded, setLoaded] = useState<Loaded>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: templates have words in each language
  useEffect(() => {
    let isWanted = true;
    loadTemplates(workspace).then(
      (templates) => isWanted && setLoaded(templates),
      (error: unknown) => isWanted && setLoaded({ error }),
    );
    return () => {
      isWanted = false;
    };
  }, [workspace, language]);
  const list = useRef<HTMLUListElement>(null);
  // The dialog opens before its templates are there: the keyboard goes on to the first of them.
  useEffect(() => {
    if (loaded !== null) list.current?.querySelector('button')?.focus();
  }, [loaded]);
  if (loaded === null) return <div className="h-64" />;
  if ('error' in loaded) return <EmptyState title={t('failed')}>{describeFailure(loaded.error).message}</EmptyState>;
  if (loaded.length === 0) return <EmptyState title={t('empty')} />;
  return (
    <ul ref={list} aria-label={t('list')} className="grid grid-cols-[repeat(auto-fill,minmax(248px,1fr))] gap-4 py-2">
      {loaded.map((template) => (
        <li key={template.id}>
          <TemplateCard
            template={template}
            onOpen={() => {
              close();
              void openSample(workspace, template.id);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function TemplateCard({ template, onOpen }: { readonly template: Template; readonly onOpen: () => void }) {
  const t = useTexts(texts);
  const { catalogue } = useWorkspace();
  const { name, document } = template;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-full w-full flex-col overflow-hidden rounded-lg border border-line-strong bg-surface text-left hover:border-accent hover:bg-hover"
    >
      <span className="flex h-32 w-full items-center justify-center border-line border-b bg-canvas">
        <PipelineImage
          document={document}
          catalogue={catalogue}
          isThumbnail
          margin={24}
          alt={t('picture', { name })}
          className="max-h-full max-w-full object-contain"
        />
      </span>
      <span className="flex flex-1 flex-col gap-1 p-3">
        <span className="font-semibold">{name}</span>
        <span className="line-clamp-3 text-pretty text-sm text-muted">{sentenceOf(template)}</span>
      </span>
    </button>
  );
}

/** What a template says of itself: the first sentence of its first note. */
function sentenceOf({ document }: Template): string {
  return notesOf(document.notes)[0]?.text.split(/(?<=[.!?])\s/)[0] ?? '';
}

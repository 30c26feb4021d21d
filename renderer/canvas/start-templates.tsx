import { useEffect, useState } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { openSample } from '../model/document-files.ts';
import { loadTemplates, type Template } from '../model/samples.ts';
import { PipelineImage } from '../picture/pipeline-image.tsx';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';

/** So many are shown on the empty canvas, the simplest first; the gallery has all of them. */
const shownIds = ['templates/running-count', 'templates/tumbling-window', 'templates/late-data'];

/** A few templates to start from, pictured; nothing where there are none. */
export function StartTemplates() {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const language = useLanguage();
  const gallery = useCommand('file.new-from-template');
  const [templates, setTemplates] = useState<readonly Template[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: templates have words in each language
  useEffect(() => {
    let isWanted = true;
    loadTemplates(workspace).then(
      (loaded) => isWanted && setTemplates(loaded),
      // The gallery says why; here the sources are there to begin with.
      () => isWanted && setTemplates([]),
    );
    return () => {
      isWanted = false;
    };
  }, [workspace, language]);
  const wanted = shownIds.flatMap((id) => templates.filter((template) => template.id === id));
  const shown = wanted.length > 0 ? wanted : templates.slice(0, shownIds.length);
  if (shown.length === 0) return null;
  return (
    <div className="start-templates pointer-events-auto mt-2 flex flex-col items-center gap-2">
      <p className="text-muted">{t('orTemplate')}</p>
      <ul className="flex flex-wrap justify-center gap-3">
        {shown.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              onClick={() => void openSample(workspace, template.id)}
              className="flex w-44 flex-col overflow-hidden rounded-lg border border-line-strong bg-surface text-left hover:border-accent hover:bg-hover"
            >
              <span className="flex h-16 w-full items-center justify-center border-line border-b bg-canvas">
                <PipelineImage
                  document={template.document}
                  catalogue={workspace.catalogue}
                  isThumbnail
                  margin={24}
                  alt=""
                  className="max-h-full max-w-full object-contain"
                />
              </span>
              <span className="truncate px-2 py-1.5 text-sm font-medium">{template.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button tone="quiet" size="sm" onClick={gallery.run}>
        {t('allTemplates')}
      </Button>
    </div>
  );
}

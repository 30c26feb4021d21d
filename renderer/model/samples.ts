import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { openSample } from './document-files.ts';
import { readPipeline } from './read-pipeline.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** Opens the pipeline that ships with the app; asks which one where there are several. */
export async function chooseSample(workspace: Workspace): Promise<void> {
  try {
    const all = await workspace.bridge.request('document.samples', { language: currentLanguage() });
    const samples = all.filter(({ kind }) => kind === 'sample');
    const [first] = samples;
    if (first === undefined) return;
    if (samples.length === 1) return await openSample(workspace, first.id);
    const chosen = await workspace.notices.ask({
      title: say(texts, 'sampleTitle'),
      detail: say(texts, 'sampleDetail'),
      choices: samples.map(({ id, name }) => ({ id, label: name })),
    });
    if (chosen !== null) await openSample(workspace, chosen);
  } catch (error) {
    workspace.notices.fail(say(texts, 'notOpened'), error);
  }
}

/** A start for one's own pipeline, as it can be pictured. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly document: PipelineDocument;
}

/** The templates that ship with the app, the smallest first. Rejects with the reason where they cannot be had. */
export async function loadTemplates({ bridge }: Pick<Workspace, 'bridge'>): Promise<readonly Template[]> {
  const all = await bridge.request('document.samples', { language: currentLanguage() });
  const templates = all.flatMap(({ id, name, kind, text }) => {
    const read = readPipeline(text);
    return kind === 'template' && read.ok ? [{ id, name, document: read.document }] : [];
  });
  return templates.sort((a, b) => a.document.nodes.length - b.document.nodes.length);
}

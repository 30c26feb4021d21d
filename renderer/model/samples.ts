import { say } from '../ui/i18n.ts';
import { openSample } from './document-files.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** Opens the pipeline that ships with the app; asks which one where there are several. */
export async function chooseSample(workspace: Workspace): Promise<void> {
  try {
    const samples = await workspace.bridge.request('document.samples', undefined);
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

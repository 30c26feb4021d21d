import type { OpenedDocument } from '../../electron/contract/shapes.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { nodeTitle } from './catalogue.ts';
import { differences } from './document-differences.ts';
import { takeIn } from './document-files.ts';
import { readPipeline } from './read-pipeline.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** Unsaved work of a window that ended badly: taken back, deleted, or kept for another time, as the user says. */
export async function offerRecovered(workspace: Workspace, recovered: OpenedDocument): Promise<void> {
  const { notices, bridge } = workspace;
  const answer = await notices.ask({
    title: say(texts, 'recoveredTitle'),
    detail: detailOf(workspace, recovered),
    choices: [
      { id: 'discard', label: say(texts, 'recoveredLeave'), tone: 'danger' },
      { id: 'later', label: say(texts, 'recoveredLater') },
      { id: 'take', label: say(texts, 'recoveredTake'), tone: 'primary' },
    ],
  });
  // A question that was closed is no answer: the work is shown, and only the button that says so discards it.
  if (answer !== 'discard' && answer !== 'later') {
    takeIn(workspace, recovered);
    return;
  }
  try {
    const instead = await bridge.request('document.leave-recovered', { decision: answer });
    if (instead !== null) takeIn(workspace, instead);
    if (answer === 'later') notices.notify({ tone: 'info', title: say(texts, 'recoveredKept') });
  } catch (error) {
    notices.fail(say(texts, 'requestFailed'), error);
  }
}

/** Name, file, time, and what differs from the file, in short. */
function detailOf({ catalogue }: Workspace, { text, path, savedAtMs, fileNow, fingerprint }: OpenedDocument): string {
  const read = readPipeline(text);
  const time = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  const name = read.ok ? read.document.name : '…';
  const when = savedAtMs === null ? '…' : time.format(savedAtMs);
  const said = [say(texts, 'recoveredDetail', { name, time: when })];
  if (path === null) return [...said, say(texts, 'recoveredNoFile')].join(' ');
  if (fileNow == null) return [...said, say(texts, 'recoveredGone', { path })].join(' ');
  said.push(say(texts, 'recoveredFile', { path }));
  const file = readPipeline(fileNow.text);
  const found =
    read.ok && file.ok
      ? differences(file.document, read.document, (node) => nodeTitle(catalogue, node, currentLanguage()))
      : [];
  if (found.length > 0) said.push(say(texts, 'recoveredDiffers', { differences: found.join(', ') }));
  if (fingerprint !== fileNow.fingerprint) said.push(say(texts, 'recoveredChanged'));
  return said.join(' ');
}

import { currentLanguage, say } from '../ui/i18n.ts';
import { refuse, suggestedName } from './document-files.ts';
import { nodeNames } from './node-names.ts';
import { canRun } from './run-actions.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** Writes the document as a PySpark program to a file that the user chooses, or says what PySpark cannot say of it. */
export async function exportPySpark(workspace: Workspace): Promise<void> {
  const { documents, analysis, bridge, notices, catalogue } = workspace;
  const title = say(texts, 'notExportedPySpark');
  try {
    await analysis.refresh();
    if (!canRun(workspace, title)) return;
    const { document, path, basePath } = documents.getState();
    const input = { document: { ...document }, path: path ?? basePath, suggestedName: suggestedName(document.name) };
    const names = nodeNames(document.nodes, catalogue, currentLanguage());
    const reply = await bridge.request('engine.export-pyspark', input);
    if (reply.outcome === 'refused') refuse(workspace, reply.diagnostics, title, names);
    else if (reply.outcome === 'saved') {
      notices.notify({ tone: 'success', title: say(texts, 'exported', { path: reply.path }) });
    }
  } catch (error) {
    notices.fail(title, error);
  }
}

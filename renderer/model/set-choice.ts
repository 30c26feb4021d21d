import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { isShown } from './config-summary.ts';
import { setSettings, valueAt, withValue } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';

/**
 * Sets a value that other settings hang on, in one step: those that no longer apply go, and those that now do start with
 * what a new node of the kind has. A session window has no duration, and no field to take a left one away.
 */
export function setChoice(
  documents: DocumentStore,
  nodeId: string,
  { settings, defaults }: NodeDescriptor,
  path: string,
  value: unknown,
): void {
  const config = documents.getState().document.nodes.find((node) => node.id === nodeId)?.config;
  const chosen = withValue(config, path.split('.'), value);
  const following = settings.filter((setting) => setting.when?.path === path);
  const changes = new Map<string, unknown>([[path, value]]);
  for (const setting of following) {
    if (!isShown(setting, chosen)) changes.set(setting.path, undefined);
    else if (valueAt(chosen, setting.path) === undefined) changes.set(setting.path, valueAt(defaults, setting.path));
  }
  setSettings(documents, nodeId, changes);
}

import type { Workspace } from './workspace.ts';

/**
 * Selects a node, brings it into view and, where a setting is named, puts the keyboard into its field (into the first
 * field for an empty name).
 */
export function revealNode(
  workspace: Pick<Workspace, 'documents' | 'view' | 'preferences'>,
  nodeId: string,
  setting?: string,
): void {
  const { documents, view, preferences } = workspace;
  if (!documents.getState().document.nodes.some((node) => node.id === nodeId)) return;
  documents.select({ nodes: [nodeId], edges: [] });
  const { viewport, settingFocus } = view.getState();
  viewport?.show(nodeId);
  if (setting === undefined) return;
  preferences.setLayout({ inspectorOpen: true });
  view.set({ settingFocus: { nodeId, setting, at: (settingFocus?.at ?? 0) + 1 } });
}

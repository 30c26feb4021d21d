import { type KeyboardEvent, type KeyboardEventHandler, type PointerEventHandler, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { runCommand } from '../commands/key-handling.ts';
import { keysOf } from '../commands/key-map.ts';
import { matchesBinding } from '../commands/keys.ts';
import { commands } from '../commands/registry.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { nudgeAll } from '../model/annotation-edits.ts';
import { gridPx, type Point } from '../model/document-edits.ts';
import { nothingSelected } from '../model/document-store.ts';
import { quickAddPlace } from '../model/quick-add.ts';
import { revealNode } from '../model/reveal.ts';
import { useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';

const arrowSteps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -gridPx, y: 0 },
  ArrowRight: { x: gridPx, y: 0 },
  ArrowUp: { x: 0, y: -gridPx },
  ArrowDown: { x: 0, y: gridPx },
};

interface CanvasKeys {
  readonly onPointerDownCapture: PointerEventHandler;
  readonly onKeyDownCapture: KeyboardEventHandler;
}

/**
 * Keys of the canvas. On a node: arrows move it, Enter opens its settings, Escape lets the selection go. On empty ground that
 * was pressed: Tab asks for a node (once, so that Tab leads on for who has no pointer). On a wire: + puts a node into it.
 */
export function useCanvasKeys(): CanvasKeys {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const { documents, view } = workspace;
  const wasPressed = useRef(false);
  const isAsked = (command: Command, event: KeyboardEvent): boolean =>
    keysOf(command, workspace.preferences.getState()).some((keys) =>
      matchesBinding(event.nativeEvent, keys, workspace.info.platform),
    );

  const onGround = (event: KeyboardEvent): boolean => {
    const target = event.target as Element;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (target.closest('input, textarea') !== null) return false;
      const { x, y, width, height } = target.getBoundingClientRect();
      const isWhole = target === event.currentTarget;
      view.set({
        canvasMenu: { x: x + (isWhole ? width / 2 : 24), y: y + (isWhole ? height / 2 : Math.min(height, 40)) },
      });
      return true;
    }
    if (event.key === 'Tab' && !event.shiftKey && target === event.currentTarget && wasPressed.current) {
      wasPressed.current = false;
      view.set({ quickAdd: quickAddPlace(workspace) });
      return true;
    }
    const wireId = target.closest('.react-flow__edge')?.getAttribute('data-id');
    if (event.key !== '+' || event.ctrlKey || event.metaKey || wireId == null) return false;
    documents.select({ nodes: [], edges: [wireId], notes: [], groups: [] });
    view.set({ quickAdd: quickAddPlace(workspace) });
    return true;
  };
  const onNode = (event: KeyboardEvent): boolean => {
    const id = (event.target as Element).closest?.('.react-flow__node')?.getAttribute('data-id');
    if (id == null || event.target !== (event.target as Element).closest('.react-flow__node')) return false;
    const step = arrowSteps[event.key];
    // Walking starts where the keyboard is.
    if (step !== undefined && event.altKey && !documents.getState().selection.nodes.includes(id)) {
      documents.select({ nodes: [id], edges: [], notes: [], groups: [] });
    }
    // React Flow would take the arrows of a selected node for a move, and no command would see them.
    const walk = step === undefined || !event.altKey ? undefined : commands.find((each) => isAsked(each, event));
    if (walk !== undefined) {
      runCommand(workspace, walk);
      return true;
    }
    if (event.key === 'Enter') {
      revealNode(workspace, id, '');
    } else if (event.key === 'Escape') {
      // The keyboard stays where it is; React Flow would take it away.
      documents.select({ ...nothingSelected, notes: [], groups: [] });
    } else if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!documents.getState().selection.nodes.includes(id)) documents.select({ nodes: [id], edges: [] });
      const factor = event.shiftKey ? 4 : 1;
      nudgeAll(documents, { x: step.x * factor, y: step.y * factor });
      const place = documents.getState().document.nodes.find((node) => node.id === id)?.position;
      if (place !== undefined) workspace.notices.announce(t('moved', { x: place.x, y: place.y }));
    } else return false;
    return true;
  };
  return {
    onPointerDownCapture: (event) => {
      wasPressed.current = (event.target as Element).classList.contains('react-flow__pane');
    },
    onKeyDownCapture: (event) => {
      if (!onGround(event) && !onNode(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

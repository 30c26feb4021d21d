/** Going about the graph by keyboard: to a neighbour, and to all that rows come from or go to. */
import { type Direction, neighbour, streamOf } from '../model/walk.ts';
import type { Command } from './command.ts';

function walkCommand(direction: Direction, key: string): Command {
  return {
    id: `walk.${direction}`,
    keys: [`Alt+${key}`],
    scope: 'canvas',
    enabled: ({ documents }) => documents.getState().document.nodes.length > 0,
    needs: 'anyNode',
    run: ({ documents, view }) => {
      const { document, selection } = documents.getState();
      const from = selection.nodes[0];
      const next = from === undefined ? document.nodes[0]?.id : neighbour(document, from, direction);
      if (next == null) return;
      documents.select({ nodes: [next], edges: [], notes: [], groups: [] });
      view.getState().viewport?.show(next, { focus: true });
    },
  };
}

function streamCommand(id: 'select.upstream' | 'select.downstream', direction: 'up' | 'down', key: string): Command {
  return {
    id,
    keys: [`Alt+Shift+${key}`],
    scope: 'canvas',
    menu: 'edit/selection',
    enabled: ({ documents }) => documents.getState().selection.nodes.length > 0,
    needs: 'nodes',
    run: ({ documents }) => {
      const { document, selection } = documents.getState();
      documents.select({ nodes: streamOf(document, selection.nodes, direction), edges: [] });
    },
  };
}

export const walkCommands: readonly Command[] = [
  walkCommand('left', 'ArrowLeft'),
  walkCommand('right', 'ArrowRight'),
  walkCommand('up', 'ArrowUp'),
  walkCommand('down', 'ArrowDown'),
];

export const streamCommands: readonly Command[] = [
  streamCommand('select.upstream', 'up', 'ArrowLeft'),
  streamCommand('select.downstream', 'down', 'ArrowRight'),
];

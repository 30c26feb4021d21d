/** Putting what is selected into line, and giving it equal gaps. */
import { type Alignment, aligned, distributed, type Placed, selectedBoxes } from '../model/align.ts';
import { dropAll } from '../model/annotation-edits.ts';
import type { Point } from '../model/document-edits.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Command } from './command.ts';

function place({ documents }: Workspace, placesOf: (boxes: readonly Placed[]) => ReadonlyMap<Placed, Point>): void {
  const { document, selection } = documents.getState();
  const places = [...placesOf(selectedBoxes(document, selection))];
  const part = (wanted: Placed['part']) =>
    new Map(places.flatMap(([box, at]) => (box.part === wanted ? [[box.id, at] as const] : [])));
  dropAll(documents, { nodes: part('node'), notes: part('note') });
}

function chosenCount({ documents }: Workspace): number {
  const { nodes, notes = [] } = documents.getState().selection;
  return nodes.length + notes.length;
}

function alignCommand(to: Alignment): Command {
  return {
    id: `align.${to}`,
    menu: 'node/align',
    enabled: (workspace) => chosenCount(workspace) > 1,
    needs: 'several',
    run: (workspace) => place(workspace, (boxes) => aligned(boxes, to)),
  };
}

function distributeCommand(
  id: 'align.distribute-horizontally' | 'align.distribute-vertically',
  along: 'x' | 'y',
): Command {
  return {
    id,
    menu: 'node/align',
    enabled: (workspace) => chosenCount(workspace) > 2,
    needs: 'several',
    run: (workspace) => place(workspace, (boxes) => distributed(boxes, along)),
  };
}

export const alignCommands: readonly Command[] = [
  alignCommand('left'),
  alignCommand('centre'),
  alignCommand('right'),
  alignCommand('top'),
  alignCommand('middle'),
  alignCommand('bottom'),
  distributeCommand('align.distribute-horizontally', 'x'),
  distributeCommand('align.distribute-vertically', 'y'),
];

import type { PipelineDocument, PipelineNode } from '../../engine/pipeline/document.ts';
import { say, type TextValues } from '../ui/i18n.ts';
import { diffDocuments } from './document-diff.ts';
import { texts } from './texts.ts';

/** Names that are said before the rest is only counted. */
const namesMax = 3;

/**
 * What one version of a pipeline has that another has not, in a few words each, for somebody who must choose between them.
 *
 * @param nameOf what a node is called
 */
export function differences(
  before: PipelineDocument,
  after: PipelineDocument,
  nameOf: (node: PipelineNode) => string,
): string[] {
  const diff = diffDocuments(before, after);
  const { added, removed, changed } = diff.nodes;
  const isNoteOrGroup = [diff.notes, diff.groups].some(
    (list) => list.added.length + list.removed.length + list.changed.length > 0,
  );
  const found: (readonly [boolean, keyof typeof texts.en, TextValues?])[] = [
    [added.length > 0, 'nodesAdded', { names: namesOf(added, nameOf) }],
    [removed.length > 0, 'nodesRemoved', { names: namesOf(removed, nameOf) }],
    [
      changed.length > 0,
      'nodesChanged',
      {
        names: namesOf(
          changed.map((each) => each.after),
          nameOf,
        ),
      },
    ],
    [diff.moved > 0, 'nodesMoved', { number: diff.moved }],
    [diff.edges.added.length > 0, 'wiresAdded', { number: diff.edges.added.length }],
    [diff.edges.removed.length > 0, 'wiresRemoved', { number: diff.edges.removed.length }],
    [diff.settings.some(({ path }) => path === 'name'), 'nameChanged'],
    [diff.settings.some(({ path }) => path !== 'name'), 'settingsChanged'],
    [isNoteOrGroup, 'notesChanged'],
    [diff.breakpoints, 'breakpointsChanged'],
    [diff.views, 'queriesChanged'],
  ];
  return found.filter(([is]) => is).map(([, key, values]) => say(texts, key, values));
}

function namesOf(nodes: readonly PipelineNode[], nameOf: (node: PipelineNode) => string): string {
  const names = nodes.slice(0, namesMax).map(nameOf).join(', ');
  return nodes.length > namesMax ? say(texts, 'andMore', { names, number: nodes.length - namesMax }) : names;
}

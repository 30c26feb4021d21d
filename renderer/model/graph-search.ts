import type { PipelineDocument, PipelineNode } from '../../engine/pipeline/document.ts';
import { LANGUAGES } from '../ui/i18n.ts';
import { type Catalogue, nodeTitle, wordsOf } from './catalogue.ts';
import { nodesInFlowOrder } from './graph-order.ts';

/** The nodes that have all words of `search` in their label, their kind or a text of their settings, in the order of the rows. */
export function findNodes(document: PipelineDocument, catalogue: Catalogue, search: string): readonly string[] {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return nodesInFlowOrder(document).flatMap((node) => {
    const text = plain(textOf(node, catalogue));
    return words.every((word) => text.includes(word)) ? [node.id] : [];
  });
}

function textOf(node: PipelineNode, catalogue: Catalogue): string {
  const descriptor = catalogue.byKind.get(node.kind);
  const kind = descriptor === undefined ? [] : LANGUAGES.map((language) => wordsOf(descriptor, language).title);
  const title = LANGUAGES.map((language) => nodeTitle(catalogue, node, language));
  return [...title, node.kind, ...kind, ...textsIn(node.config)].join('\n');
}

/** Texts and numbers inside a config; its names of settings are no one's words. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

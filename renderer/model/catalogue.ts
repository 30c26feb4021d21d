import type { NodeDescriptor, NodeWords } from '../../engine/nodes/descriptor.ts';
import type { Language } from '../ui/i18n.ts';

/** The node kinds the engine knows, as the window draws, adds, wires and edits them. */
export interface Catalogue {
  readonly descriptors: readonly NodeDescriptor[];
  readonly byKind: ReadonlyMap<string, NodeDescriptor>;
}

export function createCatalogue(descriptors: readonly NodeDescriptor[]): Catalogue {
  return { descriptors, byKind: new Map(descriptors.map((descriptor) => [descriptor.kind, descriptor])) };
}

export function wordsOf(descriptor: NodeDescriptor, language: Language): NodeWords {
  return descriptor.words[language];
}

/** What a node is called on screen: its label, else its kind's title, else the kind itself (one that is not known). */
export function nodeTitle(
  catalogue: Catalogue,
  node: { readonly kind: string; readonly label?: string | undefined },
  language: Language,
): string {
  if (node.label !== undefined && node.label.trim() !== '') return node.label;
  const descriptor = catalogue.byKind.get(node.kind);
  return descriptor === undefined ? node.kind : wordsOf(descriptor, language).title;
}

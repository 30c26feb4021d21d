import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { Language } from '../ui/i18n.ts';
import { type Catalogue, nodeTitle } from './catalogue.ts';
import { edgeId } from './edge-id.ts';
import { inputTitle } from './port-words.ts';
import { portOf } from './wiring.ts';

/** A wire as people say it, by the names of its ends: `Event files → Schema`. Its id where it is not there any more. */
export function wireTitle(
  document: PipelineDocument,
  catalogue: Catalogue,
  language: Language,
  wireId: string,
): string {
  const edge = document.edges.find((each) => edgeId(each) === wireId);
  const source = document.nodes.find((node) => node.id === edge?.source);
  const target = document.nodes.find((node) => node.id === edge?.target);
  if (edge === undefined || source === undefined || target === undefined) return wireId;
  const end = inputTitle(nodeTitle(catalogue, target, language), catalogue.byKind.get(target.kind), portOf(edge));
  return `${nodeTitle(catalogue, source, language)} → ${end}`;
}

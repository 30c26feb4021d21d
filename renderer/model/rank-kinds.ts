/** Which kinds of nodes to offer first at a place: what the rules allow there, what usually follows, what was used last. */
import type { ConnectionProblem } from '../../engine/nodes/connection.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import type { AnalysisState } from './analysis-store.ts';
import type { Catalogue } from './catalogue.ts';
import { edgeId } from './edge-id.ts';
import { searchKinds } from './search-kinds.ts';
import type { QuickAddPlace } from './view-store.ts';
import { wire } from './wiring.ts';

export interface OfferedKind {
  readonly descriptor: NodeDescriptor;
  /** Why it cannot stand there; null when it can. */
  readonly problem: ConnectionProblem | null;
}

/** The id that a kind has in a problem while there is no node of it yet. */
export const offeredNodeId = ' offered';

/** What usually comes behind a kind, the likeliest first. */
const usuallyNext: Readonly<Record<string, readonly string[]>> = {
  'file-source': ['schema'],
  'rows-source': ['watermark', 'filter', 'select', 'group-by'],
  'generator-source': ['watermark', 'filter', 'window', 'group-by'],
  'rate-source': ['watermark', 'window', 'select', 'group-by'],
  'socket-source': ['select', 'filter'],
  schema: ['watermark', 'window', 'filter', 'select', 'group-by'],
  select: ['watermark', 'group-by', 'filter', 'memory-sink'],
  filter: ['watermark', 'select', 'window', 'group-by', 'memory-sink'],
  watermark: ['window', 'group-by', 'deduplicate', 'join'],
  window: ['group-by'],
  'group-by': ['memory-sink', 'sort', 'filter', 'select'],
  join: ['select', 'group-by', 'filter', 'memory-sink'],
  union: ['watermark', 'group-by', 'filter', 'memory-sink'],
  deduplicate: ['group-by', 'memory-sink', 'join'],
  sort: ['limit', 'memory-sink'],
  limit: ['memory-sink', 'console-sink'],
};
/** Where nothing is to be followed. */
const usuallyFirst: readonly string[] = ['file-source', 'rows-source', 'generator-source'];
/** In front of an open input. */
const usuallyBefore: readonly string[] = ['watermark', 'filter', 'select', 'schema'];

/**
 * The kinds that `search` finds, in the order in which they are offered: those that fit before those that do not.
 *
 * @param place where the new node would go
 */
export function rankKinds(
  {
    document,
    catalogue,
    analysis,
  }: {
    readonly document: PipelineDocument;
    readonly catalogue: Catalogue;
    readonly analysis: AnalysisState;
  },
  place: Pick<QuickAddPlace, 'behind' | 'before' | 'wireId'>,
  search: string,
): readonly OfferedKind[] {
  const { groups, best } = searchKinds(catalogue.descriptors, search);
  const expected = expectedKinds(document, place);
  const recent = document.nodes.map((node) => node.kind).reverse();
  const rank = ({ kind }: NodeDescriptor): number => {
    const at = expected.indexOf(kind);
    const used = recent.indexOf(kind);
    return (at < 0 ? 100 : at * 10) + (used < 0 ? 5 : Math.min(used, 4));
  };
  const offered = groups
    .flatMap(({ kinds }) => kinds)
    .map((descriptor, index) => ({
      descriptor,
      index,
      problem: problemAt(document, catalogue, analysis, place, descriptor),
      // What the typed words name best comes first, whatever usually follows.
      rank: descriptor === best ? -1 : rank(descriptor),
    }));
  const isMisfit = ({ problem }: OfferedKind): number => (problem === null ? 0 : 1);
  offered.sort((a, b) => isMisfit(a) - isMisfit(b) || a.rank - b.rank || a.index - b.index);
  return offered.map(({ descriptor, problem }) => ({ descriptor, problem }));
}

function expectedKinds(document: PipelineDocument, { behind, before, wireId }: Parameters<typeof rankKinds>[1]) {
  const cut = document.edges.find((edge) => edgeId(edge) === wireId);
  const from = document.nodes.find((node) => node.id === (behind ?? cut?.source));
  if (from !== undefined) return usuallyNext[from.kind] ?? [];
  return before === null ? usuallyFirst : usuallyBefore;
}

function problemAt(
  document: PipelineDocument,
  catalogue: Catalogue,
  analysis: AnalysisState,
  { behind, before, wireId }: Parameters<typeof rankKinds>[1],
  descriptor: NodeDescriptor,
): ConnectionProblem | null {
  const place = { x: 0, y: 0 };
  const made: PipelineNode = { id: offeredNodeId, kind: descriptor.kind, position: place, config: descriptor.defaults };
  const cut = document.edges.find((edge) => edgeId(edge) === wireId);
  const open = { ...document, nodes: [...document.nodes, made], edges: document.edges.filter((edge) => edge !== cut) };
  const problemOf = (edge: PipelineEdge) => wire(open, catalogue, analysis, edge).problem;
  const source = behind ?? cut?.source;
  const ports = descriptor.inputs.map(({ id }) => id);
  const into =
    source === undefined
      ? []
      : (ports.length === 0 ? [undefined] : ports).map((targetPort) =>
          problemOf({ source, target: made.id, targetPort }),
        );
  const [first = null] = into;
  if (into.length > 0 && !into.includes(null)) return first;
  if (cut !== undefined) return problemOf({ ...cut, source: made.id });
  if (before === null) return null;
  const taking = catalogue.byKind.get(document.nodes.find(({ id }) => id === before.nodeId)?.kind ?? '');
  const ends = before.port === null ? (taking?.inputs.map(({ id }) => id) ?? []) : [before.port];
  const onward = ends.map((targetPort) => problemOf({ source: made.id, target: before.nodeId, targetPort }));
  return onward.includes(null) ? null : (onward[0] ?? null);
}

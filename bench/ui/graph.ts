/** Large pipelines of one pattern, valid and made to run at full speed: every counter of theirs moves with every snapshot. */
import type { PipelineDocument } from '../../engine/pipeline/document.ts';

/** What a pattern of the graph is made of. */
export const NODES_A_BLOCK = 10;
export const EDGES_A_BLOCK = 14;

/** px between the left or upper edges of neighbours. */
const columnPx = 224;
const linePx = 112;
const columnsABlock = 6;
const linesABlock = 3;
/** Rows of a batch: little work a batch, so that all queries have their turn many times a second. */
const rowsPerBatch = 200;

interface BlockNode {
  readonly name: string;
  readonly kind: string;
  readonly column: number;
  readonly line: number;
  readonly config: Readonly<Record<string, unknown>>;
}

const generator = (seed: number): Readonly<Record<string, unknown>> => ({
  seed,
  rowsPerBatch,
  start: '2016-07-26 00:00:00',
  step: '10 seconds',
  columns: [
    { name: 'time', type: 'event-time' },
    { name: 'action', type: 'choice', values: ['Open', 'Close', 'Move', 'Look'] },
  ],
});

/** A query with two sources; `block` tells it from the others. */
function blockNodes(block: number): readonly BlockNode[] {
  return [
    { name: 'left', kind: 'generator-source', column: 0, line: 0, config: generator(2 * block) },
    { name: 'right', kind: 'generator-source', column: 0, line: 2, config: generator(2 * block + 1) },
    { name: 'opened', kind: 'filter', column: 1, line: 0, config: { condition: "action <> 'Close'" } },
    { name: 'moved', kind: 'filter', column: 1, line: 2, config: { condition: "action <> 'Look'" } },
    { name: 'all', kind: 'union', column: 2, line: 1, config: {} },
    { name: 'known', kind: 'filter', column: 3, line: 0, config: { condition: 'action is not null' } },
    { name: 'both', kind: 'union', column: 3, line: 2, config: {} },
    { name: 'actions', kind: 'select', column: 4, line: 0, config: { columns: [{ expr: 'action' }] } },
    {
      name: 'counts',
      kind: 'group-by',
      column: 4,
      line: 1,
      config: { keys: ['action'], aggregates: [{ function: 'count' }] },
    },
    {
      name: 'table',
      kind: 'memory-sink',
      column: 5,
      line: 1,
      config: { queryName: `counts_${block}`, outputMode: 'complete' },
    },
  ];
}

const blockEdges: readonly (readonly [string, string])[] = [
  ['left', 'opened'],
  ['right', 'moved'],
  ['left', 'all'],
  ['opened', 'all'],
  ['moved', 'all'],
  ['right', 'all'],
  ['all', 'known'],
  ['all', 'both'],
  ['known', 'both'],
  ['opened', 'both'],
  ['moved', 'both'],
  ['both', 'actions'],
  ['actions', 'counts'],
  ['counts', 'table'],
];

/** The pattern so many times, in rows and columns that fill a wide window. The same for the same number. */
export function makeGraph(blocks: number): PipelineDocument {
  const across = Math.max(1, Math.round(Math.sqrt(blocks * 0.4)));
  const numbers = Array.from({ length: blocks }, (_, block) => block);
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: `${blocks * NODES_A_BLOCK} nodes`,
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: numbers.flatMap((block) =>
      blockNodes(block).map(({ name, kind, column, line, config }) => ({
        id: `${name}-${block}`,
        kind,
        label: `${name} ${block}`,
        position: {
          x: ((block % across) * columnsABlock + column) * columnPx,
          y: (Math.floor(block / across) * linesABlock + line) * linePx,
        },
        config,
      })),
    ),
    edges: numbers.flatMap((block) =>
      blockEdges.map(([source, target]) => ({ source: `${source}-${block}`, target: `${target}-${block}` })),
    ),
  };
}

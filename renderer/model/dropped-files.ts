/** Files dropped on the window: a pipeline is opened, data becomes a source with the schema that it seems to have. */
import type { RequestOutput } from '../../electron/contract/channels.ts';
import type { PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import type { InferredSchema } from '../../engine/session-shapes.ts';
import { say } from '../ui/i18n.ts';
import { freeNodeId, freePlace, gridPx, nodeSize, type Point } from './document-edits.ts';
import { openedFromOutside } from './document-files.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

type Dropped = RequestOutput<'document.dropped'>;
type DroppedData = Extract<Dropped, { kind: 'data' }>;

const gap = gridPx * 6;
/** Most files that become nodes in one go: a folder is one. */
const filesMax = 20;

/**
 * Takes in what was dropped last. All data of one drop is one undo step.
 *
 * @param at where it was dropped, in document coordinates; null beside the canvas
 */
export async function takeDropped(workspace: Workspace, at: Point | null): Promise<void> {
  const { bridge, documents, notices, view } = workspace;
  const paths = bridge.droppedPaths();
  if (paths.length === 0) return notices.notify({ tone: 'info', title: say(texts, 'droppedNothing') });
  if (paths.length > filesMax) {
    return notices.notify({
      tone: 'error',
      title: say(texts, 'droppedTooMany', { number: paths.length, limit: filesMax }),
    });
  }
  const { path, basePath } = documents.getState();
  const found: Dropped[] = [];
  for (const dropped of paths) {
    try {
      found.push(await bridge.request('document.dropped', { path: dropped, documentPath: path ?? basePath }));
    } catch (error) {
      notices.fail(say(texts, 'notDropped', { file: nameOf(dropped) }), error);
    }
  }
  const pipelines = found.flatMap((each) => (each.kind === 'pipeline' ? [each.document] : []));
  const [pipeline] = pipelines;
  if (pipeline !== undefined) {
    if (found.length > 1)
      notices.notify({ tone: 'info', title: say(texts, 'droppedOnePipeline', { file: nameOf(pipeline.path ?? '') }) });
    await openedFromOutside(workspace, pipeline);
    return;
  }
  const data = found.flatMap((each) => (each.kind === 'data' ? [each] : []));
  if (data.length === 0) return;
  const centre = view.getState().viewport?.centre() ?? { x: 0, y: 0 };
  await addSources(workspace, data, at ?? centre);
}

async function addSources(workspace: Workspace, data: readonly DroppedData[], at: Point): Promise<void> {
  const { documents, notices, view } = workspace;
  const inferred = await Promise.all(data.map((each) => inferSchema(workspace, each)));
  let { document } = documents.getState();
  const added: { source: PipelineNode; schema: PipelineNode | null }[] = [];
  for (const [index, { path, format }] of data.entries()) {
    const found = inferred[index] ?? null;
    const position = freePlace(document, {
      x: at.x - nodeSize.width / 2,
      y: at.y - nodeSize.height / 2 + index * (nodeSize.height + gridPx * 4),
    });
    const options = found === null || Object.keys(found.options).length === 0 ? {} : { options: found.options };
    const source: PipelineNode = {
      id: freeNodeId(document, 'file-source'),
      kind: 'file-source',
      label: nameOf(path).slice(0, 500),
      position,
      config: { path, format, ...options },
    };
    document = { ...document, nodes: [...document.nodes, source] };
    // A text file has one column, `value`, and needs no schema.
    if (format === 'text') {
      added.push({ source, schema: null });
      continue;
    }
    const fields = (found?.fields ?? []).map(({ name, type }) => ({ name, type }));
    const schema: PipelineNode = {
      id: freeNodeId(document, 'schema'),
      kind: 'schema',
      position: freePlace(document, { x: position.x + nodeSize.width + gap, y: position.y }),
      config: { fields },
    };
    document = { ...document, nodes: [...document.nodes, schema] };
    added.push({ source, schema });
  }
  const nodes = added.flatMap(({ source, schema }) => (schema === null ? [source] : [source, schema]));
  const edges = added.flatMap(({ source, schema }): PipelineEdge[] =>
    schema === null ? [] : [{ source: source.id, target: schema.id }],
  );
  const fitAgain = view.getState().viewport?.keepWhole();
  documents.edit(
    (draft) => {
      draft.nodes.push(...(structuredClone(nodes) as typeof draft.nodes));
      draft.edges.push(...edges);
    },
    { select: { nodes: nodes.map((node) => node.id), edges: [] } },
  );
  fitAgain?.();
  notices.announce(say(texts, 'droppedData', { number: data.length }));
}

/** Null where nothing can be inferred: the schema is left to the user, who is told why. */
async function inferSchema(
  { bridge, documents, notices }: Workspace,
  { path, format }: DroppedData,
): Promise<InferredSchema | null> {
  if (format === 'text') return null;
  const { path: documentPath, basePath } = documents.getState();
  try {
    return await bridge.request('engine.infer-schema', { source: path, format, path: documentPath ?? basePath });
  } catch (error) {
    notices.fail(say(texts, 'notInferred', { file: nameOf(path) }), error);
    return null;
  }
}

function nameOf(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  );
}

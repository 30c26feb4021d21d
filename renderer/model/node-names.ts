import type { ErrorCode } from '../../engine/base/errors/catalogue.ts';
import { type Diagnostic, translateDiagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { ErrorParams } from '../../engine/base/errors/entry.ts';
import type { PipelineNode } from '../../engine/pipeline/document.ts';
import type { Language } from '../ui/i18n.ts';
import { type Catalogue, nodeTitle } from './catalogue.ts';

/** What a node is called on screen, by its id; undefined for an id that no node has. */
export type NodeNames = (id: string) => string | undefined;

/** Params of diagnostics that hold ids of nodes. */
const nodeParams: ReadonlySet<string> = new Set(['node', 'nodes', 'target', 'other', 'first', 'second']);
/** The same of single codes: elsewhere these params are sides of a join. */
const nodeParamsOf: Partial<Record<ErrorCode, readonly string[]>> = { 'PLN-073': ['stream', 'static'] };

export const noNodeNames: NodeNames = () => undefined;

/** Names by the labels and titles on the cards; where two cards read the same, the id tells them apart. */
export function nodeNames(nodes: readonly PipelineNode[], catalogue: Catalogue, language: Language): NodeNames {
  return (id) => {
    const node = nodes.find((each) => each.id === id);
    if (node === undefined) return undefined;
    const title = nodeTitle(catalogue, node, language);
    const isShared = nodes.some((each) => each !== node && nodeTitle(catalogue, each, language) === title);
    return isShared ? `${title} (${id})` : title;
  };
}

/** A finding in the user's language, with nodes called as their cards are. The command line says their ids. */
export function sayDiagnostic(
  found: Pick<Diagnostic, 'code' | 'params'>,
  names: NodeNames,
  language: Language,
): ReturnType<typeof translateDiagnostic> {
  return translateDiagnostic({ code: found.code, params: withNames(found, names) }, language);
}

function withNames({ code, params }: Pick<Diagnostic, 'code' | 'params'>, names: NodeNames): ErrorParams {
  const named = (value: ErrorParams[string]): ErrorParams[string] => {
    if (typeof value === 'number') return value;
    return typeof value === 'string' ? (names(value) ?? value) : value.map((id) => names(id) ?? id);
  };
  const holdsIds = (key: string): boolean => nodeParams.has(key) || nodeParamsOf[code]?.includes(key) === true;
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, holdsIds(key) ? named(value) : value]));
}

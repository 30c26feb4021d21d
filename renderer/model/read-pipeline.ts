import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { readDocument } from '../../engine/pipeline/read-document.ts';

/**
 * Reads a pipeline file's text as far as the editor needs: its outline must hold. What is wrong inside a node's config
 * or with its kind does not keep a file from being opened; analysis reports it, and the editor mends it.
 */
export function readPipeline(
  text: string,
):
  | { readonly ok: true; readonly document: PipelineDocument }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  const { document, diagnostics } = readDocument(text, new Map());
  if (document === null) return { ok: false, diagnostics };
  const ids = new Set(document.nodes.map((node) => node.id));
  if (ids.size === document.nodes.length) return { ok: true, document };
  return { ok: false, diagnostics: diagnostics.filter((found) => found.code === 'PIP-009') };
}

/** The text of a document as it is written to a file. */
export function writePipeline(document: PipelineDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

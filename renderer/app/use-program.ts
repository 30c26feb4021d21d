import { useEffect, useState } from 'react';
import type { RequestOutput } from '../../electron/contract/channels.ts';
import { useAnalysis, useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';

export type Program =
  /** The pipeline is not whole, or has errors. */
  | { readonly outcome: 'none' }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | RequestOutput<'engine.pyspark'>;

const none: Program = { outcome: 'none' };

/** The open document as PySpark, written anew after each analysis while somebody looks at it. */
export function useProgram(): Program {
  const { bridge } = useWorkspace();
  const isSeen = useView((state) => state.dockTab === 'code');
  const basePath = useDocument((state) => state.path ?? state.basePath);
  const analysed = useAnalysis((state) => state.document);
  const isSound = useAnalysis(
    ({ analysis }) => analysis.queries.length > 0 && analysis.diagnostics.every((found) => found.severity !== 'error'),
  );
  const [program, setProgram] = useState<Program>(none);
  useEffect(() => {
    if (!isSeen) return;
    if (!isSound || analysed === null) {
      setProgram(none);
      return;
    }
    let isGone = false;
    const show = (next: Program): void => {
      if (!isGone) setProgram(next);
    };
    bridge
      .request('engine.pyspark', { document: { ...analysed }, path: basePath })
      .then(show, (error: unknown) => show({ outcome: 'failed', error }));
    return () => {
      isGone = true;
    };
  }, [bridge, isSeen, isSound, analysed, basePath]);
  return program;
}

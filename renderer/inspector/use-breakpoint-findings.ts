import { useEffect, useState } from 'react';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { useAnalysis, useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { breakpointAt } from '../model/breakpoint-edits.ts';

/** What is wrong with a breakpoint, and the condition that this was said of. */
export interface BreakpointCheck {
  readonly condition: string;
  readonly findings: readonly Diagnostic[];
}

const pauseMs = 200;

/**
 * What the engine says of the breakpoint on a wire, with or without a run: asked anew a short pause after the condition, or what
 * the engine knows of the document, has changed. Null until it is known; a check that cannot be made leaves the last one.
 */
export function useBreakpointFindings(wireId: string, condition: string): BreakpointCheck | null {
  const { bridge, documents } = useWorkspace();
  const analysed = useAnalysis((state) => state.document);
  const path = useDocument((state) => state.path ?? state.basePath);
  const [check, setCheck] = useState<BreakpointCheck | null>(null);
  useEffect(() => {
    if (analysed === null || condition.trim() === '') {
      setCheck(null);
      return;
    }
    let isGone = false;
    const ask = async (): Promise<void> => {
      const { document } = documents.getState();
      const asked = breakpointAt(document, wireId);
      if (asked === undefined) return;
      const { source, target, targetPort } = asked;
      const ends = { source, target, ...(targetPort === undefined ? {} : { targetPort }) };
      const input = { document: { ...document }, path, breakpoints: [{ id: wireId, ...ends, condition }] };
      const findings = await bridge.request('engine.check-breakpoints', input).catch(() => null);
      if (isGone || findings === null) return;
      const own = findings.filter(({ breakpointId }) => breakpointId === wireId);
      setCheck({ condition, findings: own.map(({ diagnostic }) => diagnostic) });
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [bridge, documents, analysed, path, wireId, condition]);
  return check;
}

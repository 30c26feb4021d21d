import { useMemo } from 'react';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useRun } from '../commands/workspace-context.tsx';
import type { RunState } from '../model/run-store.ts';
import { useLanguage } from '../ui/i18n.ts';
import {
  countProblems,
  type Problem,
  type ProblemCounts,
  problemsOf,
  type RunFindings,
  runFindings,
} from './problem-list.ts';

/** Errors and warnings of the document and its last run, for the dock's badge. */
export function useProblemCounts(): ProblemCounts {
  const diagnostics = useAnalysis((state) => state.analysis.diagnostics);
  const findings = useRunFindings();
  return useMemo(() => countProblems(diagnostics, findings), [diagnostics, findings]);
}

export function useProblems(): readonly Problem[] {
  const diagnostics = useAnalysis((state) => state.analysis.diagnostics);
  const findings = useRunFindings();
  const language = useLanguage();
  const names = useNodeNames();
  return useMemo(() => problemsOf(diagnostics, findings, language, names), [diagnostics, findings, language, names]);
}

/** Snapshots come ten times a second and seldom bring a new finding: compared as text, only a new one renders. */
function useRunFindings(): RunFindings {
  const text = useRun(findingsText);
  return useMemo(() => JSON.parse(text) as RunFindings, [text]);
}

function findingsText(state: RunState): string {
  return JSON.stringify(runFindings(state));
}

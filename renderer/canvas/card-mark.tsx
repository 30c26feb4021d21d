import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Diagnostic, Severity } from '../../engine/base/errors/diagnostic.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { sayDiagnostic } from '../model/node-names.ts';
import { runFindingAt } from '../model/run-findings.ts';
import { classNames } from '../ui/class-names.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { sentence } from '../ui/sentence.ts';
import { texts } from './texts.ts';

/**
 * The mark of what analysis found, or else of what the last run met, with its first message; a press unfolds all of it. Its place is
 * kept while there is nothing to say.
 */
export function CardMark({ nodeId }: { readonly nodeId: string }) {
  const severity = useAnalysis((state) => state.severityByNode.get(nodeId));
  const runSeverity = useRun((state) => runFindingAt(state, nodeId)?.severity);
  const worst = useAnalysis((state) => state.diagnosticsByNode.get(nodeId)?.find((each) => each.severity === severity));
  if (worst !== undefined && (severity === 'error' || runSeverity !== 'error'))
    return <Finding nodeId={nodeId} found={worst} />;
  return runSeverity === undefined ? <span className="size-4 shrink-0" /> : <RunMark nodeId={nodeId} />;
}

/** The mark of what the last run met at a node. */
function RunMark({ nodeId }: { readonly nodeId: string }) {
  const t = useTexts(texts);
  const exception = useRun((state) => {
    const met = runFindingAt(state, nodeId);
    return met?.severity === 'error' ? met.exception : null;
  });
  const malformed = useRun((state) => {
    const met = runFindingAt(state, nodeId);
    return met?.severity === 'warning' ? met.malformed : 0;
  });
  if (exception !== null) return <Finding nodeId={nodeId} found={{ ...exception, severity: 'error' }} />;
  const text = malformed === 1 ? t('malformedOne') : t('malformedMany', { number: formatCount(malformed) });
  return <Mark nodeId={nodeId} severity="warning" text={text} />;
}

function Finding({ nodeId, found }: { readonly nodeId: string; readonly found: Diagnostic }) {
  const language = useLanguage();
  const names = useNodeNames();
  return (
    <Mark nodeId={nodeId} severity={found.severity} text={sentence(sayDiagnostic(found, names, language).message)} />
  );
}

interface MarkProps {
  readonly nodeId: string;
  readonly severity: Severity;
  readonly text: string;
}

function Mark({ nodeId, severity, text }: MarkProps) {
  const { view } = useWorkspace();
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    // The keyboard has F8 for this: the card is a button already, and buttons hold no others.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span
      title={text}
      data-severity={severity}
      onClick={() => view.set({ findingsAt: nodeId })}
      className={classNames(
        'nodrag shrink-0 cursor-pointer rounded-sm hover:bg-hover',
        severity === 'error' ? 'text-danger' : 'text-warning',
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
    </span>
  );
}

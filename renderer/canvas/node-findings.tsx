import { ListChecks, PanelRightOpen } from 'lucide-react';
import { useMemo } from 'react';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useDocument, useRun, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { fixFor } from '../model/fixes.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { revealNode } from '../model/reveal.ts';
import { runFindingAt } from '../model/run-findings.ts';
import { Button } from '../ui/button.tsx';
import { type FieldMessage, FieldMessages } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { Popover } from '../ui/popover.tsx';
import { texts } from './texts.ts';

/** What is wrong at one node, unfolded at its card, each with what mends it. One for the whole canvas. */
export function NodeFindings() {
  const nodeId = useView((state) => state.findingsAt);
  return nodeId === null ? null : <Findings key={nodeId} nodeId={nodeId} />;
}

const none: readonly Diagnostic[] = [];

function Findings({ nodeId }: { readonly nodeId: string }) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const { view, catalogue, preferences } = workspace;
  const language = useLanguage();
  const node = useDocument((state) => state.document.nodes.find((each) => each.id === nodeId));
  const found = useAnalysis((state) => state.diagnosticsByNode.get(nodeId)) ?? none;
  const messages = useMessages(nodeId, found);
  const close = (): void => view.set({ findingsAt: null });
  // Mended, or gone with its node: nothing is left to say.
  if (node === undefined || messages.length === 0) return null;
  const setting = found.find((each) => each.at.setting !== undefined)?.at.setting;
  const title = nodeTitle(catalogue, node, language);
  return (
    <Popover
      open
      onClose={close}
      anchor={() => document.querySelector(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)}
      label={t('findingsOf', { title })}
    >
      <h3 className="mb-1 font-semibold">{title}</h3>
      <FieldMessages messages={messages} />
      <div className="mt-2 flex gap-2 border-line border-t pt-2">
        <Button
          size="sm"
          icon={<PanelRightOpen />}
          onClick={() => {
            close();
            revealNode(workspace, nodeId, setting ?? '');
          }}
        >
          {t('findingsEdit')}
        </Button>
        <Button
          size="sm"
          icon={<ListChecks />}
          onClick={() => {
            close();
            preferences.setLayout({ dockOpen: true });
            view.set({ dockTab: 'problems' });
          }}
        >
          {t('findingsAll')}
        </Button>
      </div>
    </Popover>
  );
}

/** What analysis found and what the last run met, in words. */
function useMessages(nodeId: string, found: readonly Diagnostic[]): readonly FieldMessage[] {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const names = useNodeNames();
  const language = useLanguage();
  const malformed = useRun((state) => {
    const met = runFindingAt(state, nodeId);
    return met?.severity === 'warning' ? met.malformed : 0;
  });
  const exception = useRun((state) => {
    const met = runFindingAt(state, nodeId);
    return met?.severity === 'error' ? met.exception : null;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: names and t follow the language and the document
  return useMemo(() => {
    const met = exception === null ? found : [exception, ...found.filter(({ code }) => code !== exception.code)];
    const said = met.map(
      (each): FieldMessage => ({
        severity: each.severity,
        ...sayDiagnostic(each, names, language),
        fix: fixFor(workspace, each) ?? undefined,
      }),
    );
    if (malformed === 0) return said;
    const message = malformed === 1 ? t('malformedOne') : t('malformedMany', { number: formatCount(malformed) });
    return [...said, { severity: 'warning', message }];
  }, [found, exception, malformed, language]);
}

import { CodeXml, Copy, FileOutput } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { PySparkProgram } from '../../engine/session-shapes.ts';
import { CodeView } from '../code/code-view.tsx';
import { useCommand } from '../commands/use-command.ts';
import { useCopy } from '../commands/use-copy.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { sayDiagnostic } from '../model/node-names.ts';
import { describeFailure } from '../model/notices-store.ts';
import { linesOfNodes, nodeAtLine } from '../model/program-lines.ts';
import { revealNode } from '../model/reveal.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FieldMessages } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';
import { useProgram } from './use-program.ts';

/** The open pipeline as the PySpark program that an export writes. */
export function CodePanel() {
  const t = useTexts(texts);
  const program = useProgram();
  switch (program.outcome) {
    case 'written':
      return <ProgramText program={program.program} />;
    case 'refused':
      return <Refusals diagnostics={program.diagnostics} />;
    case 'failed':
      return (
        <EmptyState icon={<CodeXml />} title={t('codeFailed')}>
          {describeFailure(program.error).message}
        </EmptyState>
      );
    case 'none':
      return (
        <EmptyState icon={<CodeXml />} title={t('codeEmptyTitle')}>
          {t('codeEmpty')}
        </EmptyState>
      );
  }
}

const nothingMarked: ReadonlySet<number> = new Set();

function ProgramText({ program }: { readonly program: PySparkProgram }) {
  const { text, lines } = program;
  const t = useTexts(texts);
  const copy = useCopy();
  const exportIt = useCommand('file.export-pyspark');
  const workspace = useWorkspace();
  const { view } = workspace;
  const names = useNodeNames();
  const selected = useDocument((state) => state.selection.nodes);
  const highlighted = useView((state) => state.highlightedNode);
  const marked = useMemo(() => linesOfNodes(lines, selected), [lines, selected]);
  const pointed = useMemo(
    () => (highlighted === null ? nothingMarked : linesOfNodes(lines, [highlighted])),
    [lines, highlighted],
  );
  const point = (nodeId: string | null): void => {
    if (view.getState().highlightedNode !== nodeId) view.set({ highlightedNode: nodeId });
  };
  useEffect(() => () => view.set({ highlightedNode: null }), [view]);
  return (
    <section aria-label={t('codeTitle')} className="flex h-full flex-col">
      <div className="flex items-center gap-2 border-line border-b px-4 py-1.5">
        <h3 className="min-w-0 flex-1 truncate text-sm text-muted">{t('codeTitle')}</h3>
        <Button size="sm" icon={<Copy />} onClick={() => void copy(text)}>
          {t('copy')}
        </Button>
        <Button size="sm" icon={<FileOutput />} onClick={exportIt.run}>
          {exportIt.title}
        </Button>
      </div>
      <CodeView
        text={text}
        label={t('codeLines')}
        marked={marked}
        pointed={pointed}
        nameOf={(line) => {
          const nodeId = nodeAtLine(lines, line);
          return nodeId === null ? null : (names(nodeId) ?? nodeId);
        }}
        onPoint={(line) => point(line === null ? null : nodeAtLine(lines, line))}
        onPick={(line) => {
          const nodeId = nodeAtLine(lines, line);
          if (nodeId !== null) revealNode(workspace, nodeId);
        }}
      />
    </section>
  );
}

function Refusals({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const names = useNodeNames();
  const workspace = useWorkspace();
  return (
    <div className="flex h-full flex-col gap-3 overflow-auto p-4">
      <h3 className="font-medium">{t('codeRefused')}</h3>
      {diagnostics.map((found) => (
        <div key={`${found.code} ${found.at.nodeId} ${found.at.setting}`} className="flex flex-col items-start gap-1">
          <FieldMessages messages={[{ severity: found.severity, ...sayDiagnostic(found, names, language) }]} />
          {found.at.nodeId !== undefined && (
            <button
              type="button"
              className="rounded-sm text-sm text-accent hover:underline"
              onClick={() => revealNode(workspace, found.at.nodeId ?? '', found.at.setting)}
            >
              {names(found.at.nodeId) ?? found.at.nodeId}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

import { CodeXml, Copy, FileOutput } from 'lucide-react';
import { useMemo } from 'react';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { useCommand } from '../commands/use-command.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { sayDiagnostic } from '../model/node-names.ts';
import { describeFailure } from '../model/notices-store.ts';
import { revealNode } from '../model/reveal.ts';
import { useCopy } from '../results/use-copy.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FieldMessages } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { type PythonToken, pythonTokens } from './python-tokens.ts';
import { texts } from './texts.ts';
import { useProgram } from './use-program.ts';

/** The open pipeline as the PySpark program that an export writes. */
export function CodePanel() {
  const t = useTexts(texts);
  const program = useProgram();
  switch (program.outcome) {
    case 'written':
      return <ProgramText text={program.text} />;
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

const tokenClass: Readonly<Record<PythonToken['kind'], string>> = {
  plain: '',
  comment: 'text-faint',
  string: 'text-family-sink',
  keyword: 'text-accent',
  number: 'text-family-time',
};

function ProgramText({ text }: { readonly text: string }) {
  const t = useTexts(texts);
  const copy = useCopy();
  const exportIt = useCommand('file.export-pyspark');
  const tokens = useMemo(() => pythonTokens(text), [text]);
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
      <pre
        // Longer than its place: the keyboard scrolls it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        data-selectable
        className="min-h-0 flex-1 overflow-auto px-4 py-3 text-sm leading-5"
      >
        {tokens.map(({ kind, text: part, start }) => (
          <span key={start} className={tokenClass[kind]}>
            {part}
          </span>
        ))}
      </pre>
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

import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { fixFor } from '../model/fixes.ts';
import { ownValue } from '../model/own-value.ts';
import { revealNode } from '../model/reveal.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { sentence } from '../ui/sentence.ts';
import { groupProblems, type Problem, settingKey } from './problem-list.ts';
import { texts } from './texts.ts';
import { useProblems } from './use-problems.ts';

/** Everything that is wrong with the document and its last run, by node. Enter or a click goes to the place. */
export function ProblemsPanel() {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const nodes = useDocument((state) => state.document.nodes);
  const problems = useProblems();
  const groups = useMemo(
    () =>
      groupProblems(
        problems,
        nodes.map((node) => node.id),
      ),
    [problems, nodes],
  );
  if (problems.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheck className={nodes.length === 0 ? 'text-faint' : 'text-success'} />}
        title={t('none')}
      >
        {t(nodes.length === 0 ? 'emptyDetail' : 'noneDetail')}
      </EmptyState>
    );
  }
  const titleOf = (nodeId: string | null): string => {
    if (nodeId === null) return t('wholePipeline');
    const node = nodes.find((each) => each.id === nodeId);
    return node === undefined ? t('goneNode', { id: nodeId }) : nodeTitle(catalogue, node, language);
  };
  return (
    <section aria-label={t('title')} className="h-full overflow-y-auto pb-2">
      {groups.map((group) => (
        <div key={group.nodeId ?? ''} className="not-last:border-line not-last:border-b">
          <h3 className="flex items-center gap-2 px-4 pt-2.5 pb-1 text-sm font-medium text-muted">
            <span className="truncate">{titleOf(group.nodeId)}</span>
            <SeverityBadges problems={group.problems} />
          </h3>
          <ul className="pb-1.5">
            {group.problems.map((problem) => (
              <li key={problem.id}>
                <ProblemRow problem={problem} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function SeverityBadges({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useTexts(texts);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  return (
    <>
      {errors > 0 && <Badge tone="danger">{errors === 1 ? t('errorsOne') : t('errorsMany', { number: errors })}</Badge>}
      {warnings > 0 && (
        <Badge tone="warning">{warnings === 1 ? t('warningsOne') : t('warningsMany', { number: warnings })}</Badge>
      )}
    </>
  );
}

function ProblemRow({ problem }: { readonly problem: Problem }) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const isError = problem.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  const exists = useDocument((state) => state.document.nodes.some((node) => node.id === problem.nodeId));
  const where = useWhere(problem);
  const content = (
    <>
      <Icon
        role="img"
        aria-label={isError ? t('error') : t('warning')}
        className={classNames('mt-0.5 size-4 shrink-0', isError ? 'text-danger' : 'text-warning')}
      />
      <span className="min-w-0 flex-1 break-words">
        <Message problem={problem} />
        {problem.hint !== null && <span className="block text-muted">{sentence(problem.hint)}</span>}
        {problem.malformed !== null && <Places examples={problem.malformed.examples} />}
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-faint">
          {where.map((part) => (
            <span key={part}>{part}</span>
          ))}
          {problem.code !== null && <span className="font-mono">{problem.code}</span>}
          {problem.sparkClass !== null && (
            <span className="font-mono" title={t('sparkClass')}>
              {problem.sparkClass}
            </span>
          )}
        </span>
      </span>
    </>
  );
  const layout = 'flex w-full gap-2.5 px-4 py-1.5 text-left';
  if (problem.nodeId === null || !exists) return <div className={layout}>{content}</div>;
  const { nodeId, setting } = problem;
  return (
    <>
      <button
        type="button"
        className={classNames(layout, 'hover:bg-hover active:bg-pressed focus-visible:-outline-offset-2')}
        onClick={() => revealNode(workspace, nodeId, setting ?? undefined)}
      >
        {content}
      </button>
      <FixButton problem={problem} nodeId={nodeId} />
    </>
  );
}

/** Mends the problem with one press, where that can be done. */
function FixButton({ problem: { code }, nodeId }: { readonly problem: Problem; readonly nodeId: string }) {
  const workspace = useWorkspace();
  // The words of a fix hang on where the document is.
  useDocument((state) => state.path);
  const fix = code === null ? null : fixFor(workspace, { code, at: { nodeId } });
  if (fix === null) return null;
  return (
    <Button size="sm" className="mb-1.5 ml-10" onClick={() => void fix.apply()}>
      {fix.label}
    </Button>
  );
}

function Message({ problem }: { readonly problem: Problem }) {
  const t = useTexts(texts);
  const language = useLanguage();
  if (problem.malformed === null) return <span className="text-ink">{sentence(problem.message ?? '')}</span>;
  const { count } = problem.malformed;
  return (
    <span className="tabular text-ink">
      {count === 1 ? t('malformedOne') : t('malformedMany', { number: formatCount(count, language) })}
    </span>
  );
}

function Places({ examples }: { readonly examples: readonly string[] }) {
  const t = useTexts(texts);
  if (examples.length === 0) return null;
  return (
    <span className="block text-muted">
      {t('malformedHint')}
      {examples.map((example) => (
        <code key={example} className="block truncate text-sm">
          {example}
        </code>
      ))}
    </span>
  );
}

/** Setting and run of a problem, in words. */
function useWhere(problem: Problem): string[] {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const kind = useDocument((state) => state.document.nodes.find((node) => node.id === problem.nodeId)?.kind);
  const descriptor = kind === undefined ? undefined : catalogue.byKind.get(kind);
  const where: string[] = [];
  if (problem.setting !== null) {
    const words = descriptor === undefined ? undefined : wordsOf(descriptor, language).settings;
    // A part of the file that has no field (`nodes`, `edges`) says nothing to who draws.
    const label = ownValue(words, settingKey(problem.setting))?.label;
    if (label !== undefined) where.push(label);
  }
  if (problem.origin === 'run')
    where.push(problem.query === null ? t('ofRun') : t('ofQuery', { query: problem.query }));
  return where;
}

import { useMemo } from 'react';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { diffDocuments, isSameButMoved, type ListDiff, type ValueChange } from '../model/document-diff.ts';
import { differences } from '../model/document-differences.ts';
import { differencePicture } from '../picture/difference-picture.ts';
import { markLooks, type PictureMark } from '../picture/picture-marks.ts';
import { PipelineImage } from '../picture/pipeline-image.tsx';
import { classNames } from '../ui/class-names.ts';
import { type Say, useLanguage, useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';

interface DifferenceViewProps {
  readonly before: PipelineDocument;
  readonly after: PipelineDocument;
  /** What `after` is, to stand in a sentence. */
  readonly otherName: string;
}

interface Line {
  readonly mark: PictureMark;
  readonly title: string;
  readonly changes: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

const markText: Readonly<Record<PictureMark, string>> = {
  added: 'text-success',
  removed: 'text-danger',
  changed: 'text-warning',
};

/** Two states of a pipeline: one drawing with what differs marked, and the same as a list with settings before and after. */
export function DifferenceView({ before, after, otherName }: DifferenceViewProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const diff = useMemo(() => diffDocuments(before, after), [before, after]);
  const drawn = useMemo(() => differencePicture(after, diff), [after, diff]);
  const titleOf = (node: PipelineNode): string => nodeTitle(catalogue, node, language);
  const lines = useMemo((): readonly Line[] => {
    const titles = new Map(
      [...before.nodes, ...after.nodes].map((node) => [node.id, nodeTitle(catalogue, node, language)]),
    );
    const wire = ({ source, target }: PipelineEdge): string =>
      t('wire', { source: titles.get(source) ?? source, target: titles.get(target) ?? target });
    const name = (node: PipelineNode) => nodeTitle(catalogue, node, language);
    const settingName = (node: PipelineNode, path: string): string => {
      if (path === 'id' || path === 'kind' || path === 'label') return t(path);
      const setting = path.replace(/^config\./, '');
      const descriptor = catalogue.byKind.get(node.kind);
      const labels = descriptor === undefined ? {} : wordsOf(descriptor, language).settings;
      const known = setting.replace(/\.\d+(?=\.|$)/g, '');
      return Object.hasOwn(labels, known) ? (labels[known]?.label ?? setting) : setting;
    };
    const plain = (mark: PictureMark, title: string): Line => ({ mark, title, changes: [] });
    const pipeline = diff.settings.map(({ path, before: was, after: is }) => ({
      name: path === 'name' ? t('name') : path.replace(/^settings\./, ''),
      before: valueText(was, t),
      after: valueText(is, t),
    }));
    return [
      ...diff.nodes.added.map((node) => plain('added', name(node))),
      ...diff.nodes.removed.map((node) => plain('removed', name(node))),
      ...diff.nodes.changed.map(
        (change): Line => ({
          mark: 'changed',
          title: name(change.after),
          changes: change.changes.map((each: ValueChange) => ({
            name: settingName(change.after, each.path),
            before: valueText(each.before, t),
            after: valueText(each.after, t),
          })),
        }),
      ),
      ...diff.edges.added.map((edge) => plain('added', wire(edge))),
      ...diff.edges.removed.map((edge) => plain('removed', wire(edge))),
      ...listLines(diff.notes, t('notes'), (note) => note.text, t),
      ...listLines(diff.groups, t('groups'), (group) => group.label, t),
      ...(pipeline.length > 0 ? [{ mark: 'changed' as const, title: t('ofPipeline'), changes: pipeline }] : []),
      ...(diff.breakpoints ? [plain('changed', t('breakpoints'))] : []),
      ...(diff.views ? [plain('changed', t('views'))] : []),
    ];
  }, [before, after, diff, catalogue, language, t]);
  const summary = differences(before, after, titleOf).join(', ');
  return (
    <>
      <div className="flex min-h-0 flex-1 items-center justify-center overflow-auto rounded-lg border border-line bg-canvas">
        <PipelineImage
          document={drawn.document}
          marks={drawn.marks}
          catalogue={catalogue}
          alt={t('picture', { summary: summary === '' ? t('same') : summary })}
          className="max-h-full max-w-full object-contain"
        />
      </div>
      <div className="max-h-[38%] min-h-24 overflow-y-auto" data-selectable>
        {isSameButMoved(diff) ? (
          <p className="py-2">
            <span className="font-medium">{t('same')}</span> <span className="text-muted">{t('sameText')}</span>
          </p>
        ) : (
          <>
            <p className="pb-1 text-sm text-muted">{t('legend', { other: otherName })}</p>
            <ul className="flex flex-col">
              {lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn whole for each comparison
                <DifferenceLine key={index} line={line} />
              ))}
            </ul>
          </>
        )}
        {diff.moved > 0 && <p className="tabular pt-1 text-sm text-faint">{t('moved', { number: diff.moved })}</p>}
      </div>
    </>
  );
}

function DifferenceLine({ line: { mark, title, changes } }: { readonly line: Line }) {
  const t = useTexts(texts);
  return (
    <li className="flex items-start gap-2 border-line border-t py-1.5 first:border-t-0">
      <span aria-hidden="true" className={classNames('w-4 text-center font-mono font-semibold', markText[mark])}>
        {markLooks[mark].sign}
      </span>
      <span className={classNames('w-20 shrink-0 text-sm leading-5', markText[mark])}>{t(mark)}</span>
      <div className="min-w-0 flex-1">
        <span className={classNames('wrap-anywhere font-medium', mark === 'removed' && 'line-through')}>{title}</span>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn whole for each comparison
          <div key={index} className="wrap-anywhere text-sm">
            <span className="text-muted">{change.name} </span>
            <del className="rounded-sm bg-danger-soft px-1 font-mono text-danger">{change.before}</del>{' '}
            <span aria-hidden="true">→</span>{' '}
            <ins className="rounded-sm bg-success-soft px-1 font-mono text-success no-underline">{change.after}</ins>
          </div>
        ))}
      </div>
    </li>
  );
}

/** Longest value that is shown, in characters. */
const valueMax = 200;

function valueText(value: unknown, t: Say<keyof typeof texts.en & string>): string {
  if (value === undefined || value === null || value === '') return t('nothing');
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > valueMax ? `${text.slice(0, valueMax)}…` : text;
}

function listLines<Entry>(
  list: ListDiff<Entry>,
  title: string,
  say: (entry: Entry) => string,
  t: Say<keyof typeof texts.en & string>,
): Line[] {
  const line = (mark: PictureMark, before: Entry | undefined, after: Entry | undefined): Line => ({
    mark,
    title,
    changes: [
      {
        name: '',
        before: valueText(before === undefined ? '' : say(before), t),
        after: valueText(after === undefined ? '' : say(after), t),
      },
    ],
  });
  return [
    ...list.added.map((entry) => line('added', undefined, entry)),
    ...list.removed.map((entry) => line('removed', entry, undefined)),
    ...list.changed.map(({ before, after }) => line('changed', before, after)),
  ];
}

import {
  ArrowLeftToLine,
  ArrowRightFromLine,
  ChevronRight,
  CircleAlert,
  Group,
  StickyNote,
  TriangleAlert,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useDocument, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import type { Selection } from '../model/document-store.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { portName } from '../model/port-words.ts';
import { nodeRows } from '../model/run-store.ts';
import { portOf } from '../model/wiring.ts';
import { familyTint } from '../ui/family.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { formatCompact, formatCount } from '../ui/numbers.ts';
import { sentence } from '../ui/sentence.ts';
import { isSelected, type OutlineRow } from './outline-rows.ts';
import { texts } from './texts.ts';
import { type Outline, renameRow } from './use-outline.ts';

interface OutlineLineProps {
  readonly id: string;
  readonly row: OutlineRow;
  /** From the top of the tree, px. */
  readonly top: number;
  readonly heightPx: number;
  /** Has the keyboard. */
  readonly isActive: boolean;
  readonly selection: Selection;
  readonly outline: Outline;
  /** Of a wire: its ends. */
  readonly wireName: string;
}

export function OutlineLine({ id, row, top, heightPx, isActive, selection, outline, wireName }: OutlineLineProps) {
  const selected = isSelected(row, selection);
  const isRenamed = outline.renamed === row.key;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys of all its lines
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={selected}
      aria-expanded={row.expanded ?? undefined}
      title={wireName === '' ? undefined : wireName}
      onClick={() => {
        outline.goTo(row.key);
      }}
      onDoubleClick={() => outline.show(row)}
      style={{ transform: `translateY(${top}px)`, height: heightPx }}
      className={`absolute inset-x-0 top-0 flex items-center gap-2 rounded-md pr-2 ${row.level === 1 ? 'pl-1' : 'pl-8'} ${selected ? 'bg-accent-soft' : 'hover:bg-hover'} ${isActive ? 'group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-accent' : ''}`}
    >
      {row.level === 1 && <Twist row={row} onToggle={() => outline.toggle(row.key)} />}
      {isRenamed ? <NameField row={row} onDone={outline.endRename} /> : <Content row={row} />}
    </div>
  );
}

function Twist({ row, onToggle }: { readonly row: OutlineRow; readonly onToggle: () => void }) {
  return (
    // The arrow keys do the same; readers are told by the line itself.
    <span
      aria-hidden="true"
      className="inline-flex size-4 shrink-0 items-center justify-center text-faint"
      onPointerDown={(event) => {
        if (row.expanded === null) return;
        event.preventDefault();
        onToggle();
      }}
    >
      {row.expanded !== null && (
        <ChevronRight className={`size-3.5 transition-transform ${row.expanded ? 'rotate-90' : ''}`} />
      )}
    </span>
  );
}

function Content({ row }: { readonly row: OutlineRow }): ReactNode {
  switch (row.type) {
    case 'node':
      return <NodeContent row={row} />;
    case 'wire':
      return <WireContent row={row} />;
    case 'finding':
      return <FindingContent row={row} />;
    case 'group':
      return <GroupContent row={row} />;
    case 'member':
      return <MemberContent row={row} />;
    case 'note':
      return <NoteContent row={row} />;
  }
}

function NodeContent({ row: { node } }: { readonly row: OutlineRow & { type: 'node' } }) {
  const t = useTexts(texts);
  const { catalogue } = useWorkspace();
  const language = useLanguage();
  const severity = useAnalysis((state) => state.severityByNode.get(node.id));
  const isWired = useDocument((state) =>
    state.document.edges.some((edge) => edge.source === node.id || edge.target === node.id),
  );
  const descriptor = catalogue.byKind.get(node.kind);
  const title = nodeTitle(catalogue, node, language);
  const kind = descriptor === undefined ? node.kind : wordsOf(descriptor, language).title;
  return (
    <>
      <span
        className={`inline-flex size-5 shrink-0 items-center justify-center rounded ${descriptor === undefined ? 'bg-hover' : familyTint[descriptor.family]}`}
      >
        <KindIcon kind={node.kind} size={16} />
      </span>
      <span className="min-w-0 flex-1 truncate">
        {title}
        {kind !== title && <span className="sr-only">{`, ${kind}`}</span>}
        {!isWired && <span className="text-sm text-muted">{` · ${t('unwired')}`}</span>}
      </span>
      <Rows nodeId={node.id} side={descriptor?.output == null ? 'in' : 'out'} />
      {severity !== undefined && (
        <>
          {severity === 'error' ? (
            <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-danger" />
          ) : (
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 text-warning" />
          )}
          <span className="sr-only">{t(severity === 'error' ? 'hasErrors' : 'hasWarnings')}</span>
        </>
      )}
    </>
  );
}

/** The only part of a line that changes while a run goes on. */
function Rows({ nodeId, side }: { readonly nodeId: string; readonly side: 'in' | 'out' }) {
  const t = useTexts(texts);
  const rows = useRun((state) => nodeRows(state, nodeId)?.[side] ?? null);
  if (rows === null) return null;
  const said = t(side === 'in' ? 'rowsIn' : 'rowsOut', { rows: formatCount(rows) });
  return (
    <span className="tabular shrink-0 text-sm text-muted" title={said}>
      <span aria-hidden="true">{formatCompact(rows)}</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}

function WireContent({ row: { edge, way } }: { readonly row: OutlineRow & { type: 'wire' } }) {
  const t = useTexts(texts);
  const { catalogue } = useWorkspace();
  const names = useNodeNames();
  const kind = useDocument((state) => state.document.nodes.find((each) => each.id === edge.target)?.kind ?? '');
  const hasSeveral = (catalogue.byKind.get(kind)?.inputs.length ?? 0) > 1;
  const title = names(way === 'in' ? edge.source : edge.target) ?? '';
  const said =
    way === 'out'
      ? t('wireOut', { title })
      : hasSeveral
        ? t('wireInPort', { title, port: portName(portOf(edge)) })
        : t('wireIn', { title });
  const Icon = way === 'in' ? ArrowLeftToLine : ArrowRightFromLine;
  return (
    <>
      <Icon aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate text-muted">{said}</span>
    </>
  );
}

function FindingContent({ row: { found } }: { readonly row: OutlineRow & { type: 'finding' } }) {
  const language = useLanguage();
  const names = useNodeNames();
  const said = sentence(sayDiagnostic(found, names, language).message);
  const Icon = found.severity === 'error' ? CircleAlert : TriangleAlert;
  const tone = found.severity === 'error' ? 'text-danger' : 'text-warning';
  return (
    <>
      <Icon aria-hidden="true" className={`size-3.5 shrink-0 ${tone}`} />
      <span className={`min-w-0 flex-1 truncate ${tone}`} title={said}>
        {said}
      </span>
    </>
  );
}

function GroupContent({ row: { group } }: { readonly row: OutlineRow & { type: 'group' } }) {
  const t = useTexts(texts);
  const name = group.label.trim();
  return (
    <>
      <Group aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">
        {name !== '' && <span className="sr-only">{`${t('group')}: `}</span>}
        {name === '' ? t('groupUnnamed') : name}
      </span>
    </>
  );
}

function MemberContent({ row: { node } }: { readonly row: OutlineRow & { type: 'member' } }) {
  const names = useNodeNames();
  return <span className="min-w-0 flex-1 truncate text-muted">{names(node.id)}</span>;
}

function NoteContent({ row: { note } }: { readonly row: OutlineRow & { type: 'note' } }) {
  const t = useTexts(texts);
  const text = note.text.trim().slice(0, 500);
  return (
    <>
      <StickyNote aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">
        {text !== '' && <span className="sr-only">{`${t('note')}: `}</span>}
        {text === '' ? t('noteEmpty') : text}
      </span>
    </>
  );
}

/** Enter keeps what was typed, Escape what was there before. */
function NameField({ row, onDone }: { readonly row: OutlineRow; readonly onDone: () => void }) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const { catalogue, notices } = workspace;
  const language = useLanguage();
  const before = nameOf(row);
  const [name, setName] = useState(before);
  const title = row.type === 'node' ? nodeTitle(catalogue, row.node, language) : before;
  const keep = (): void => {
    if (name !== before) {
      renameRow(workspace, row, name);
      notices.announce(t('renamed', { title: name }));
    }
  };
  return (
    <input
      type="text"
      // biome-ignore lint/a11y/noAutofocus: the user asked for this field just now
      autoFocus
      spellCheck={false}
      aria-label={row.type === 'note' ? t('noteText') : t('rename', { title })}
      placeholder={title}
      value={name}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => keep()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') setName(before);
        if (event.key === 'Enter') keep();
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.preventDefault();
        onDone();
      }}
      className="h-6 min-w-0 flex-1 rounded-sm border border-line-strong bg-surface px-1.5"
    />
  );
}

function nameOf(row: OutlineRow): string {
  if (row.type === 'node') return row.node.label ?? '';
  if (row.type === 'group') return row.group.label;
  return row.type === 'note' ? row.note.text : '';
}

import { FileClock } from 'lucide-react';
import { useState } from 'react';
import type { DocumentVersion } from '../../electron/contract/shapes.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { describeFailure } from '../model/notices-store.ts';
import { openVersionCopy, restoreVersion, versionTime } from '../model/versions.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Select } from '../ui/select.tsx';
import { DifferenceView } from './difference-view.tsx';
import { texts } from './texts.ts';
import { useVersion, useVersionList } from './use-versions.ts';
import { VersionListBox } from './version-list.tsx';

/** The saved versions of the open file: what each differs in from now, or from another, and the way back to it. */
export function HistoryDialog() {
  const t = useTexts(texts);
  const { view } = useWorkspace();
  const open = useView((state) => state.dialog === 'history');
  const close = (): void => view.set({ dialog: null });
  return (
    <Dialog large open={open} onClose={close} title={t('title')} description={t('description')}>
      {open && <History close={close} />}
    </Dialog>
  );
}

function History({ close }: { readonly close: () => void }) {
  const t = useTexts(texts);
  const path = useDocument((state) => state.path);
  const fingerprint = useDocument((state) => state.fingerprint);
  const list = useVersionList(path, fingerprint);
  if (path === null) return <Nothing title={t('unsavedTitle')} text={t('unsavedText')} />;
  if (list.state === 'failed') return <Nothing title={t('failed')} text={describeFailure(list.error).message} />;
  if (list.state === 'asking') return <div className="h-64" />;
  if (list.versions.length === 0) return <Nothing title={t('emptyTitle')} text={t('emptyText')} />;
  return <Versions path={path} fingerprint={fingerprint} versions={list.versions} close={close} />;
}

function Nothing({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="h-64">
      <EmptyState icon={<FileClock />} title={title}>
        {text}
      </EmptyState>
    </div>
  );
}

interface VersionsProps {
  readonly path: string;
  readonly fingerprint: string | null;
  readonly versions: readonly DocumentVersion[];
  readonly close: () => void;
}

/** In place of a version's id: what is open. */
const NOW = 'now';

function Versions({ path, fingerprint, versions, close }: VersionsProps) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const now = useDocument((state) => state.document);
  const dirty = useDocument((state) => state.dirty);
  // What was saved last is what is open, unless there are changes: the version before it is what one looks for.
  const [chosen, setChosen] = useState(() => (dirty ? versions[0] : (versions[1] ?? versions[0]))?.id ?? '');
  const [otherId, setOtherId] = useState<string>(NOW);
  const version = versions.find((each) => each.id === chosen) ?? versions[0];
  const document = useVersion(path, version?.id ?? null);
  const other = useVersion(path, otherId === NOW ? null : otherId);
  const against = otherId === NOW ? now : other;
  if (version === undefined) return null;
  const takeBack = (saved: PipelineDocument): void => {
    restoreVersion(workspace, saved, version.savedAtMs);
    close();
  };
  const openCopy = async (saved: PipelineDocument): Promise<void> => {
    close();
    await openVersionCopy(workspace, saved, { savedAtMs: version.savedAtMs, path });
  };
  const otherVersion = versions.find((each) => each.id === otherId);
  const otherName = otherVersion === undefined ? t('now') : versionTime(otherVersion.savedAtMs);
  return (
    <div className="flex h-[72vh] min-h-0 gap-4 pt-1">
      <VersionListBox
        versions={versions}
        chosen={version.id}
        currentFingerprint={dirty ? null : fingerprint}
        onChoose={setChosen}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-muted">{t('compareWith')}</span>
          <div className="w-56">
            <Select
              aria-label={t('compareWith')}
              value={otherId}
              options={[
                { value: NOW, label: t('now') },
                ...versions
                  .filter((each) => each.id !== version.id)
                  .map((each) => ({ value: each.id, label: versionTime(each.savedAtMs) })),
              ]}
              onValue={setOtherId}
            />
          </div>
          <span className="flex-1" />
          <Button disabled={document == null} onClick={() => document != null && void openCopy(document)}>
            {t('openCopy')}
          </Button>
          <Button tone="primary" disabled={document == null} onClick={() => document != null && takeBack(document)}>
            {t('restore')}
          </Button>
        </div>
        {document === null || against === null ? (
          <EmptyState title={t('damaged')} />
        ) : document === undefined || against === undefined ? (
          <div className="flex-1" />
        ) : (
          <DifferenceView before={document} after={against} otherName={otherName} />
        )}
      </div>
    </div>
  );
}

import { useEffect, useState } from 'react';
import type { DocumentVersion } from '../../electron/contract/shapes.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { readVersion } from '../model/versions.ts';

export type VersionList =
  | { readonly state: 'asking' }
  | { readonly state: 'there'; readonly versions: readonly DocumentVersion[] }
  | { readonly state: 'failed'; readonly error: unknown };

/** The versions of a file, newest first, asked for anew when the path or what the file holds is another. */
export function useVersionList(path: string | null, fingerprint: string | null): VersionList {
  const { bridge } = useWorkspace();
  const [list, setList] = useState<VersionList>({ state: 'asking' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save makes a version
  useEffect(() => {
    if (path === null) return setList({ state: 'there', versions: [] });
    let isWanted = true;
    bridge.request('document.versions', { path }).then(
      (versions) => isWanted && setList({ state: 'there', versions }),
      (error: unknown) => isWanted && setList({ state: 'failed', error }),
    );
    return () => {
      isWanted = false;
    };
  }, [bridge, path, fingerprint]);
  return list;
}

/** What a version holds: undefined while it is asked for, null where it is damaged. */
export function useVersion(path: string | null, id: string | null): PipelineDocument | null | undefined {
  const workspace = useWorkspace();
  const [read, setRead] = useState<{ readonly id: string; readonly document: PipelineDocument | null } | null>(null);
  useEffect(() => {
    if (path === null || id === null) return;
    let isWanted = true;
    void readVersion(workspace, path, id).then((document) => {
      if (isWanted) setRead({ id, document });
    });
    return () => {
      isWanted = false;
    };
  }, [workspace, path, id]);
  return read !== null && read.id === id ? read.document : undefined;
}

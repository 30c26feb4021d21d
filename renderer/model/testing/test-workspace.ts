/** A whole workspace over the fake desktop, for tests. */
import { connectBridge } from '../../bridge/desktop.ts';
import { fakeCatalogue, fakePipeline } from '../../bridge/fake-catalogue.ts';
import { createFakeDesktop, type FakeDesktop, type FakeOptions } from '../../bridge/fake-desktop.ts';
import { takeIn } from '../document-files.ts';
import { followDesktop } from '../follow-desktop.ts';
import { createWorkspace, type Workspace } from '../workspace.ts';

export interface TestWorkspace extends Workspace {
  readonly desktop: FakeDesktop;
  /** The window is left. */
  flush(): void;
  /** Moves the clock that joins edits and takes rates. */
  advance(ms: number): void;
}

export function createTestWorkspace(options: FakeOptions = {}): TestWorkspace {
  const desktop = createFakeDesktop(options);
  let clockMs = 0;
  const workspace = createWorkspace({
    bridge: connectBridge(desktop),
    info: { version: '0.0.0', platform: 'linux', locale: 'en', runtimeNote: null },
    descriptors: options.catalogue ?? fakeCatalogue,
    preferences: { theme: 'system', language: 'en', layout: {}, keys: {} },
    nowMs: () => clockMs,
  });
  const following = followDesktop(workspace);
  return {
    ...workspace,
    desktop,
    flush: following.flush,
    dispose() {
      following.dispose();
      workspace.dispose();
    },
    advance: (ms) => {
      clockMs += ms;
    },
  };
}

/** The lab's pipeline, opened as the sample it is. */
export function openLab(workspace: Workspace): void {
  const place = { path: null, basePath: '/samples/lab5.millrace.json', fingerprint: null, savedAtMs: null };
  takeIn(workspace, { ...place, text: fakePipeline, origin: 'sample' });
}

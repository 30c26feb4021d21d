import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenedDocument } from '../../electron/contract/shapes.ts';
import { must } from '../../engine/base/assert.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { fakePipeline } from '../bridge/fake-catalogue.ts';
import { setLanguage } from '../ui/i18n.ts';
import { differences } from './document-differences.ts';
import { offerRecovered } from './recovered-work.ts';
import { createTestWorkspace, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  vi.useFakeTimers();
  workspace = createTestWorkspace();
});
afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
  setLanguage('en');
});

const lab = JSON.parse(fakePipeline) as PipelineDocument;
const mine: PipelineDocument = {
  ...lab,
  name: 'Mine',
  nodes: [
    ...lab.nodes.slice(1).map((node, index) => (index === 0 ? { ...node, label: 'Renamed' } : node)),
    { id: 'more', kind: 'filter', position: { x: 0, y: 0 }, config: {} },
  ],
  edges: lab.edges.slice(1),
};

function recovered(change: Partial<OpenedDocument> = {}): OpenedDocument {
  return {
    text: JSON.stringify(mine),
    path: '/work/lab.json',
    basePath: '/work/lab.json',
    fingerprint: 'read',
    origin: 'recovered',
    savedAtMs: Date.UTC(2026, 0, 5, 10),
    fileNow: { text: fakePipeline, fingerprint: 'read' },
    ...change,
  };
}

function ask(opened: OpenedDocument) {
  const done = offerRecovered(workspace, opened);
  const question = must(workspace.notices.getState().question, 'a question');
  return { done, question };
}

const open = () => workspace.documents.getState();
const asked = (name: string) =>
  workspace.desktop.requests.filter((each) => each.name === name).map(({ input }) => input);

describe('unsaved work that was found', () => {
  it.each([
    [
      'its file and what differs from it',
      {},
      [
        /“Mine”/,
        /Jan 5, 2026/,
        /\/work\/lab\.json/,
        /nodes added: Filter/,
        /nodes removed: Event files/,
        /nodes changed: Renamed/,
        /wires removed: 1/,
        /another name/,
      ],
    ],
    ['that it was in no file', { path: null, basePath: null, fileNow: null }, [/no file yet/]],
    ['that its file is gone', { fileNow: null }, [/lab\.json, which is not there any more/]],
    [
      'that its file was changed since',
      { fileNow: { text: fakePipeline, fingerprint: 'other' } },
      [/changed by another program/],
    ],
    ['what it can where the work cannot be read', { text: 'broken' }, [/“…”/]],
  ] as const)('says %s', async (_, change, says) => {
    const { question } = ask(recovered(change));
    for (const each of says) expect(question.detail).toMatch(each);
    expect(question.choices.map(({ id }) => id)).toEqual(['discard', 'later', 'take']);
  });

  it.each(['take', null])('is unsaved work again: %s', async (answer) => {
    const { done, question } = ask(recovered());
    question.answer(answer);
    await done;
    expect([open().document.name, open().dirty, open().path]).toEqual(['Mine', true, '/work/lab.json']);
    expect(asked('document.leave-recovered')).toEqual([]);
  });

  it('leaves the run alone that went on while the page was loaded anew', async () => {
    await workspace.bridge.request('engine.run', { document: { ...lab }, path: null, follow: true });
    workspace.run.receive((await workspace.bridge.request('engine.snapshot', undefined)) as RunSnapshot);
    const { done, question } = ask(recovered());
    question.answer('take');
    await done;
    expect(workspace.run.getState().snapshot?.isActive).toBe(true);
    expect(asked('engine.stop')).toEqual([]);
  });

  it.each(['discard', 'later'])('%s: what the desktop gives in its place is shown', async (decision) => {
    const { done, question } = ask(recovered());
    question.answer(decision);
    await done;
    expect(asked('document.leave-recovered')).toEqual([{ decision }]);
    expect([open().document.name, open().dirty]).toEqual([lab.name, false]);
  });
});

describe('differences', () => {
  const nameOf = ({ id }: { readonly id: string }) => id;

  it('are none between equal documents', () => {
    expect(differences(lab, structuredClone(lab), nameOf)).toEqual([]);
  });

  it('count what is many, and tell a moved node from an edited one', () => {
    const moved = { ...lab, nodes: lab.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })) };
    expect(differences(lab, moved, nameOf)).toEqual(['nodes moved: 5']);
    expect(differences(lab, { ...lab, nodes: [], edges: [] }, nameOf)).toEqual([
      'nodes removed: events, typed, hourly and 2 more',
      'wires removed: 4',
    ]);
  });

  it('are said of settings and queries, in the user’s language', () => {
    setLanguage('fr');
    const other = { ...lab, settings: { ...lab.settings, timeZone: 'Europe/Paris' }, views: { queries: [] } };
    expect(differences(lab, other, nameOf)).toEqual(['d’autres réglages du pipeline', 'd’autres requêtes SQL']);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import type { ErrorCode } from '../../engine/base/errors/catalogue.ts';
import { diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { Analysis } from '../../engine/nodes/analysis.ts';
import type { CheckpointStatus } from '../../engine/session-shapes.ts';
import type { FakeOptions } from '../bridge/fake-desktop.ts';
import { findCommand } from '../commands/registry.ts';
import { countProblems, runFindings } from '../problems/problem-list.ts';
import { setLanguage } from '../ui/i18n.ts';
import { resumedDetail, resumedLine } from './checkpoint-choice.ts';
import { setMode, setSetting } from './document-edits.ts';
import { checkpointFolder } from './fixes.ts';
import { startRun } from './run-actions.ts';
import { runFindingAt, runSeverities } from './run-findings.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
  setLanguage('en');
});

function status(change: Partial<CheckpointStatus> = {}): CheckpointStatus {
  return {
    query: 'counts',
    sinkNodeId: 'table',
    folder: '/work/checkpoints/table',
    status: 'resumable',
    lastBatchId: 41,
    watermarkMs: Date.UTC(2016, 6, 26, 2, 45),
    savedAtMs: Date.UTC(2026, 0, 5, 10),
    findings: [],
    ...change,
  };
}

const finding = (code: ErrorCode, nodeId?: string) => diagnostic(code, nodeId === undefined ? {} : { nodeId });
const damaged = status({ status: 'damaged', lastBatchId: null, findings: [finding('EXE-105')] });
const changed = status({ status: 'other-query', findings: [finding('EXE-103', 'counts')] });
const inUse = status({ status: 'in-use', findings: [finding('EXE-104')] });

/** The lab with a checkpoint at its sink; each look finds the next of `found`, the last for ever. */
function start(found: readonly (readonly CheckpointStatus[])[], options: FakeOptions = {}): void {
  let looks = 0;
  workspace = createTestWorkspace({
    ...options,
    handlers: {
      'engine.checkpoints': () => [...(found[Math.min(looks++, found.length - 1)] ?? [])],
      ...options.handlers,
    },
  });
  openLab(workspace);
  const sink = must(workspace.documents.getState().document.nodes.at(-1), 'the sink');
  setSetting(workspace.documents, sink.id, 'checkpointLocation', 'checkpoints/table');
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const question = () => workspace.notices.getState().question;
const answer = async (id: string | null): Promise<void> => {
  must(question(), 'a question is asked').answer(id);
  await settle();
};
const runs = () => workspace.desktop.requests.filter(({ name }) => name === 'engine.run').map(({ input }) => input);
const looks = () => workspace.desktop.requests.filter(({ name }) => name === 'engine.checkpoints').length;
const resumed = () => workspace.run.getState().resumed;

describe('Run', () => {
  it('goes on where a query stopped, without a question, and says where', async () => {
    start([[status()]]);
    await startRun(workspace);
    expect(question()).toBeNull();
    expect(runs()).toEqual([expect.not.objectContaining({ startAfresh: true })]);
    expect(resumedLine(resumed())).toBe('Resumed after batch 41');
    expect(workspace.notices.getState().announcement.text).toBe('Resumed after batch 41');
    const [notice] = workspace.notices.getState().notices;
    expect(notice?.detail).toMatch(
      /goes on after batch 41, saved Jan 5, 2026.*, watermark Jul 26, 2016.*from the next micro-batch.*Start afresh/,
    );
  });

  it('explains the choice once a document', async () => {
    start([[status()]]);
    const told = () => workspace.notices.getState().notices.length;
    await startRun(workspace);
    await vi.advanceTimersByTimeAsync(20_000);
    await startRun(workspace);
    expect([told(), resumed().length]).toEqual([0, 1]);
    workspace.documents.open(workspace.documents.getState().document, {
      path: '/b.json',
      basePath: null,
      fingerprint: null,
      saved: true,
    });
    await startRun(workspace);
    expect(told()).toBe(1);
  });

  it('begins from nothing where nothing was kept, without a word', async () => {
    start([[status({ status: 'none', lastBatchId: null })]]);
    await startRun(workspace);
    expect([question(), resumed(), runs().length]).toEqual([null, [], 1]);
  });

  it.each([
    ['as a batch', async () => startRun(workspace, { mode: 'batch' })],
    [
      'without a checkpoint folder',
      async () => {
        workspace.documents.undo();
        await startRun(workspace);
      },
    ],
    [
      'of a batch pipeline',
      async () => {
        setMode(workspace.documents, 'batch');
        await startRun(workspace);
      },
    ],
  ])('%s asks for no checkpoint', async (_, run) => {
    start([[damaged]]);
    await run();
    expect([looks(), runs().length]).toEqual([0, 1]);
  });

  it('says it in French', () => {
    setLanguage('fr');
    start([[status()]]);
    expect(resumedLine([status()])).toBe('Reprise après le lot 41');
    expect(resumedDetail([status(), status({ query: 'b' })], workspace.documents.getState().document)).toMatch(
      /La requête «\u00a0b\u00a0» continue après le lot 41/u,
    );
  });

  it.each([
    [[status(), status({ query: 'b' })], 'Resumed 2 queries'],
    [[status({ lastBatchId: null })], 'Resumed at its first batch'],
  ])('puts it in a line: %#', (from, line) => {
    start([[]]);
    expect(resumedLine(from)).toBe(line);
  });

  it.each(['Nowhere/At_all', 'UTC'])('says a watermark that no calendar has, in the zone %s', (zone) => {
    start([[]]);
    const { nodes, settings } = workspace.documents.getState().document;
    const document = { nodes, settings: { ...settings, timeZone: zone } };
    expect(resumedDetail([status({ watermarkMs: 9e15 })], document)).toContain('watermark');
  });
});

describe('what cannot be gone on from', () => {
  it.each([
    [damaged, 'The checkpoint is damaged', 'table'],
    [changed, 'The query cannot go on from its checkpoint', 'counts'],
  ])('is said at its node, with the ways out (%#)', async (found, title, nodeId) => {
    start([[found]]);
    const started = startRun(workspace);
    await settle();
    expect(question()).toMatchObject({ title, choices: [{ id: 'afresh' }, { id: 'cancel' }] });
    expect(question()?.points).toMatchObject([{ severity: 'error', nodeId }]);
    await answer('cancel');
    await started;
    expect(runs()).toEqual([]);
    const outcome = workspace.run.getState();
    expect(runFindingAt(outcome, found.findings[0]?.at.nodeId ?? 'table')).toMatchObject({ severity: 'error' });
    expect(JSON.parse(runSeverities(outcome))).toHaveLength(1);
    expect(countProblems([], runFindings(outcome))).toEqual({ errors: 1, warnings: 0 });
  });

  it('is set aside when the user starts afresh, and no problem any more', async () => {
    start([[changed]]);
    const started = startRun(workspace);
    await settle();
    await answer('afresh');
    await started;
    expect(runs()).toEqual([expect.objectContaining({ startAfresh: true })]);
    expect([resumed(), workspace.run.getState().refusals]).toEqual([[], []]);
  });

  it('goes on when the user has undone the change', async () => {
    start([[changed], [status()]]);
    const started = startRun(workspace);
    await settle();
    await answer(null);
    await started;
    await startRun(workspace);
    expect([runs().length, resumed().length, workspace.run.getState().refusals]).toEqual([1, 1, []]);
  });

  it('is waited for while it is in use, and never set aside', async () => {
    start([[inUse], [inUse], [status()]]);
    const started = startRun(workspace);
    await settle();
    expect(question()?.choices.map(({ id }) => id)).toEqual(['cancel', 'again']);
    await answer('again');
    expect(question()?.title).toBe('The checkpoint is in use');
    await answer('again');
    await started;
    expect([looks(), runs().length, resumed().length]).toEqual([3, 1, 1]);
  });

  it('in use by the run that goes on: a new one takes its place', async () => {
    start([[status({ status: 'none' })], [inUse], [status()]]);
    await startRun(workspace);
    await startRun(workspace);
    expect(question()).toBeNull();
    const names = workspace.desktop.requests.map(({ name }) => name).filter((name) => /run|stop|checkp/.test(name));
    expect(names.slice(-4)).toEqual(['engine.checkpoints', 'engine.stop', 'engine.checkpoints', 'engine.run']);
  });
});

describe('Start afresh', () => {
  it('asks once more where something would be left behind', async () => {
    start([[status()]]);
    const started = startRun(workspace, { afresh: true });
    await settle();
    expect(question()?.detail).toMatch(/nothing is deleted.*batch 41/);
    await answer('cancel');
    await started;
    expect(runs()).toEqual([]);
    const again = startRun(workspace, { afresh: true });
    await settle();
    await answer('afresh');
    await again;
    expect(runs()).toEqual([expect.objectContaining({ startAfresh: true })]);
    expect(resumed()).toEqual([]);
  });

  it('leaves the run that goes on alone until the user means it', async () => {
    start([[status({ status: 'none' })], [inUse]]);
    await startRun(workspace);
    const started = startRun(workspace, { afresh: true });
    await settle();
    expect(question()?.title).toBe('Start afresh?');
    await answer('cancel');
    await started;
    expect(workspace.run.getState().snapshot?.isActive).toBe(true);
    const again = startRun(workspace, { afresh: true });
    await settle();
    await answer('afresh');
    await again;
    expect(runs().at(-1)).toMatchObject({ startAfresh: true });
  });

  it('asks nothing where nothing was kept', async () => {
    start([[status({ status: 'none' })]]);
    await startRun(workspace, { afresh: true });
    expect([question(), runs().length]).toEqual([null, 1]);
  });

  it('is there for pipelines that keep a checkpoint', () => {
    start([[]]);
    const command = findCommand('run.start-afresh');
    expect(command.enabled?.(workspace)).toBe(true);
    workspace.documents.undo();
    expect(command.enabled?.(workspace)).toBe(false);
  });
});

describe('an engine that ended by itself', () => {
  const reason = 'Worker terminated due to reaching memory limit: JS heap out of memory';
  const die = async (): Promise<void> => {
    workspace.desktop.emit('engine.restarted', { reason });
    await settle();
  };

  it('is told of, and its queries can go on', async () => {
    start([[status({ status: 'none' })], [status()]]);
    await startRun(workspace);
    const { document } = workspace.documents.getState();
    await die();
    expect(question()).toMatchObject({ title: 'The engine ran out of memory', points: [{ message: reason }] });
    expect(question()?.choices.map(({ label }) => label)).toContain('Resume after batch 41');
    await answer('resume');
    await settle();
    expect([runs().length, resumed().length]).toEqual([2, 1]);
    expect(workspace.documents.getState().document).toBe(document);
  });

  it('or begin again', async () => {
    start([[status({ status: 'none' })], [status()]]);
    await startRun(workspace);
    await die();
    await answer('afresh');
    await answer('afresh');
    expect(runs().at(-1)).toMatchObject({ startAfresh: true });
  });

  it.each([
    ['without a run', async () => start([[status()]])],
    [
      'with a run that kept nothing',
      async () => {
        start([[status({ status: 'none' })]]);
        await startRun(workspace);
      },
    ],
  ])('%s is a notice', async (_, before) => {
    await before();
    await die();
    expect(question()).toBeNull();
    expect(workspace.notices.getState().notices.at(-1)).toMatchObject({ tone: 'error' });
    expect(workspace.run.getState().snapshot).toBeNull();
  });
});

describe('a file sink without a checkpoint folder', () => {
  const analysis = (document: Record<string, unknown>): Analysis => {
    const text = JSON.stringify(document);
    const found = text.includes('checkpointLocation')
      ? []
      : [diagnostic('EXE-120', { nodeId: 'table' }, {}, 'warning')];
    return { diagnostics: found, nodes: {}, queries: [] };
  };
  const begin = (): void => {
    start([[status({ status: 'none' })]], { handlers: { 'engine.analyze': ({ document }) => analysis(document) } });
    workspace.documents.undo();
  };
  const location = () =>
    workspace.documents.getState().document.nodes.find(({ id }) => id === 'table')?.config.checkpointLocation;

  it('is offered one beside the pipeline’s file, which is saved first', async () => {
    begin();
    workspace.desktop.dialogPath = '/work/My lab.millrace.json';
    const started = startRun(workspace);
    await vi.advanceTimersByTimeAsync(10);
    expect(question()?.title).toBe('A file sink needs a checkpoint folder');
    await answer('fix');
    await started;
    expect([location(), runs().length]).toEqual(['checkpoints/My lab/table', 1]);
    expect(workspace.documents.getState().path).toBe('/work/My lab.millrace.json');
  });

  it.each([
    ['cancel', null],
    ['fix', null],
  ])('is not run when the user does not want one: %s', async (choice, path) => {
    begin();
    workspace.desktop.dialogPath = path;
    const started = startRun(workspace);
    await vi.advanceTimersByTimeAsync(10);
    await answer(choice);
    await started;
    expect([location(), runs()]).toEqual([undefined, []]);
  });

  it('needs none for a batch', async () => {
    begin();
    await startRun(workspace, { mode: 'batch' });
    expect([question(), runs().length]).toEqual([null, 1]);
  });

  it.each([
    ['/work/a.millrace.json', 'out', 'checkpoints/a/out'],
    ['C:\\work\\b.json', 'a/b', 'checkpoints/b/a b'],
    ['', '..', 'checkpoints/pipeline/sink'],
  ])('%s and %s have %s', (path, nodeId, folder) => {
    start([[]]);
    expect(checkpointFolder(path, nodeId)).toBe(folder);
  });
});

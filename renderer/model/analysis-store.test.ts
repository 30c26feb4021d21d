import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../../engine/nodes/analysis.ts';
import { moveNodes, setSetting } from './document-edits.ts';
import { emptyDocument } from './document-store.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

const empty: Analysis = { diagnostics: [], nodes: {}, queries: [] };

function finding(nodeId: string, setting: string, severity: 'error' | 'warning'): Analysis['diagnostics'][number] {
  return { code: 'PIP-007', severity, at: { nodeId, setting }, params: {}, message: setting };
}

let workspace: TestWorkspace;
let answers: ((analysis: Analysis) => void)[];

beforeEach(async () => {
  vi.useFakeTimers();
  answers = [];
  workspace = createTestWorkspace({
    handlers: { 'engine.analyze': () => new Promise((resolve) => answers.push(resolve)) },
  });
  openLab(workspace);
  await vi.advanceTimersByTimeAsync(300);
});

afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
});

describe('analysis store', () => {
  it('asks once after a burst of edits', async () => {
    expect(answers).toHaveLength(1);
    for (const text of ['1', '1 h', '1 hour']) setSetting(workspace.documents, 'hourly', 'duration', text, 'typing');
    await vi.advanceTimersByTimeAsync(300);
    expect(answers).toHaveLength(2);
  });

  it('finds nothing wrong with a page on which nothing is drawn yet', async () => {
    answers[0]?.(empty);
    workspace.documents.open(emptyDocument('New'), { path: null, basePath: null, fingerprint: null, saved: true });
    await vi.advanceTimersByTimeAsync(300);
    answers[1]?.({
      ...empty,
      diagnostics: [{ code: 'PIP-031', severity: 'error', at: {}, params: {}, message: 'no sink' }],
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(workspace.analysis.getState()).toMatchObject({ document: { name: 'New' }, analysis: { diagnostics: [] } });
  });

  it('does not ask when nodes were only moved', async () => {
    moveNodes(workspace.documents, new Map([['hourly', { x: 8, y: 8 }]]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(answers).toHaveLength(1);
  });

  it('drops an answer that a newer question has overtaken', async () => {
    setSetting(workspace.documents, 'hourly', 'duration', '2 hours');
    await vi.advanceTimersByTimeAsync(300);
    answers[1]?.({ ...empty, diagnostics: [finding('hourly', 'duration', 'warning')] });
    await vi.advanceTimersByTimeAsync(0);
    answers[0]?.({ ...empty, diagnostics: [finding('hourly', 'duration', 'error')] });
    await vi.advanceTimersByTimeAsync(0);
    expect(workspace.analysis.getState().severityByNode.get('hourly')).toBe('warning');
  });

  it('orders findings by node, and keeps the worst severity', async () => {
    const diagnostics = [
      finding('counts', 'aggregates.0.expr', 'warning'),
      finding('counts', 'aggregates.1.expr', 'error'),
      finding('counts', 'aggregatesOther', 'warning'),
    ];
    answers[0]?.({ ...empty, diagnostics });
    await vi.advanceTimersByTimeAsync(0);
    const state = workspace.analysis.getState();
    expect(state.severityByNode.get('counts')).toBe('error');
    expect(state.diagnosticsByNode.get('counts')).toEqual(diagnostics);
  });
});

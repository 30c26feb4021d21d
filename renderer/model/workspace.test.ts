import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { startRun } from './run-actions.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  vi.useFakeTimers();
  workspace = createTestWorkspace();
  openLab(workspace);
});
afterEach(() => {
  workspace.dispose();
  vi.useRealTimers();
});

const told = () => workspace.notices.getState().notices.map(({ title }) => title);
const shown = () => must(workspace.run.getState().snapshot, 'a run');

/** What came of the run that is shown: all its queries failed. */
function failed({ sequence, atMs, runId, queries }: RunSnapshot): RunSnapshot {
  const exception = diagnostic('EXE-102', {}, { reason: 'a row cannot be read' });
  const ended = queries.map((query) => ({ ...query, isActive: false, exception }));
  return { sequence: sequence + 1000, atMs, runId, isActive: false, queries: ended };
}

describe('a query that fails', () => {
  it('is told once, however it is learnt', async () => {
    await startRun(workspace);
    expect(told()).toEqual([]);
    const end = failed(shown());
    // As after the window was out of sight: nothing was pushed, the whole was asked for.
    workspace.run.receive(end);
    expect(told()).toEqual(end.queries.map(({ query }) => `Query “${query}” failed`));
    workspace.desktop.emit('engine.snapshot', { ...end, sequence: end.sequence + 1 });
    expect(workspace.run.getState().snapshot?.sequence).toBe(end.sequence + 1);
    expect(told()).toHaveLength(end.queries.length);
  });

  it('is not told anew by a page that finds it so', async () => {
    await startRun(workspace);
    const end = failed(shown());
    workspace.run.clear();
    workspace.run.receive({ ...end, runId: 'before' });
    expect(workspace.run.getState().snapshot?.runId).toBe('before');
    expect(told()).toEqual([]);
  });
});

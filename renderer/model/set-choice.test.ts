import { describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { createCatalogue } from './catalogue.ts';
import { hasField } from './config-summary.ts';
import { setChoice } from './set-choice.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

const catalogue = createCatalogue(fakeCatalogue);
const kind = (name: string) => must(catalogue.byKind.get(name), 'the fake has the kind');

describe('a choice that other settings hang on', () => {
  const choose = (type: string) => {
    const workspace = createTestWorkspace();
    openLab(workspace);
    setChoice(workspace.documents, 'hourly', kind('window'), 'type', type);
    return workspace;
  };
  const hourly = (workspace: TestWorkspace) =>
    workspace.documents.getState().document.nodes.find(({ id }) => id === 'hourly')?.config;

  it('takes with it what no longer applies, and gives it back as it was with one undo', () => {
    const workspace = choose('session');
    expect(hourly(workspace)).toEqual({ type: 'session', timeColumn: 'time' });
    workspace.documents.undo();
    expect(hourly(workspace)).toEqual({ type: 'tumbling', timeColumn: 'time', duration: '1 hour' });
    workspace.dispose();
  });

  it('brings what now applies as a new node has it', () => {
    const workspace = choose('session');
    setChoice(workspace.documents, 'hourly', kind('window'), 'type', 'sliding');
    expect(hourly(workspace)).toEqual({ type: 'sliding', timeColumn: 'time', duration: '1 hour' });
    workspace.dispose();
  });

  it('keeps the field of a value that a file has and that does not apply', () => {
    const gap = must(
      kind('window').settings.find(({ path }) => path === 'gap'),
      'a gap',
    );
    expect(hasField(gap, { type: 'tumbling' })).toBe(false);
    expect(hasField(gap, { type: 'tumbling', gap: '5 minutes' })).toBe(true);
  });
});

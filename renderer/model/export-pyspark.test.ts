import { afterEach, expect, it } from 'vitest';
import { diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { FakeRefusal } from '../bridge/fake-desktop.ts';
import { exportPySpark } from './export-pyspark.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
afterEach(() => workspace.dispose());

const notice = () => workspace.notices.getState().notices.at(-1);
const asked = () => workspace.desktop.requests.filter(({ name }) => name === 'engine.export-pyspark');

it('asks for a file under the document’s name and says where the program is', async () => {
  workspace = createTestWorkspace();
  openLab(workspace);
  workspace.desktop.dialogPath = '/home/ada/lab.py';
  await exportPySpark(workspace);
  const { document } = workspace.documents.getState();
  expect(asked().map(({ input }) => input)).toEqual([
    { document, path: '/samples/lab5.millrace.json', suggestedName: 'Lab 5 open and close counts' },
  ]);
  expect(workspace.desktop.files.get('/home/ada/lab.py')?.text).toContain('pyspark');
  expect(notice()).toMatchObject({ tone: 'success', title: 'Exported to /home/ada/lab.py' });
});

it('says nothing when the user leaves the dialog', async () => {
  workspace = createTestWorkspace();
  openLab(workspace);
  await exportPySpark(workspace);
  expect(asked()).toHaveLength(1);
  expect(notice()).toBeUndefined();
});

it('names the node that PySpark has no words for as its card does', async () => {
  const refused = diagnostic('PIP-030', { nodeId: 'hourly' }, { node: 'hourly' });
  workspace = createTestWorkspace({
    handlers: { 'engine.export-pyspark': () => ({ outcome: 'refused', diagnostics: [refused] }) },
  });
  openLab(workspace);
  await exportPySpark(workspace);
  expect(notice()).toMatchObject({ tone: 'error', title: 'The pipeline was not exported as PySpark' });
  expect(notice()?.detail).toContain('"Window"');
});

it('asks for nothing while the pipeline has errors, and shows them', async () => {
  const found = diagnostic('PIP-031', {});
  workspace = createTestWorkspace({
    handlers: { 'engine.analyze': () => ({ diagnostics: [found], nodes: {}, queries: [] }) },
  });
  openLab(workspace);
  await exportPySpark(workspace);
  expect(asked()).toEqual([]);
  expect(notice()).toMatchObject({ tone: 'error', title: 'The pipeline was not exported as PySpark' });
  expect(workspace.view.getState().dockTab).toBe('problems');
});

it('says why it failed', async () => {
  workspace = createTestWorkspace({
    handlers: {
      'engine.export-pyspark': () => {
        throw new FakeRefusal({ code: 'SHELL-010', message: 'there is no permission', params: {} });
      },
    },
  });
  openLab(workspace);
  await exportPySpark(workspace);
  expect(notice()).toMatchObject({ tone: 'error', detail: 'There is no permission.' });
});

import { expect, it } from 'vitest';
import { FakeRefusal } from '../bridge/fake-desktop.ts';
import { createTestWorkspace } from './testing/test-workspace.ts';

it('asks once, and gives the functions by name', async () => {
  const workspace = createTestWorkspace();
  expect(workspace.functions.getState()).toEqual([]);
  await Promise.all([workspace.functions.load(), workspace.functions.load()]);
  expect(workspace.functions.getState().map(({ name }) => name)).toEqual(['date_trunc', 'sum', 'upper']);
  expect(workspace.desktop.requests.filter(({ name }) => name === 'catalogue.functions')).toHaveLength(1);
  workspace.dispose();
});

it('asks again after a failure', async () => {
  let isBroken = true;
  const workspace = createTestWorkspace({
    handlers: {
      'catalogue.functions': () => {
        if (isBroken) throw new FakeRefusal({ code: 'SHELL-500', message: 'no', params: {} });
        return [{ name: 'upper', kind: 'scalar', signature: 'upper(text)' }];
      },
    },
  });
  await workspace.functions.load();
  expect(workspace.functions.getState()).toEqual([]);
  isBroken = false;
  await workspace.functions.load();
  expect(workspace.functions.getState()).toHaveLength(1);
  workspace.dispose();
});

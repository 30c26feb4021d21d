import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { addBeside } from '../model/add-beside.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from '../model/testing/test-workspace.ts';
import { runCommand } from './key-handling.ts';
import { conflictsOf, isRebound, keysOf, withKeys } from './key-map.ts';
import { bindingOf, isTyped, type KeyPress, matchesBinding, printBinding, readBinding } from './keys.ts';
import { commands, findCommand } from './registry.ts';
import { type CommandId, commandTexts } from './texts.ts';

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

async function run(id: CommandId): Promise<void> {
  runCommand(workspace, findCommand(id));
  await vi.advanceTimersByTimeAsync(0);
}

const nodeIds = () => workspace.documents.getState().document.nodes.map((node) => node.id);

describe('the registry', () => {
  it('has every command that has a title, once', () => {
    expect(commands.map((command) => command.id).sort()).toEqual(Object.keys(commandTexts.en).sort());
  });

  it.each(commands.map((command) => [command.id, command] as const))(
    '%s has no keys of another command',
    (_, command) => {
      for (const keys of command.keys ?? []) {
        expect(readBinding(keys)).toBe(keys);
        expect(conflictsOf(commands, { keys: {} }, command, keys)).toEqual([]);
      }
    },
  );

  it.each(commands.map((command) => [command.id, command] as const))('%s is said in both languages', (id, command) => {
    expect([commandTexts.en[id], commandTexts.fr[id]].map((title) => title.trim())).not.toContain('');
    if (command.needs !== undefined) expect(command.enabled).toBeDefined();
    // A command without a place in a menu is found in the command palette, unless only the app itself asks for it.
    expect(command.menu !== undefined && command.internal === true).toBe(false);
  });

  it('knows no command of another name', () => {
    expect(findCommand('file.format-disk' as string)).toBeUndefined();
    expect(findCommand('constructor' as string)).toBeUndefined();
  });
});

describe('keys', () => {
  const press = (key: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[]): KeyPress => ({
    key,
    ctrlKey: held.includes('ctrlKey'),
    metaKey: held.includes('metaKey'),
    shiftKey: held.includes('shiftKey'),
    altKey: held.includes('altKey'),
  });

  it.each([
    ['Mod+S', press('s', 'ctrlKey'), 'linux', true],
    ['Mod+S', press('S', 'ctrlKey', 'shiftKey'), 'linux', false],
    ['Mod+Shift+S', press('S', 'ctrlKey', 'shiftKey'), 'linux', true],
    ['Mod+S', press('s', 'metaKey'), 'darwin', true],
    ['Mod+S', press('s', 'ctrlKey'), 'darwin', false],
    ['Mod+S', press('s', 'ctrlKey', 'altKey'), 'win32', false], // AltGr
    ['Mod++', press('+', 'ctrlKey', 'shiftKey'), 'linux', true],
    ['Mod++', press('+', 'ctrlKey'), 'linux', true],
    ['?', press('?', 'shiftKey'), 'linux', true],
    ['Shift+F5', press('F5', 'shiftKey'), 'linux', true],
    ['F5', press('F5', 'shiftKey'), 'linux', false],
    ['Delete', press('Delete'), 'linux', true],
    ['C', press('c'), 'linux', true],
    ['C', press('c', 'ctrlKey'), 'linux', false],
  ] as const)('%s and the press %j on %s', (binding, pressed, platform, fits) => {
    expect(matchesBinding(pressed, binding, platform)).toBe(fits);
  });

  // A French keyboard has signs where others have digits, and the digits behind Shift.
  const at = (code: string, key: string, ...held: ('ctrlKey' | 'shiftKey' | 'altKey')[]): KeyPress => ({
    ...press(key, ...held),
    code,
  });

  it.each([
    ['Mod+1', at('Digit1', '&', 'ctrlKey'), true],
    ['Mod+1', at('Digit1', '1', 'ctrlKey', 'shiftKey'), false],
    ['Mod+Shift+1', at('Digit1', '1', 'ctrlKey', 'shiftKey'), true],
    ['Mod+0', at('Digit0', 'à', 'ctrlKey'), true],
    ['Mod+0', at('Numpad0', '0', 'ctrlKey'), true],
    ['Mod+-', at('Digit6', '-', 'ctrlKey'), true],
    ['Mod++', at('Equal', '+', 'ctrlKey', 'shiftKey'), true],
    ['?', at('KeyM', '?', 'shiftKey'), true],
    ['Mod+Z', at('KeyW', 'z', 'ctrlKey'), true],
    ['Mod+Z', at('KeyZ', 'w', 'ctrlKey'), false],
    ['Mod+Z', at('KeyZ', 'я', 'ctrlKey'), true],
    ['[', { ...at('Digit5', '[', 'ctrlKey', 'altKey'), getModifierState: () => true }, true],
  ] as const)('%s and the press %j by its place', (binding, pressed, fits) => {
    expect(matchesBinding(pressed, binding, 'linux')).toBe(fits);
  });

  it.each([
    [press('s', 'ctrlKey'), 'Mod+S'],
    [press('S', 'ctrlKey', 'shiftKey'), 'Mod+Shift+S'],
    [press('?', 'shiftKey'), '?'],
    [press('+', 'ctrlKey', 'shiftKey'), 'Mod++'],
    [at('Digit2', 'é', 'ctrlKey'), 'Mod+2'],
    [press(' '), 'Space'],
    [press('ArrowLeft', 'altKey'), 'Alt+ArrowLeft'],
    [press('F5', 'shiftKey'), 'Shift+F5'],
    [press('Control', 'ctrlKey'), null],
    [press('s', 'metaKey'), null],
    [press('Dead'), null],
  ] as const)('the press %j is recorded as %j', (pressed, binding) => {
    expect(bindingOf(pressed, 'linux')).toBe(binding);
    if (binding !== null) expect(matchesBinding(pressed, binding, 'linux')).toBe(true);
  });

  it.each(['', 'Mod', 'Mod+', 'Ctrl+S', 'Mod+Mouse', '<b>', 'F25', 'constructor', 5, null, 'Mod+'.repeat(20)])(
    'does not take %j for keys',
    (text) => {
      expect(readBinding(text)).toBeNull();
    },
  );

  it('knows what is typed in text fields', () => {
    expect(['A', '?', 'Delete', 'Mod+A', 'F5', 'Shift+A'].map(isTyped)).toEqual([true, true, true, false, false, true]);
  });

  it('are those that were chosen, and as made where nothing sound was', () => {
    const save = findCommand('file.save');
    const chosen = (keys: unknown) => keysOf(save, { keys: keys as Record<string, string[]> });
    expect(chosen({})).toEqual(['Mod+S']);
    expect(chosen({ 'file.save': [] })).toEqual([]);
    expect(chosen({ 'file.save': ['mod+s', 'F4', 'Nonsense', 5, 'F4'] })).toEqual(['F4']);
    expect(chosen({ 'file.save': 'F4' })).toEqual(['Mod+S']);
    expect(chosen(JSON.parse('{"__proto__": {"file.save": ["F4"]}}'))).toEqual(['Mod+S']);
  });

  it('are chosen, told apart and given back', () => {
    const save = findCommand('file.save');
    const keys = withKeys({}, save, ['Mod+Alt+F11', 'Mod+Alt+S']);
    expect([isRebound(save, { keys: {} }), isRebound(save, { keys })]).toEqual([false, true]);
    expect(conflictsOf(commands, { keys }, findCommand('file.open'), 'mod+alt+f11')).toEqual([save]);
    expect(conflictsOf(commands, { keys }, findCommand('file.open'), 'Mod+S')).toEqual([]);
    expect(withKeys(keys, save, ['Mod+S'])).toEqual({});
  });

  it.each([
    ['Mod+Shift+Z', 'linux', 'Ctrl Shift Z'],
    ['Mod+Shift+Z', 'darwin', '⇧ ⌘ Z'],
    ['Mod++', 'win32', 'Ctrl +'],
    ['Mod+-', 'win32', 'Ctrl −'],
    ['Delete', 'linux', 'Del'],
  ] as const)('prints %s on %s as %s', (binding, platform, printed) => {
    expect(printBinding(binding, platform)).toBe(printed);
  });
});

describe('commands', () => {
  it('cannot run what makes no sense now', async () => {
    for (const id of ['edit.undo', 'edit.redo', 'edit.delete', 'edit.copy', 'node.connect', 'run.stop'] as const) {
      expect(findCommand(id).enabled?.(workspace)).toBe(false);
      await run(id);
    }
    expect(nodeIds()).toHaveLength(5);
    expect(workspace.view.getState().connectFrom).toBeNull();
  });

  it('cut, paste, duplicate, undo and redo work together', async () => {
    await run('edit.select-all');
    await run('edit.cut');
    expect(nodeIds()).toEqual([]);
    await run('edit.paste');
    expect(nodeIds()).toEqual(['events', 'typed', 'hourly', 'counts', 'table']);
    await run('edit.duplicate');
    expect(nodeIds()).toHaveLength(10);
    await run('edit.undo');
    await run('edit.undo');
    await run('edit.undo');
    expect(nodeIds()).toHaveLength(5);
    await run('edit.redo');
    expect(nodeIds()).toEqual([]);
  });

  it('does not cut what it could not copy', async () => {
    workspace.dispose();
    workspace = createTestWorkspace({
      handlers: {
        'clipboard.write': () => {
          throw new Error('no clipboard');
        },
      },
    });
    openLab(workspace);
    await run('edit.select-all');
    await run('edit.cut');
    expect(nodeIds()).toHaveLength(5);
  });

  it('deletes nodes with their wires, closes the gap they leave, and deletes wires alone', async () => {
    workspace.documents.select({ nodes: ['hourly'] });
    await run('edit.delete');
    expect(workspace.documents.getState().document.edges).toEqual([
      { source: 'events', target: 'typed' },
      { source: 'counts', target: 'table' },
      { source: 'typed', target: 'counts' },
    ]);
    workspace.documents.select({ nodes: [], edges: ['["events","typed","in"]'] });
    await run('edit.delete');
    expect(workspace.documents.getState().document.edges).toHaveLength(2);
  });

  it('runs, runs as batch and stops', async () => {
    await run('run.start');
    expect(workspace.run.getState().snapshot?.isActive).toBe(true);
    const asked = () => workspace.desktop.requests.filter(({ name }) => name === 'engine.run').at(-1)?.input;
    expect(asked()).toMatchObject({ follow: true, path: '/samples/lab5.millrace.json' });
    await run('run.start-batch');
    expect(asked()).toMatchObject({ follow: false, mode: 'batch' });
    await run('run.stop');
    expect(workspace.run.getState().snapshot?.isActive).toBe(false);
  });

  it('shows problems in place of a run that would fail', async () => {
    workspace.dispose();
    const diagnostics = [{ code: 'PIP-010', severity: 'error', at: {}, params: {}, message: '' }] as const;
    workspace = createTestWorkspace({
      handlers: { 'engine.analyze': () => ({ diagnostics, nodes: {}, queries: [] }) },
    });
    openLab(workspace);
    await run('run.start');
    expect(workspace.view.getState().dockTab).toBe('problems');
    expect(workspace.desktop.requests.some(({ name }) => name === 'engine.run')).toBe(false);
    expect(workspace.run.getState().starting).toBe(false);
  });

  it('changes theme, language and panels, and keeps them', async () => {
    await run('view.theme-dark');
    await run('view.language-fr');
    await run('view.toggle-dock');
    await vi.advanceTimersByTimeAsync(400);
    const kept = workspace.desktop.requests.filter(({ name }) => name === 'app.preferences.set').at(-1)?.input;
    expect(kept).toMatchObject({ theme: 'dark', language: 'fr', layout: { dockOpen: false } });
  });

  it('saves before the window closes, and says when nothing is unsaved any more', async () => {
    await run('view.theme-dark');
    addBeside(workspace, must(workspace.catalogue.byKind.get('filter'), 'the fake has a filter'));
    const told = () => workspace.desktop.requests.filter(({ name }) => name === 'document.state').at(-1)?.input;
    await run('file.save-and-close');
    expect(told()).toMatchObject({ dirty: true });
    workspace.desktop.dialogPath = '/a.json';
    await run('file.save-and-close');
    expect(told()).toMatchObject({ dirty: false, path: '/a.json' });
  });

  it('starts drawing a wire from the one node that is selected', async () => {
    addBeside(workspace, must(workspace.catalogue.byKind.get('filter'), 'the fake has a filter'));
    await run('node.connect');
    expect(workspace.view.getState().connectFrom).toBe('filter');
    await run('node.add');
    expect(workspace.view.getState().paletteFocus).toBe(1);
  });

  it('opens the sample', async () => {
    await run('file.new');
    expect(nodeIds()).toEqual([]);
    await run('file.open-sample');
    expect(nodeIds()).toHaveLength(5);
  });
});

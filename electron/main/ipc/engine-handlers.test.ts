import { describe, expect, it } from 'vitest';
import { ShellError, serializeError } from '../../contract/shell-error.ts';
import type { EngineCallName } from '../../engine-host/engine-protocol.ts';
import { engineHandlers } from './engine-handlers.ts';

function handlers(reply: unknown, target: string | null = '/home/ada/spark/a.py') {
  const calls: unknown[] = [];
  const saved: unknown[] = [];
  const made = engineHandlers({
    engine: {
      request: async (name: EngineCallName, input: unknown) => {
        calls.push([name, input]);
        return reply as never;
      },
    },
    baseDirectory: (path) => {
      if (path === '/etc/passwd') throw new ShellError('SHELL-006', { path });
      return path === null ? '/home/me' : '/home/ada';
    },
    saveProgram: async (name, basePath, make) => {
      saved.push([name, basePath, await make('/home/ada/spark')]);
      return target;
    },
  });
  return { made, calls, saved };
}

const breakpoint = { id: 'a→b', source: 'a', target: 'b', condition: 'late' };
const paused = { startPaused: true, breakpoints: [breakpoint] };
const peekable = { isPeekable: true };

describe('engine handlers', () => {
  it('pass on what steers a run and what looks at its rows', async () => {
    const { made, calls } = handlers({ ok: true, value: null });
    await made['engine.pause'](null);
    await made['engine.step'](null);
    await made['engine.resume'](null);
    await made['engine.set-breakpoints']([breakpoint]);
    await made['engine.peek']({ nodeId: 'a', limit: 5 });
    expect(calls).toEqual([
      ['pause', null],
      ['step', null],
      ['resume', null],
      ['setBreakpoints', [breakpoint]],
      ['peek', { nodeId: 'a', limit: 5 }],
    ]);
  });

  it('pass on what helps with schemas', async () => {
    const { made, calls } = handlers({ ok: true, value: [] });
    const rename = { nodeId: 'a', from: 'x', to: 'y' };
    await made['catalogue.functions'](null);
    await made['engine.infer-schema']({ source: 'in', format: 'csv', path: '/home/ada/a.json' });
    await made['engine.rename-column']({ document: {}, path: '/home/ada/a.json', ...rename });
    await made['engine.check-breakpoints']({ document: {}, path: '/home/ada/a.json', breakpoints: [breakpoint] });
    expect(calls.pop()).toEqual([
      'checkBreakpoints',
      { document: {}, baseDirectory: '/home/ada', breakpoints: [breakpoint] },
    ]);
    expect(calls).toEqual([
      ['functions', null],
      ['inferSchema', { request: { source: 'in', format: 'csv' }, baseDirectory: '/home/ada' }],
      ['renameColumn', { document: {}, baseDirectory: '/home/ada', request: rename }],
    ]);
  });

  it('turn the document’s path into the folder where its paths start', async () => {
    const { made, calls } = handlers({ ok: true, value: [] });
    const document = { nodes: [] };
    await made['engine.analyze']({ document, path: '/home/ada/a.json' });
    await made['engine.explain']({ document, path: null, code: true });
    await made['engine.run']({ document, path: null, follow: true });
    await made['engine.run']({ document, path: '/home/ada/a.json', follow: false, mode: 'batch' });
    await made['engine.run']({ document, path: null, follow: true, startAfresh: true });
    await made['engine.run']({ document, path: null, follow: true, startPaused: true, breakpoints: [breakpoint] });
    await made['engine.checkpoints']({ document, path: '/home/ada/a.json' });
    await made['engine.checkpoints']({ document, path: null, mode: 'batch' });
    await made['engine.sql']({ sql: 'select 1', limit: 5 });
    await made['engine.recent-progress']({ query: 'counts' });
    await made['engine.stop'](null);
    await made['engine.snapshot'](null);
    await made['engine.tables'](null);
    await made['catalogue.get'](null);
    expect(calls).toEqual([
      ['analyze', { document, baseDirectory: '/home/ada' }],
      ['explain', { document, baseDirectory: '/home/me', withCode: true }],
      ['run', { document, options: { ...peekable, follow: true, baseDirectory: '/home/me' } }],
      ['run', { document, options: { ...peekable, follow: false, baseDirectory: '/home/ada', mode: 'batch' } }],
      ['run', { document, options: { ...peekable, follow: true, baseDirectory: '/home/me', startAfresh: true } }],
      ['run', { document, options: { ...peekable, follow: true, baseDirectory: '/home/me', ...paused } }],
      ['checkpoints', { document, options: { baseDirectory: '/home/ada' } }],
      ['checkpoints', { document, options: { baseDirectory: '/home/me', mode: 'batch' } }],
      ['sql', { sql: 'select 1', limit: 5 }],
      ['recentProgress', { query: 'counts' }],
      ['stop', null],
      ['snapshot', null],
      ['tables', null],
      ['catalogue', null],
    ]);
  });

  describe('of a PySpark program', () => {
    const input = { document: {}, path: '/home/ada/a.json' };
    const named = { ...input, suggestedName: 'a' };
    const refusal = { code: 'PLN-041' };
    const program = { text: 'program', lines: [] };

    it('give its text beside the document, or what cannot be said', async () => {
      const written = handlers({ ok: true, value: { ok: true, value: program } });
      expect(await written.made['engine.pyspark'](input)).toEqual({ outcome: 'written', program });
      const call = { document: {}, baseDirectory: '/home/ada', programDirectory: '/home/ada' };
      expect(written.calls).toEqual([['exportPySpark', call]]);
      const refused = handlers({ ok: true, value: { ok: false, error: [refusal] } });
      expect(await refused.made['engine.pyspark'](input)).toEqual({ outcome: 'refused', diagnostics: [refusal] });
    });

    it('write it for the folder that was chosen', async () => {
      const { made, calls, saved } = handlers({ ok: true, value: { ok: true, value: program } });
      const reply = await made['engine.export-pyspark'](named);
      expect(reply).toEqual({ outcome: 'saved', path: '/home/ada/spark/a.py' });
      expect(saved).toEqual([['a', '/home/ada/a.json', 'program']]);
      const last = { document: {}, baseDirectory: '/home/ada', programDirectory: '/home/ada/spark' };
      expect(calls.at(-1)).toEqual(['exportPySpark', last]);
    });

    it('say that nothing was written: the user left the dialog, or was not asked at all', async () => {
      const left = handlers({ ok: true, value: { ok: true, value: program } }, null);
      expect(await left.made['engine.export-pyspark'](named)).toEqual({ outcome: 'cancelled' });
      const refused = handlers({ ok: true, value: { ok: false, error: [refusal] } });
      const reply = await refused.made['engine.export-pyspark'](named);
      expect(reply).toEqual({ outcome: 'refused', diagnostics: [refusal] });
      expect(refused.saved).toEqual([]);
    });
  });

  it('ask the engine nothing about a path that was not granted', async () => {
    const { made, calls } = handlers({ ok: true, value: null });
    expect(() => made['engine.run']({ document: {}, path: '/etc/passwd', follow: true })).toThrow(
      expect.objectContaining({ code: 'SHELL-006' }),
    );
    const looked = Promise.resolve(made['engine.checkpoints']({ document: {}, path: '/etc/passwd' }));
    await expect(looked).rejects.toMatchObject({ code: 'SHELL-006' });
    expect(calls).toEqual([]);
  });

  it('pass on what the engine refuses, with the shell’s words in the user’s language', async () => {
    const { made } = handlers({ ok: false, error: serializeError(new ShellError('SHELL-018'), 'en') });
    const error = await Promise.resolve(made['engine.stop'](null)).catch((thrown: unknown) =>
      serializeError(thrown, 'fr'),
    );
    expect(error).toMatchObject({ code: 'SHELL-018', message: 'le travail a été arrêté avant sa fin' });
  });
});

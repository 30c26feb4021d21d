import { describe, expect, it, vi } from 'vitest';
import { CloseGuard } from './close-guard.ts';

const dirty = { name: 'Lab', path: null, dirty: true };
const clean = { ...dirty, dirty: false };

function guard(...answers: ('save' | 'discard' | 'cancel' | Error)[]) {
  const ports = {
    ask: vi.fn(async () => {
      const answer = answers.shift() ?? 'cancel';
      if (answer instanceof Error) throw answer;
      return answer;
    }),
    requestSave: vi.fn(),
    close: vi.fn(),
  };
  const closing = new CloseGuard(ports);
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  return { ports, closing, tick };
}

describe('CloseGuard', () => {
  it('lets a clean window close without a word', () => {
    const { closing, ports } = guard();
    closing.update(clean);
    expect(closing.mayClose()).toBe(true);
    expect(ports.ask).not.toHaveBeenCalled();
  });

  it('asks once, however often the window is closed meanwhile', async () => {
    const { closing, ports, tick } = guard('cancel');
    closing.update(dirty);
    expect([closing.mayClose(), closing.mayClose()]).toEqual([false, false]);
    await tick();
    expect(ports.ask.mock.calls).toEqual([['Lab']]);
    expect(ports.close).not.toHaveBeenCalled();
    expect(closing.isSettled).toBe(false);
  });

  it('closes when the changes are given up', async () => {
    const { closing, ports, tick } = guard('discard');
    closing.update(dirty);
    closing.mayClose();
    await tick();
    expect(ports.close).toHaveBeenCalledTimes(1);
    expect(closing.mayClose()).toBe(true);
    expect(closing.isSettled).toBe(true);
  });

  it('has the page save, and closes when the document is clean', async () => {
    const { closing, ports, tick } = guard('save');
    closing.update(dirty);
    closing.mayClose();
    await tick();
    expect(ports.requestSave).toHaveBeenCalledTimes(1);
    closing.update({ ...dirty, name: 'renamed' });
    expect(ports.close).not.toHaveBeenCalled();
    await closing.watchSave(Promise.resolve('done'), () => true);
    expect(ports.close).not.toHaveBeenCalled();
    closing.update(clean);
    expect(ports.close).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'was called off',
      async (closing: CloseGuard) => closing.watchSave(Promise.resolve(null), (saved) => saved !== null),
    ],
    [
      'failed',
      async (closing: CloseGuard) =>
        closing.watchSave(Promise.reject(new Error('disk full')), () => true).catch(() => undefined),
    ],
  ])('stays open when the save %s, and asks again at the next close', async (_, save) => {
    const { closing, ports, tick } = guard('save', 'discard');
    closing.update(dirty);
    closing.mayClose();
    await tick();
    await save(closing);
    closing.update(clean);
    expect(ports.close).not.toHaveBeenCalled();
    closing.update(dirty);
    expect(closing.mayClose()).toBe(false);
    await tick();
    expect(ports.ask).toHaveBeenCalledTimes(2);
    expect(ports.close).toHaveBeenCalledTimes(1);
  });

  it('passes the failure of a save on', async () => {
    await expect(guard().closing.watchSave(Promise.reject(new Error('disk full')), () => true)).rejects.toThrow(
      'disk full',
    );
  });

  it('asks again when the page does nothing about the save', async () => {
    const { closing, ports, tick } = guard('save', 'discard');
    closing.update(dirty);
    closing.mayClose();
    await tick();
    closing.mayClose();
    await tick();
    expect(ports.close).toHaveBeenCalledTimes(1);
  });

  it('closes at once when the document became clean while the question stood', async () => {
    const { closing, ports, tick } = guard('save');
    closing.update(dirty);
    closing.mayClose();
    closing.update(clean);
    await tick();
    expect(ports.requestSave).not.toHaveBeenCalled();
    expect(ports.close).toHaveBeenCalledTimes(1);
  });

  it('takes a question that could not be asked for a no', async () => {
    const { closing, ports, tick } = guard(new Error('no screen'));
    closing.update(dirty);
    closing.mayClose();
    await tick();
    expect(ports.close).not.toHaveBeenCalled();
    expect(closing.mayClose()).toBe(false);
  });

  it('lets a crashed page close, but keeps its safety copy', () => {
    const { closing } = guard();
    closing.update(dirty);
    closing.pageIsGone();
    expect(closing.mayClose()).toBe(true);
    expect(closing.isSettled).toBe(false);
    closing.update(dirty);
    expect(closing.mayClose()).toBe(false);
  });
});

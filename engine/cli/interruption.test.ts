import { beforeEach, describe, expect, test } from 'vitest';
import { Interruption } from './interruption.ts';

let handlers: Map<string, () => void>;
let exits: number[];
let interruption: Interruption;
beforeEach(() => {
  handlers = new Map();
  exits = [];
  interruption = new Interruption({
    on: (signal, heard) => handlers.set(signal, heard),
    exit: (code) => void exits.push(code),
  });
});
const send = (signal: string) => handlers.get(signal)?.();
const broken = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });

describe('signals', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s asks for a clean stop; one more of any kind ends the process',
    (signal) => {
      interruption.listen();
      send(signal);
      expect({ aborted: interruption.signal.aborted, exits }).toEqual({ aborted: true, exits: [] });
      expect(interruption).toMatchObject({ exitCode: 130, isUnheard: false });
      send('SIGTERM');
      expect(exits).toEqual([130]);
    },
  );

  test('are left to the system until a command listens', () => {
    expect(handlers.size).toBe(0);
  });
});

describe('output that nobody reads', () => {
  test.each([
    ['EPIPE', 0],
    ['EIO', 3],
  ])('%s stops a command that listens, which then ends with %i', (code, exitCode) => {
    interruption.listen();
    interruption.outputClosed(broken(code));
    expect({ aborted: interruption.signal.aborted, exits }).toEqual({ aborted: true, exits: [] });
    expect(interruption).toMatchObject({ exitCode, isUnheard: true });
    send('SIGINT');
    expect(exits).toEqual([exitCode]);
  });

  test.each([
    ['EPIPE', 0],
    ['EIO', 3],
  ])('%s ends any other command at once, with %i', (code, exitCode) => {
    interruption.outputClosed(broken(code));
    expect(exits).toEqual([exitCode]);
  });

  test('after a signal says nothing new: a closed terminal is both', () => {
    interruption.listen();
    send('SIGHUP');
    interruption.outputClosed(broken('EIO'));
    expect(interruption).toMatchObject({ exitCode: 130, isUnheard: false });
  });
});

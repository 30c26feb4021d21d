import { describe, expect, test } from 'vitest';
import { PauseGate } from './pause-gate.ts';
import { ManualClock } from './testing/manual-clock.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

/** A rest at a gate, and whether it has come to its end. */
function resting(gate: PauseGate, waitMs: number, clock = new ManualClock()) {
  const abort = new AbortController();
  const state = { isOver: false, clock, abort };
  void gate.rest(waitMs, clock, abort.signal).then(() => {
    state.isOver = true;
  });
  return state;
}

describe('the gate between two batches', () => {
  test('lets time pass while it is open', async () => {
    const rest = resting(new PauseGate(), 100);
    rest.clock.advance(99);
    await turns();
    expect(rest.isOver).toBe(false);
    rest.clock.advance(1);
    await turns();
    expect(rest.isOver).toBe(true);
  });

  test('holds without a timer while it is shut, and counts the time that has passed meanwhile', async () => {
    const gate = new PauseGate(true);
    const rest = resting(gate, 100);
    await turns();
    expect(gate.wait).toEqual({ reason: 'asked', hits: [] });
    expect(rest.clock.sleeping).toBe(0);
    rest.clock.advance(70);
    gate.open();
    await turns();
    expect([rest.isOver, gate.wait, rest.clock.sleeping]).toEqual([false, null, 1]);
    rest.clock.advance(30);
    await turns();
    expect(rest.isOver).toBe(true);
  });

  test('shut while time passes, it waits at once and lets the timer go', async () => {
    const gate = new PauseGate();
    const rest = resting(gate, 1000);
    await turns();
    gate.shut();
    await turns();
    expect(gate.wait?.reason).toBe('asked');
    expect(rest.clock.sleeping).toBe(0);
    rest.clock.advance(5000);
    await turns();
    expect(rest.isOver).toBe(false);
  });

  test('a step goes through at once, and only one', async () => {
    const gate = new PauseGate(true);
    const first = resting(gate, 60_000);
    await turns();
    gate.step();
    gate.step();
    await turns();
    expect(first.isOver).toBe(true);
    expect(gate.isShut).toBe(true);
    const second = resting(gate, 0);
    await turns();
    expect(second.isOver).toBe(false);
  });

  test('a step that was asked for before the rest is not lost; a pause takes it back', async () => {
    const gate = new PauseGate(true);
    gate.step();
    const first = resting(gate, 0);
    await turns();
    expect(first.isOver).toBe(true);
    gate.step();
    gate.shut();
    const second = resting(gate, 0);
    await turns();
    expect(second.isOver).toBe(false);
  });

  test('says which breakpoints were met, until the next step', async () => {
    const gate = new PauseGate();
    const hits = [{ breakpointId: 'a', rows: 3 }];
    gate.met(hits);
    resting(gate, 0);
    await turns();
    expect(gate.wait).toEqual({ reason: 'breakpoint', hits });
    gate.shut();
    expect(gate.wait).toEqual({ reason: 'breakpoint', hits });
    gate.step();
    await turns();
    resting(gate, 0);
    await turns();
    expect(gate.wait).toEqual({ reason: 'asked', hits: [] });
  });

  test('a stop ends every wait', async () => {
    for (const isShut of [true, false]) {
      const rest = resting(new PauseGate(isShut), 1000);
      await turns();
      rest.abort.abort();
      await turns();
      expect([rest.isOver, rest.clock.sleeping]).toEqual([true, 0]);
    }
  });

  test('whoever is told may move it at once', async () => {
    const told: (string | null)[] = [];
    const gate: PauseGate = new PauseGate(true, () => {
      told.push(gate.wait?.reason ?? null);
      gate.open();
    });
    const rest = resting(gate, 0);
    await turns();
    expect(rest.isOver).toBe(true);
    expect(told).toEqual(['asked', null]);
  });

  test('what is at its end waits for hits alone', async () => {
    const clock = new ManualClock();
    const { signal } = new AbortController();
    const asked = new PauseGate(true);
    await asked.restAtHits(clock, signal);
    const met = new PauseGate();
    met.met([{ breakpointId: 'a', rows: 1 }]);
    const waiting = met.restAtHits(clock, signal);
    await turns();
    expect(met.wait?.reason).toBe('breakpoint');
    met.step();
    await waiting;
  });

  test('a step that was asked for while its batch ran does not pass by the breakpoints that the batch has met', async () => {
    const gate = new PauseGate(true);
    gate.step();
    gate.met([{ breakpointId: 'a', rows: 3 }]);
    const rest = resting(gate, 0);
    await turns();
    expect([rest.isOver, gate.wait?.reason]).toEqual([false, 'breakpoint']);
    gate.step();
    await turns();
    expect(rest.isOver).toBe(true);
  });
});

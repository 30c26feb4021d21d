import { describe, expect, it } from 'vitest';
import { withControlsWrittenOut } from './terminal.ts';

describe('control characters on the terminal', () => {
  it.each([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['a title, ended by a bell', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
    ['the one-byte form of an escape', '\u009b2J', '\\u009b2J'],
    ['a return to the start of the line', 'failed\rfine  ', 'failed\\u000dfine  '],
    ['steps back', 'rm\b\bls\u007f', 'rm\\u0008\\u0008ls\\u007f'],
  ])('writes out %s', (_, text, written) => {
    expect(withControlsWrittenOut(text)).toBe(written);
  });

  it('leaves lines, tabs and every other character', () => {
    const text = 'a\n\tb é 漢 🌊\u00a0|';
    expect(withControlsWrittenOut(text)).toBe(text);
  });

  it('keeps what JSON means', () => {
    const value = { name: '\u009b2J\u007f\u001b' };
    expect(JSON.parse(withControlsWrittenOut(JSON.stringify(value)))).toEqual(value);
  });
});

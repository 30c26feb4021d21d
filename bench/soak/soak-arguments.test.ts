import { expect, test } from 'vitest';
import { readSoakArguments } from './soak-arguments.ts';

test.each([
  [[], { minutes: 30, seed: 7 }],
  [['--minutes', '2'], { minutes: 2, seed: 7 }],
  [['--seed', '0', '--minutes', '60'], { minutes: 60, seed: 0 }],
])('%j', (args, options) => {
  expect(readSoakArguments(args, 7)).toEqual(options);
});

test.each([[['--minutes']], [['--minutes', '0']], [['--minutes', '2.5']], [['--hours', '1']], [['2']]])(
  '%j is refused',
  (args) => {
    expect(readSoakArguments(args, 7)).toEqual({ problem: expect.stringContaining('--minutes N') });
  },
);

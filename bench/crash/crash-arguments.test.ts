import { expect, test } from 'vitest';
import { readCrashArguments } from './crash-arguments.ts';

const known = ['join', 'filter'];

test.each([
  [[], { rounds: 200, seed: 7, trials: known }],
  [['--rounds', '3', '--seed', '0'], { rounds: 3, seed: 0, trials: known }],
  [['--pipeline', 'filter', '--pipeline', 'join'], { rounds: 200, seed: 7, trials: ['filter', 'join'] }],
])('%j', (args, options) => {
  expect(readCrashArguments(args, known, 7)).toEqual(options);
});

test.each([[['--rounds']], [['--rounds', '0']], [['--seed', '-1']], [['--pipeline', 'sort']], [['filter']]])(
  '%j is refused',
  (args) => {
    expect(readCrashArguments(args, known, 7)).toEqual({ problem: expect.stringContaining('--rounds N') });
  },
);

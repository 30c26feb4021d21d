import { expect, test } from 'vitest';
import { readArguments } from './read-arguments.ts';

const known = ['lab', 'csv'];
const off = { isQuick: false, writes: false, comparesProcessorTime: false, profiles: false };

test.each([
  ['nothing: all rows', [], { ...off, rows: known }],
  ['rows', ['csv'], { ...off, rows: ['csv'] }],
  [
    'options',
    ['--quick', 'lab', '--write', '--profile', '--processor-time'],
    { rows: ['lab'], isQuick: true, writes: true, comparesProcessorTime: true, profiles: true },
  ],
])('%s', (_, args, expected) => {
  expect(readArguments(args, known)).toEqual(expected);
});

test.each([
  ['a row', ['labs']],
  ['an option', ['--fast']],
])('%s that there is not is refused with what there is', (_, args) => {
  const found = readArguments(args, known);
  expect(found).toHaveProperty('problem', expect.stringContaining(`There is no ${args[0]}. Rows: lab csv.`));
});

import { expect, it } from 'vitest';
import { linesOfNodes, nodeAtLine } from './program-lines.ts';

const lines = [
  { nodeId: 'all', from: 1, to: 9 },
  { nodeId: 'window', from: 3, to: 4 },
  { nodeId: 'window', from: 8, to: 8 },
];

it.each([
  [1, 'all'],
  [3, 'window'],
  [8, 'window'],
  [10, null],
])('line %i stands for %s', (line, nodeId) => {
  expect(nodeAtLine(lines, line)).toBe(nodeId);
});

it('gives every line of a node, in all its ranges', () => {
  expect([...linesOfNodes(lines, ['window'])]).toEqual([3, 4, 8]);
  expect(linesOfNodes(lines, ['other']).size).toBe(0);
});

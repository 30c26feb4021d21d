import { describe, expect, test } from 'vitest';
import { decideRecovery, type RecoveryDecision } from './recovery.ts';

const table: readonly [string, number[], number[], RecoveryDecision][] = [
  ['nothing there', [], [], { action: 'start' }],
  ['last batch finished', [0, 1], [0, 1], { action: 'go-on', lastBatch: 1 }],
  ['last batch not finished', [0, 1, 2], [0, 1], { action: 'run-again', batch: 2 }],
  ['first batch not finished', [0], [], { action: 'run-again', batch: 0 }],
  ['commits purged', [4, 5], [], { action: 'run-again', batch: 5 }],
  ['offsets before the last are missing', [2], [0, 1], { action: 'refuse', reason: 'offsets of batch 1 are missing' }],
  ['commit without offsets', [0], [0, 1], { action: 'refuse', reason: 'commit 1 is there, but its offsets are not' }],
  ['commits alone', [], [3], { action: 'refuse', reason: 'commit 3 is there, but no offsets' }],
];

describe('[CP-2] recovery decides from what the logs hold', () => {
  test.each(table)('%s', (_, offsetIds, commitIds, expected) => {
    expect(decideRecovery({ offsetIds, commitIds })).toEqual(expected);
  });
});

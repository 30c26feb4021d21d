import { describe, expect, test } from 'vitest';
import { type CheckpointFacts, decideRecovery, outlived, type RecoveryDecision } from './recovery.ts';

const nothing: CheckpointFacts = {
  hasMetadata: false,
  offsetIds: [],
  commitIds: [],
  hasSourceLogs: false,
  hasState: false,
  stateVersion: 0,
};
const used = { ...nothing, hasMetadata: true, hasSourceLogs: true, hasState: true };
const again = (batch: number, commitMissing: number | null = null): RecoveryDecision => ({
  action: 'run-again',
  batch,
  commitMissing,
});
const without = (missing: string): RecoveryDecision => ({ action: 'refuse', missing });

const table: readonly [string, CheckpointFacts, RecoveryDecision][] = [
  ['nothing there', nothing, { action: 'start' }],
  ['a first start that came to no batch', { ...nothing, hasMetadata: true }, { action: 'start' }],
  ['source logs alone', { ...nothing, hasMetadata: true, hasSourceLogs: true }, { action: 'start' }],
  ['O = C = 0', { ...used, offsetIds: [0], commitIds: [0] }, { action: 'go-on', lastBatch: 0 }],
  ['O = C', { ...used, offsetIds: [0, 1], commitIds: [0, 1] }, { action: 'go-on', lastBatch: 1 }],
  ['O = C, older ones purged', { ...used, offsetIds: [7, 8], commitIds: [8] }, { action: 'go-on', lastBatch: 8 }],
  ['C = O - 1', { ...used, offsetIds: [0, 1, 2], commitIds: [0, 1] }, again(2)],
  ['O = 0 and no commits', { ...used, offsetIds: [0] }, again(0)],
  ['C < O - 1', { ...used, offsetIds: [0, 1, 2, 3], commitIds: [0] }, again(3, 1)],
  ['O > 0 and no commits', { ...used, offsetIds: [4, 5] }, again(5, 0)],
  ['offsets O - 1 missing', { ...used, offsetIds: [2], commitIds: [0, 1] }, without('offsets/1')],
  ['offsets O - 1 missing though O = C', { ...used, offsetIds: [0, 2], commitIds: [0, 1, 2] }, without('offsets/1')],
  ['a commit without offsets', { ...used, offsetIds: [0], commitIds: [0, 1] }, without('offsets/1')],
  ['commits alone', { ...used, commitIds: [3] }, without('offsets/3')],
  ['state alone', { ...used, stateVersion: 1 }, without('offsets/0')],
  ['state of the batch after C', { ...used, offsetIds: [0, 1], commitIds: [0], stateVersion: 2 }, again(1)],
  ['state of a batch after O', { ...used, offsetIds: [0, 1], commitIds: [0], stateVersion: 3 }, without('offsets/2')],
  ['offsets without metadata', { ...nothing, offsetIds: [0], commitIds: [0] }, without('metadata')],
  ['commits without metadata', { ...nothing, commitIds: [0] }, without('metadata')],
  ['state without metadata', { ...nothing, hasState: true }, without('metadata')],
  ['source logs without metadata', { ...nothing, hasSourceLogs: true }, without('metadata')],
];

describe('[CP-2] recovery decides from what the folder holds', () => {
  test.each(table)('%s', (_, facts, expected) => {
    expect(decideRecovery(facts)).toEqual(expected);
  });

  test('logs of the last batches are kept', () => {
    expect(outlived([], 5, 2)).toEqual([]);
    expect(outlived([0, 1, 2, 3], 3, 2)).toEqual([0]);
    expect(outlived([3, 4, 5, 99, 100], 105, 100)).toEqual([3, 4]);
  });
});

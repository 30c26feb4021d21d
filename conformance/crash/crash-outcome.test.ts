import { expect, test } from 'vitest';
import { type CrashOutcome, differenceOf, readsNothing } from './crash-outcome.ts';

const batch = { batchId: 0, watermark: null, stateRows: [1], lateRows: [0], nodes: {} };
const outcome: CrashOutcome = {
  batches: new Map([[0, batch]]),
  sink: new Map([[0, '{"a":1}\n']]),
  logs: new Map([['/checkpoint/offsets/0', 'v1']]),
  state: ['0/groups: 1', '0/groups [1] = [2]'],
  fails: null,
};

const CASES: readonly (readonly [string, Partial<CrashOutcome>, string | null])[] = [
  ['nothing', {}, null],
  ['its end', { fails: 'EXE-105: …' }, 'ends by EXE-105: …, wanted null'],
  ['a row', { sink: new Map([[0, '']]) }, 'rows of batch 0: "", wanted "{\\"a\\":1}\\n"'],
  ['a batch of rows too few', { sink: new Map() }, 'rows of batch 0: missing, wanted "{\\"a\\":1}\\n"'],
  ['a batch of rows too many', { sink: new Map([...outcome.sink, [1, '']]) }, 'rows of batch 1: "", wanted missing'],
  ['a log', { logs: new Map() }, 'log /checkpoint/offsets/0: missing, wanted "v1"'],
  ['an entry too few', { state: ['0/groups: 1'] }, 'state: nothing more, wanted 0/groups [1] = [2]'],
  ['an entry too many', { state: [...outcome.state, 'x'] }, 'state: x, wanted nothing more'],
  ['the order of entries', { state: [...outcome.state].reverse() }, 'state: 0/groups [1] = [2], wanted 0/groups: 1'],
];

test.each(CASES)('outcomes that differ in %s', (_, changes, difference) => {
  expect(differenceOf({ ...outcome, ...changes }, outcome)).toBe(difference);
});

test('counts of a batch are compared', () => {
  const batches = new Map([[0, { ...batch, stateRows: [2] }]]);
  expect(differenceOf({ ...outcome, batches }, outcome)).toContain(
    'batch 0: {"batchId":0,"watermark":null,"stateRows":[2]',
  );
});

test('a batch reads nothing where every source ends as before', () => {
  const log = (time: number, ...offsets: string[]) => [
    'v1',
    `{"batchTimestampMs":${time}}`,
    ...offsets,
    '{"crc32c":""}',
    '',
  ];
  const texts = [log(1, '-', '-'), log(2, '{"n":1}', '-'), log(3, '{"n":1}', '-'), log(4, '{"n":1}', '{"n":0}')];
  const logs = new Map(texts.map((lines, id) => [`/checkpoint/offsets/${id}`, lines.join('\n')]));
  expect([0, 1, 2, 3, 4].filter((id) => readsNothing(id, logs))).toEqual([2]);
});

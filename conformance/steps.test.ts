import { expect, test } from 'vitest';
import { type CaseDocument, stepsOf } from './steps.ts';

function documentOf(...sources: readonly (readonly (readonly number[])[])[]): CaseDocument {
  return {
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: sources.map((batches, index) => ({
      id: `s${index}`,
      kind: 'rows-source',
      position: { x: 0, y: 0 },
      config: { fields: [], batches: batches.map((rows) => rows.map((v) => ({ v }))) },
    })),
    edges: [],
  };
}

const spans = (document: CaseDocument, restartBefore: number[] = []) =>
  stepsOf(document, { restartBefore }).runs.map(({ from, to, restarts }) => [from, to, restarts]);

test('steps with data run on without a pause, an empty step makes one', () => {
  expect(spans(documentOf([[1], [2], [], [3]]))).toEqual([
    [0, 2, false],
    [2, 3, false],
    [3, 4, false],
  ]);
});

test('a step is empty where no source has anything', () => {
  expect(spans(documentOf([[1], [], [3]], [[], [2], [4]]))).toEqual([[0, 3, false]]);
});

test('a restart ends a run', () => {
  expect(spans(documentOf([[1], [2]]), [1])).toEqual([
    [0, 1, false],
    [1, 2, true],
  ]);
});

test('a source that has nothing where others have something gives an empty file, and none where nobody has', () => {
  const { files } = stepsOf(documentOf([[1], [], []], [[2], [3], []]), {});
  expect(files.get('s0')).toEqual([[{ name: '0000.json', text: '{"v":1}\n' }], [{ name: '0001.json', text: '' }], []]);
});

test('what a static source holds makes no step', () => {
  const [stream, names] = documentOf([[], [1]], [[2]]).nodes;
  const nodes = [stream, { ...names, config: { ...names?.config, static: true } }] as CaseDocument['nodes'];
  const { files } = stepsOf({ ...documentOf(), nodes }, {});
  expect(files.get('s0')?.map((step) => step.length)).toEqual([0, 1]);
  expect(files.get('s1')).toEqual([[{ name: '0000.json', text: '{"v":2}\n' }]]);
});

import { expect, test } from 'vitest';
import type { ByteTrial } from './byte-trial.ts';
import { asTestCase, shrunk } from './shrink-trial.ts';

const trial: ByteTrial = {
  seed: 1,
  format: 'json',
  rangeBytes: 100,
  script: {
    fields: [{ name: 'a', type: 'int' }],
    nodes: [
      { id: 'kept', kind: 'filter', config: { condition: 'a > 1' } },
      { id: 'groups', kind: 'group-by', config: { keys: ['a'], aggregates: [{ function: 'count' }] } },
    ],
  },
  files: [0, 1, 2].map((file) => ({
    lines: Array.from({ length: 20 }, (_, line) => Buffer.from(`{"a":${file * 20 + line}}\n`)),
    mutated: 0,
  })),
};

test('leaves the lines and bytes that matter, and the last node', async () => {
  const smallest = await shrunk(trial, async ({ files }) => {
    const text = Buffer.concat(files.flatMap(({ lines }) => lines)).toString();
    return text.includes('27') && text.includes('31');
  });
  expect(smallest.files.flatMap(({ lines }) => lines).join('|')).toBe('27|31');
  expect(smallest.script.nodes.map(({ id }) => id)).toEqual(['groups']);
});

test('an error says that a trial shows nothing', async () => {
  const smallest = await shrunk(trial, async ({ files }) => {
    if (files.length < 3) throw new Error('broken');
    return true;
  });
  expect(smallest.files).toHaveLength(3);
});

test('bytes that are no text are written in base64', () => {
  const files = [
    { lines: [Buffer.from('a'), Buffer.from('b')], mutated: 0 },
    { lines: [Buffer.from([0xff])], mutated: 1 },
  ];
  expect(asTestCase({ ...trial, script: { fields: [], nodes: [] }, files })).toBe(
    `{ ...{"fields":[],"nodes":[]}, files: [{ bytes: "ab" }, { bytes: Buffer.from('/w==', 'base64') }] }`,
  );
});

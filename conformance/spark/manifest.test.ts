import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { loadCases } from '../load-cases.ts';
import { driverCase } from './manifest.ts';

beforeAll(loadExpressionParser);

const only = (id: string) => {
  const [found] = loadCases('conformance/cases', [id]).map(driverCase);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
};

test('a pipeline without a plan is written whole, so that Spark can refuse it', () => {
  const { program, sinks } = only('expressions/unknown-function');
  expect(program).toContain('upperr(a)');
  expect(program).toContain('"out": shown');
  expect(sinks).toEqual([{ nodeId: 'out', outputMode: 'append', trigger: 'default', fileFormat: null }]);
});

test('a file sink comes with its format and the mode that it would have', () => {
  expect(only('sinks/file-update').sinks).toEqual([
    { nodeId: 'files', outputMode: 'update', trigger: 'default', fileFormat: 'json' },
  ]);
});

test('file sources read where the driver writes', () => {
  const { program, steps } = only('files/time-before-name');
  expect(program).toContain('"/@FOLDER@/events"');
  expect(steps.events?.[0]?.map(({ name }) => name)).toEqual(['c.json', 'a.json', 'b.json']);
});

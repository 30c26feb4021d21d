import { expect, test } from 'vitest';
import { nodeDescriptors } from './catalogue.ts';
import { carriedBy, connectionProblem } from './connection.ts';

const node = (id: string, kind: string, config: Record<string, unknown> = {}) => ({
  id,
  kind,
  config,
  position: { x: 0, y: 0 },
});
const nodes = [node('s', 'schema'), node('w', 'window'), node('f', 'filter')];

test('a node that needs a time takes no input without one', () => {
  const columns = [{ name: 'a', type: 'int', nullable: true }];
  const problem = connectionProblem({ nodes, edges: [] }, nodeDescriptors, { source: 's', target: 'w' }, () => columns);
  expect(problem).toMatchObject({ code: 'PIP-028', params: { type: 'timestamp' } });
});

test('what is not known yet does not stand in the way', () => {
  expect(connectionProblem({ nodes, edges: [] }, nodeDescriptors, { source: 's', target: 'w' })).toBeNull();
});

test('a cycle is named by the nodes on it', () => {
  const edges = [{ source: 'w', target: 'f' }];
  expect(connectionProblem({ nodes, edges }, nodeDescriptors, { source: 'f', target: 'w' })).toEqual({
    code: 'PIP-024',
    params: { nodes: ['w', 'f'] },
  });
});

test.each([
  ['json', 'records'],
  ['csv', 'records'],
  ['text', 'rows'],
])('a %s source carries %s', (format, carries) => {
  const kind = nodeDescriptors.get('file-source');
  expect(kind && carriedBy(kind, { format })).toBe(carries);
});

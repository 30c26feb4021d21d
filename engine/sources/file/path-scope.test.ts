import { expect, test } from 'vitest';
import { pathScope } from './path-scope.ts';

test.each([
  ['/in', '/in/a', true],
  ['/in', '/in/k=1/a', true],
  ['/in/', '/in/a', true],
  ['/in/a.json', '/in/a.json', true],
  ['/in', '/in2/a', false],
  ['/in', '/a', false],
  ['/in', '/in/../etc/a', false],
  ['/in', '/in/./a', false],
  ['/in', '/in/a\0b', false],
  ['/in/*.json', '/in/a.json', true],
  ['/in/*.json', '/in/a.csv', false],
  ['/in/*/x', '/in/k/x/f', true],
  ['/in/*/x', '/in/k', false],
  ['/{in,out/a}/*', '/out/a/f', true],
  ['/{in,out/a}/*', '/out/b/f', false],
  ['/in/[a', '/in/[a', true],
  ['/in/[a', '/in/a', false],
  ['C:/in', 'C:/in/a', true],
  ['C:/in', 'D:/in/a', false],
])('of %s: %j is %s', (path, file, expected) => {
  expect(pathScope(path)(file)).toBe(expected);
});

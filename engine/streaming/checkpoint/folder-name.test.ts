import { expect, test } from 'vitest';
import { folderNameOf } from './folder-name.ts';

test.each(['counts', 'Größe', 'a b', 'a.b', '_x-1', 'events 2024.01'])('%j is the name of its own folder', (name) => {
  expect(folderNameOf(name)).toBe(name);
});

test.each([
  '..',
  '.',
  '../up',
  'a/b',
  'a\\b',
  'c:',
  ' a',
  'a.',
  'nul',
  'COM1.x',
  '',
  '*',
  'x'.repeat(300),
  '\0',
  '\ud800',
])('%j names no other place', (name) => {
  const folder = folderNameOf(name);
  expect(folder).toMatch(/^[\p{L}\p{N}_-]{1,110}$/u);
  expect(folder).toMatch(/-[0-9a-f]{8}$/);
});

test('different names have different folders', () => {
  const names = ['a/b', 'a\\b', 'a_b', 'a:b'];
  expect(new Set(names.map(folderNameOf)).size).toBe(names.length);
});

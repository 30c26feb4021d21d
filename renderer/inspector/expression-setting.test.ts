import { expect, it } from 'vitest';
import type { SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import { isExpressionAt } from './expression-setting.ts';
import { keyOf } from './list-controls.tsx';

const settings: readonly SettingDescriptor[] = [
  { control: 'expression', path: 'condition', required: true },
  { control: 'columns', path: 'keys', required: true },
  { control: 'columns', namesOnly: true, path: 'by', required: true },
  {
    control: 'list',
    path: 'aggregates',
    required: true,
    item: [
      { control: 'choice', path: 'function', required: true, choices: [] },
      { control: 'expression', path: 'expr', required: false },
    ],
  },
];

it.each([
  ['condition', true],
  ['keys.0', true],
  ['keys.0.expr', true],
  ['keys', false],
  ['by.0', false],
  ['aggregates.1.expr', true],
  ['aggregates.1.function', false],
  ['aggregates', false],
  ['other', false],
])('%s', (path, isOne) => {
  expect(isExpressionAt(settings, path)).toBe(isOne);
});

it.each([
  ['action', 'action'],
  ['my key', 'my key'],
  ['window.start', { expr: 'window.start' }],
  ['upper(action)', { expr: 'upper(action)' }],
  ['', ''],
])('a key %j is kept as %j', (text, key) => {
  expect(keyOf(text, ['my key'], false)).toEqual(key);
});

import { expect, test } from 'vitest';
import { encodeLog } from '../streaming/checkpoint/log-file.ts';
import { sealObject } from '../streaming/checkpoint/metadata.ts';
import { movedText } from './moved-checkpoint.ts';

const log = (...lines: string[]) => new TextDecoder().decode(encodeLog(lines));

test.each<[string, string, string]>([
  ['a log', log('{"path":"/old/in/1.json"}', '/older'), log('{"path":"/new/place/in/1.json"}', '/older')],
  ['an object', sealObject({ query: { place: '/old/in' } }), sealObject({ query: { place: '/new/place/in' } })],
  ['a text without a checksum', 'v1\n{"path":"file:///old/é.json"}', 'v1\n{"path":"file:///new/place/é.json"}'],
  ['a text that names no such place', log('{"path":"/in"}'), log('{"path":"/in"}')],
])('%s', (_, text, moved) => {
  expect(movedText(text, '/old/', '/new/place/')).toBe(moved);
});

test.each([
  ['a log', log('/old/in').replace('in', 'on')],
  ['an object', sealObject({ place: '/old/in' }).replace('in', 'on')],
])('%s whose checksum is wrong is not made sound by moving it', (_, text) => {
  expect(() => movedText(text, '/old/', '/new/')).toThrow();
});

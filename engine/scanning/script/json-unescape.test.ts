import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unescapeJson } from './json-unescape.ts';

function meaningOf(inside: string): string | null {
  const bytes = Buffer.from(inside);
  const into = new Uint8Array(bytes.length);
  const length = unescapeJson(bytes, 0, bytes.length, into);
  return length === -1 ? null : Buffer.from(into.subarray(0, length)).toString('utf8');
}

it('means what JSON.parse says', () => {
  const escaped = (text: string) =>
    text.replace(/[^a-z]/gu, (sign) => (sign.length === 1 && sign < '\ud800' ? unitOf(sign) : sign));
  const unitOf = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const texts = fc.string({ unit: 'binary', maxLength: 12 });
  fc.assert(
    fc.property(texts, fc.boolean(), (text, isEscaped) => {
      const inside = isEscaped ? escaped(text) : JSON.stringify(text).slice(1, -1);
      return meaningOf(inside) === JSON.parse(`"${inside.replace(/"/g, '\\"').replace(/\\\\"/g, '\\"')}"`);
    }),
    { numRuns: 200, seed: 3 },
  );
});

it.each<[string, string | null]>([
  ['\\"\\\\\\/\\b\\f\\n\\r\\t', '"\\/\b\f\n\r\t'],
  ['\\ud83d\\ude00x', '\u{1f600}x'],
  ['\\u07ff\\u0800\\uffff', '\u07ff\u0800\uffff'],
  ['\\ud83d', null],
  ['\\ud83dx', null],
  ['\\ude00', null],
  ['\\ud83d\\u0041', null],
  ['\\ud83d\\n', null],
])('%s', (inside, meaning) => {
  expect(meaningOf(inside)).toBe(meaning);
});

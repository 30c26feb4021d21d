import { expect, test } from 'vitest';
import { StringPool } from '../../state/groups/string-pool.ts';
import type { Value } from '../../types/value.ts';
import { MEMO, type MemoKind, TextMemo } from './text-memo.ts';

function memoOf(kind: MemoKind, compute: (text: Value) => Value | undefined) {
  const texts = new StringPool();
  const seen: Value[] = [];
  const memo = new TextMemo(kind, texts, (text) => {
    seen.push(text);
    return compute(text);
  });
  memo.ready();
  return { texts, seen, memo };
}

test.each<[MemoKind, Value | undefined, number]>([
  ['boolean', true, MEMO.isTrue],
  ['boolean', false, MEMO.value],
  ['boolean', null, MEMO.none],
  ['number', 7, MEMO.value],
  ['text', 'seven', MEMO.value],
  ['boxed', 7n, MEMO.value],
  ['text', undefined, MEMO.uncertain],
])('a %s that is %s', (kind, value, state) => {
  const { texts, memo } = memoOf(kind, () => value);
  const at = texts.codeOfText('x') + 1;
  expect(memo.fill(at)).toBe(state);
  expect(memo.states[at]).toBe(state);
  if (kind === 'number') expect(memo.numbers[at]).toBe(7);
  if (kind === 'boxed') expect(memo.values[at]).toBe(7n);
  if (value === 'seven') expect(memo.strings.textOf(memo.codes[at] as number)).toBe('seven');
});

test('null has a place of its own', () => {
  const { seen, memo } = memoOf('boolean', (text) => text === null);
  expect(memo.fill(0)).toBe(MEMO.isTrue);
  expect(seen).toEqual([null]);
});

test('codes that were forgotten are computed anew, and what was made of them stays', () => {
  const { texts, memo } = memoOf('text', (text) => `${text}!`);
  memo.fill(texts.codeOfText('a') + 1);
  const made = memo.codes[1];
  texts.clear();
  memo.ready();
  expect(memo.states[1]).toBe(MEMO.unknown);
  memo.fill(texts.codeOfText('b') + 1);
  expect(memo.codes[1]).not.toBe(made);
  expect(memo.strings.textOf(made as number)).toBe('a!');
});

test('there is room for as many texts as the rows to come can bring', () => {
  const { texts, memo } = memoOf('number', () => 1);
  for (let i = 0; i < 5000; i++) texts.codeOfText(`text ${i}`);
  memo.ready();
  expect(memo.states.length).toBeGreaterThan(6000);
  expect(memo.numbers.length).toBe(memo.states.length);
});

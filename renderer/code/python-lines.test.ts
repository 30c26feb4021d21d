import { expect, it } from 'vitest';
import { pythonLines } from './python-lines.ts';

it.each([
  ['a = 1\nb\n', ['a = 1', 'b']],
  ['a\n\nb', ['a', '', 'b']],
  ['x = """one\ntwo"""\n', ['x = """one', 'two"""']],
  ['', ['']],
])('%j', (program, lines) => {
  expect(pythonLines(program).map((line) => line.map(({ text }) => text).join(''))).toEqual(lines);
});

it('keeps the kind of what goes over several lines', () => {
  expect(pythonLines('"""a\nb"""').map((line) => line.map(({ kind }) => kind))).toEqual([['string'], ['string']]);
});

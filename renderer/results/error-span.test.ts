import { describe, expect, it } from 'vitest';
import { errorSpan, type PlacedError } from './error-span.ts';

const sql = 'select acton,\n  count from counts wher x';

describe('errorSpan', () => {
  it.each<[string, PlacedError, string | null]>([
    ['its own span', { params: {}, span: { start: 7, end: 12 } }, 'acton'],
    ['line and column', { params: { line: 2, column: 21, near: 'wher' } }, 'wher'],
    ['line and column with other words near', { params: { line: 2, column: 3, near: 'zzz' } }, 'c'],
    ['the only mention of a name', { params: { name: 'Acton' } }, 'acton'],
    ['a place at the end', { params: {}, span: { start: sql.length, end: sql.length } }, 'x'],
    ['a place behind the end', { params: {}, span: { start: 500, end: 600 } }, 'x'],
    ['a name that is not there', { params: { name: 'nowhere' } }, null],
    ['a line that is not there', { params: { line: 9, column: 1 } }, null],
    ['no place', { params: {} }, null],
  ])('takes %s', (_, error, marked) => {
    const span = errorSpan(sql, error);
    expect(span === null ? null : sql.slice(span.start, span.end)).toBe(marked);
  });

  it('does not choose between two mentions, and marks nothing in an empty query', () => {
    expect(errorSpan('select a, a', { params: { name: 'a' } })).toBeNull();
    expect(errorSpan("select 'a'", { params: { name: 'a' } })).toBeNull();
    expect(errorSpan('', { params: {}, span: { start: 0, end: 0 } })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { decodeBytes, schemaOf } from '../../../testing/decode-bytes.ts';

const TEXT = { format: 'text', schemaNodeId: null, schema: schemaOf({ value: 'string' }) } as const;

describe('text files', () => {
  it.each([1, 2, 1000])('give a row a line, empty ones too, chunks of %i bytes', (chunkBytes) => {
    const sink = decodeBytes('\ufeffone\n\r\n t\0wo \r\nthree\n', TEXT, chunkBytes);
    expect(sink.rows).toEqual([['one'], [''], [' t\0wo '], ['three']]);
  });

  it.each([
    ['\ufeff', []],
    ['\ufeff\n', [['']]],
    ['a\n\ufeff\n', [['a'], ['\ufeff']]],
  ])('pass over a byte-order mark at the start: %j', (content, rows) => {
    expect(decodeBytes(content, TEXT).rows).toEqual(rows);
  });

  it('give a row a file with wholetext', () => {
    expect(decodeBytes('a\nb\n', { ...TEXT, options: { wholeText: 'true' } }, 1).rows).toEqual([['a\nb\n']]);
  });

  it('end lines at lineSep', () => {
    expect(decodeBytes('a\n;b;', { ...TEXT, options: { lineSep: ';' } }).rows).toEqual([['a\n'], ['b']]);
  });

  it('count rows without reading them when the column is not used', () => {
    expect(decodeBytes('a\nb', { ...TEXT, requiredColumns: new Set() }).rows).toEqual([[null], [null]]);
  });

  it('have no column for malformed records', () => {
    const sink = decodeBytes('{', { ...TEXT, columnNameOfCorruptRecord: 'value' });
    expect(sink.rows).toEqual([['{']]);
  });
});

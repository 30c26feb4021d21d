import { describe, expect, it } from 'vitest';
import { decodeBytes, schemaOf } from '../../../testing/decode-bytes.ts';

const AB = { schema: schemaOf({ a: 'int', b: 'string' }) };

describe('[2.1] JSON records', () => {
  it.each<[string, string, unknown[]]>([
    ['an object', '{"a":1,"b":"x"}', [[1, 'x']]],
    ['fields in another order, unknown ones between', '{"z":[{"a":9}],"b":"x","a":1}', [[1, 'x']]],
    ['absent fields', '{}', [[null, null]]],
    ['names with another case', '{"A":1,"B":"x"}', [[null, null]]],
    ['the last of a name that repeats', '{"a":1,"a":2}', [[2, null]]],
    ['escaped names', '{"\\u0061":1}', [[1, null]]],
    ['single quotes', `{'a':1,'b':'it\\'s "x"'}`, [[1, 'it\'s "x"']]],
    ['all escapes', '{"b":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"}', [[null, '"\\/\b\f\n\r\té😀']]],
    ['half a surrogate pair', '{"b":"x\\ud83dy"}', [[null, 'x?y']]],
    ['white space everywhere', ' \t{ "a" : 1 , "b" : "x" } ', [[1, 'x']]],
    ['text behind the first value', '{"a":1} garbage', [[1, null]]],
    ['a second value', '{"a":1}{"a":2}', [[1, null]]],
    ['nothing', '', []],
    ['white space', ' \t ', []],
    [
      'an array',
      '[{"a":1},{"b":"x"}]',
      [
        [1, null],
        [null, 'x'],
      ],
    ],
    ['an empty array', '[]', []],
  ])('reads %s', (_, line, expected) => {
    const sink = decodeBytes(line, AB);
    expect(sink.malformedRecords).toEqual([]);
    expect(sink.rows).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['a scalar', '5', 'SRC-205'],
    ['null', 'null', 'SRC-205'],
    ['a string', '"x"', 'SRC-205'],
    ['an array with a scalar', '[{"a":1},2]', 'SRC-205'],
    ['an array with null', '[{"a":1},null]', 'SRC-205'],
    ['a word', 'hello', 'SRC-201'],
    ['a word that begins like null', 'nullx', 'SRC-201'],
    ['an open object', '{"a":1', 'SRC-202'],
    ['an open string', '{"a":1,"b":"x', 'SRC-202'],
    ['an open escape', '{"b":"x\\', 'SRC-202'],
    ['an open code point', '{"b":"\\u00', 'SRC-202'],
    ['no colon', '{"a" 1}', 'SRC-201'],
    ['a comma too many', '{"a":1,}', 'SRC-201'],
    ['a comma too few', '{"a":1 "b":"x"}', 'SRC-201'],
    ['a missing value', '{"a":}', 'SRC-201'],
    ['the wrong bracket', '{"z":[1}', 'SRC-201'],
    ['a leading zero', '{"a":01}', 'SRC-201'],
    ['a plus sign', '{"a":+1}', 'SRC-201'],
    ['a point without digits', '{"z":1.}', 'SRC-201'],
    ['an exponent without digits', '{"z":1e}', 'SRC-201'],
    ['a minus alone', '{"z":-}', 'SRC-201'],
    ['an unknown escape', '{"b":"\\x"}', 'SRC-201'],
    ['a bad code point', '{"b":"\\u00zz"}', 'SRC-201'],
    ['a tab in a string', '{"a":1,"b":"x\ty"}', 'SRC-201'],
    ['a tab in a string nobody reads', '{"a":1,"z":"x\ty"}', 'SRC-201'],
    ['NUL between values', '{"a":1,\0"b":"x"}', 'SRC-201'],
    ['an unquoted name', '{a:1}', 'SRC-201'],
    ['a comment', '{"a":1/*x*/}', 'SRC-201'],
    ['an error after good fields', '{"a":1,"b":"x","z":tru}', 'SRC-201'],
    ['an error in the second row of an array', '[{"a":1},{"a":]', 'SRC-201'],
  ])('makes one row of nulls of %s', (_, line, code) => {
    const sink = decodeBytes(line, AB);
    expect(sink.rows).toEqual([[null, null]]);
    expect(sink.malformedRecords).toMatchObject([{ path: '/data/file.json', line: 1, code }]);
  });

  it.each<[string, string, unknown]>([
    ['allowComments', '{"a":/*x*/1} // y', [1, null]],
    ['allowUnquotedFieldNames', '{a:1,b:"x"}', [1, 'x']],
    ['allowNumericLeadingZeros', '{"a":-007}', [-7, null]],
    ['allowBackslashEscapingAnyCharacter', '{"b":"\\x\\é\\\\"}', [null, 'xé\\']],
    ['allowUnquotedControlChars', '{"b":"x\ty"}', [null, 'x\ty']],
  ])('goes beyond JSON with %s', (option, line, expected) => {
    expect(decodeBytes(line, { ...AB, options: { [option]: 'TRUE' } }).rows).toEqual([expected]);
    expect(decodeBytes(line, AB).malformedRecords).toHaveLength(1);
  });

  it('refuses single quotes without allowSingleQuotes', () => {
    const sink = decodeBytes(`{'a':1}`, { ...AB, options: { allowsinglequotes: 'false' } });
    expect(sink.malformedRecords).toHaveLength(1);
  });

  it('finds fields among many, in any order', () => {
    const columns = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`c${i}`, 'int']));
    const line = JSON.stringify(
      Object.fromEntries(
        Object.keys(columns)
          .map((name, i) => [name, i])
          .reverse(),
      ),
    );
    const sink = decodeBytes(`${line}\n${line}`, { schema: schemaOf(columns) });
    const expected = Array.from({ length: 12 }, (_, i) => i);
    expect(sink.rows).toEqual([expected, expected]);
  });

  it('reads columns whose names are those of objects themselves', () => {
    const schema = schemaOf({ x: 'int', constructor: 'int' }).map((field) =>
      field.name === 'x' ? { ...field, name: '__proto__' } : field,
    );
    expect(decodeBytes('{"__proto__":1,"constructor":2}', { schema }).rows).toEqual([[1, 2]]);
    expect(decodeBytes('{}', { schema }).rows).toEqual([[null, null]]);
  });
});

describe('[2.4] malformed JSON records', () => {
  const example = [
    '{"a":"-","b":[0,1,2],"c":"abc"}',
    '{"a":0.1,"b":{},"c":"def"}',
    '{"a":0.2,"b":[3],"c":"ghi"}',
    'broken',
  ];
  const schema = schemaOf({ a: 'double', b: 'array<int>', c: 'string', _corrupt_record: 'string' });

  it('[39] keeps what can be read and the record itself', () => {
    const sink = decodeBytes(example.join('\n'), { schema });
    expect(sink.rows).toEqual([
      [null, [0, 1, 2], 'abc', example[0]],
      [0.1, null, 'def', example[1]],
      [0.2, [3], 'ghi', null],
      [null, null, null, 'broken'],
    ]);
    expect(sink.malformedRecords.map(({ line, reason }) => [line, reason])).toEqual([
      [1, '"-" in column "a" is not of type double'],
      [2, '{} in column "b" is not of type array<int>'],
      [4, 'the record is not JSON: "b" at byte 1'],
    ]);
  });

  it('gives all rows of a bad array the record', () => {
    const line = '[{"a":1.5,"c":"x"},{"a":"no"}]';
    const sink = decodeBytes(line, { schema });
    expect(sink.rows).toEqual([
      [1.5, null, 'x', line],
      [null, null, null, line],
    ]);
    expect(sink.malformedLines).toEqual([1]);
  });

  it('never reads the column for malformed records from a record', () => {
    expect(decodeBytes('{"a":1,"_corrupt_record":"mine"}', { schema }).rows).toEqual([[1, null, null, null]]);
  });

  it('names fields inside structs by their path', () => {
    const sink = decodeBytes('{"s":{"t":{"u":"x"}}}', { schema: schemaOf({ s: 'struct<t:struct<u:int>>' }) });
    expect(sink.malformedRecords[0]?.params).toMatchObject({ column: 's.t.u', value: '"x"', type: 'int' });
    expect(sink.malformedRecords[0]?.code).toBe('SRC-206');
  });

  it('drops them, and still counts them as read', () => {
    const sink = decodeBytes(example.join('\n'), { schema, mode: 'DROPMALFORMED' });
    expect(sink.rows).toEqual([null, null, [0.2, [3], 'ghi', null], null]);
    expect(sink.malformedLines).toEqual([1, 2, 4]);
  });

  it.each([
    [`{"a":1}\n${example[0]}`, 'SRC-211', { line: 2, value: '"-"', column: 'a', type: 'double' }],
    ['\n\n{', 'SRC-210', { line: 3, format: 'json' }],
  ] as const)('fails fast on %j', (content, code, params) => {
    expect(() => decodeBytes(content, { schema, mode: 'FAILFAST' })).toThrowError(
      expect.objectContaining({ code, at: { nodeId: 'typed' }, params: { path: '/data/file.json', ...params } }),
    );
  });

  it('keeps a value that fitted when a later one of the same name does not', () => {
    expect(decodeBytes('{"a":1.5,"a":"x"}', { schema }).rows).toMatchObject([[1.5, null, null, expect.any(String)]]);
  });

  it('does not look at columns that nobody uses', () => {
    const sink = decodeBytes(example.slice(0, 2).join('\n'), { schema, requiredColumns: new Set([2]) });
    expect(sink.malformedRecords).toEqual([]);
    expect(sink.rows).toEqual([
      [null, null, 'abc', null],
      [null, null, 'def', null],
    ]);
  });

  it('notices syntax errors even when no column is used', () => {
    const sink = decodeBytes('{"a":1}\n{"a":', { schema, requiredColumns: new Set() });
    expect(sink.rows).toHaveLength(2);
    expect(sink.malformedLines).toEqual([2]);
  });
});

describe('hostile JSON', () => {
  it('nests no deeper than allowed, in columns and beside them', () => {
    const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const schema = schemaOf({ v: 'string' });
    expect(decodeBytes(`{"v":${deep(999)}}`, { schema }).rows).toEqual([[deep(999)]]);
    const lines = [
      `{"v":${deep(1000)}}`,
      `{"z":${deep(1000)}}`,
      `{"z":${'['.repeat(1_000_000)}`,
      '{"z":'.repeat(500_000),
    ];
    const sink = decodeBytes(lines.join('\n'), { schema });
    expect(sink.malformedRecords.map(({ code }) => code)).toEqual(['SRC-203', 'SRC-203', 'SRC-203', 'SRC-203']);
    const wide = decodeBytes(`{"v":${deep(5)}}`, { schema, options: { maxNestingDepth: '5' } });
    expect(wide.malformedRecords.map(({ code }) => code)).toEqual(['SRC-203']);
  });

  it('takes numbers no longer than allowed', () => {
    const schema = schemaOf({ v: 'double' });
    expect(decodeBytes(`{"v":${'1'.repeat(1000)}}`, { schema }).malformedRecords).toEqual([]);
    expect(decodeBytes(`{"z":${'1'.repeat(1001)}}`, { schema }).malformedRecords).toMatchObject([{ code: 'SRC-204' }]);
    const short = decodeBytes('{"v":12345}', { schema, options: { maxNumLen: '4' } });
    expect(short.malformedRecords).toMatchObject([{ code: 'SRC-204' }]);
  });

  it('passes over a byte-order mark before any record', () => {
    const sink = decodeBytes('\ufeff{"a":1}\n\ufeff{"a":2}\n', AB);
    expect(sink.rows).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(sink.malformedLines).toEqual([]);
  });

  it('reads nothing of bytes that are not UTF-8', () => {
    const latin = Buffer.concat([Buffer.from('{"b":"caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
    expect(decodeBytes(latin, AB).rows).toEqual([[null, null]]);
    expect(decodeBytes(Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), AB).malformedLines).toEqual([1]);
    expect(decodeBytes(Buffer.from([0, 0, 0]), AB).malformedLines).toEqual([1]);
  });

  it('shows long values shortened', () => {
    const sink = decodeBytes(`{"a":"${'x'.repeat(100_000)}"}`, AB);
    expect(sink.malformedRecords[0]?.reason.length).toBeLessThan(200);
  });
});

describe('[2.1] framing', () => {
  const content = '\ufeff{"a":1}\r\n\r\n{"a":2}\r{"a":3}\n \n{"a":4,"b":"é😀"}';
  const rows = [
    [1, null],
    [2, null],
    [3, null],
    [4, 'é😀'],
  ];

  it.each([1, 2, 3, 5, 7, 11, 1000])('does not depend on chunks of %i bytes', (chunkBytes) => {
    expect(decodeBytes(content, AB, chunkBytes).rows).toEqual(rows);
  });

  it('counts lines whatever ends them', () => {
    expect(decodeBytes('{"a":1}\r\nx\r\ry\n\nz', AB, 2).malformedLines).toEqual([2, 4, 6]);
  });

  it.each([1, 2, 3, 4, 100])('ends records at lineSep alone, chunks of %i bytes', (chunkBytes) => {
    const sink = decodeBytes('{"a":\n1}|#|{"a":2}|#||{"a":3}|#|', { ...AB, options: { lineSep: '|#|' } }, chunkBytes);
    expect(sink.rows).toEqual([
      [1, null],
      [2, null],
      [null, null],
    ]);
    expect(sink.malformedLines).toEqual([3]);
  });

  it('reads one document a file with multiLine', () => {
    const options = { multiLine: 'true' };
    expect(decodeBytes('\ufeff[\n {"a":1},\n {"a":2,\n "b":"x"}\n]\n', { ...AB, options }, 4).rows).toEqual([
      [1, null],
      [2, 'x'],
    ]);
    expect(decodeBytes('{"a":1}\n{"a":2}', { ...AB, options }).rows).toEqual([[1, null]]);
    expect(decodeBytes(' \n ', { ...AB, options }).rows).toEqual([]);
    const bad = '{"a":1,\n"b":';
    const corrupt = decodeBytes(bad, { schema: schemaOf({ a: 'int', _corrupt_record: 'string' }), options });
    expect(corrupt.rows).toEqual([[null, bad]]);
  });

  it('reads other encodings', () => {
    const utf16 = Buffer.from('\ufeff[{"b":"é😀"}]', 'utf16le');
    expect(decodeBytes(utf16, { ...AB, options: { multiLine: 'true', encoding: 'UTF-16' } }, 3).rows).toEqual([
      [null, 'é😀'],
    ]);
    const big = Buffer.from('{"b":"é😀"}\n{"a":2}', 'utf16le').swap16();
    expect(decodeBytes(big, { ...AB, options: { lineSep: '\n', encoding: 'UTF-16BE' } }, 3).rows).toEqual([
      [null, 'é😀'],
      [2, null],
    ]);
    const latin = Buffer.from('{"b":"\x80é"}', 'latin1');
    expect(decodeBytes(latin, { ...AB, options: { lineSep: '\n', charset: 'ISO-8859-1' } }).rows).toEqual([
      [null, '\x80é'],
    ]);
    expect(decodeBytes(latin, { ...AB, options: { lineSep: '\n', charset: 'US-ASCII' } }).rows).toEqual([
      [null, '\ufffd\ufffd'],
    ]);
    const windows = Buffer.from([0x7b, 0x22, 0x62, 0x22, 0x3a, 0x22, 0x80, 0x22, 0x7d]);
    expect(decodeBytes(windows, { ...AB, options: { lineSep: '\n', encoding: 'windows-1252' } }).rows).toEqual([
      [null, '€'],
    ]);
  });
});

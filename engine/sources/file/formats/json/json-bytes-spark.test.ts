import { describe, expect, it } from 'vitest';
import { decodeBytes, schemaOf } from '../../../testing/decode-bytes.ts';

const schema = schemaOf({ a: 'string', b: 'int', _corrupt_record: 'string' });

/** Bytes by the first 256 code points. */
const bytes = (text: string) => Buffer.from(text, 'latin1');

/** What the corrupt-record column shows of the bytes. */
const shown = (text: string) => bytes(text).toString('utf8');

function read(text: string, options: Readonly<Record<string, string>> = {}): unknown[] {
  return decodeBytes(bytes(text), { schema, options }).rows;
}

// All expectations are what Spark 4.2.1 gives.
describe('[2.1] bytes that are not UTF-8', () => {
  it.each([
    '{"a":"x\xe9y","b":1}',
    '{"a":"ok","b":1,"z":"\xe9"}',
    '{"a":"ok","b":1,"\xe9":3}',
    '{"a":"\xff\xfe","b":1}',
    '{"a":"\xed\xa0\x80","b":1}',
    '\xe9{"a":"x"}',
    '{"a":"\xe9',
    '{"a":"\xf8\x88\x80\x80\x80","b":1}',
    '{"a":"x\x80y","b":1}',
    '{"a":"\xe9","b":1,}',
    '{"a":"\xe9abc","b":1}',
    '{"a":"\xc3(","b":1}',
  ])('make a record malformed: %j', (line) => {
    expect(read(`${line}\n{"a":"good","b":2}\n`)).toEqual([
      [null, null, shown(line)],
      ['good', 2, null],
    ]);
    expect(read(line, { multiLine: 'true' })).toEqual([[null, null, shown(line)]]);
  });

  it.each(['{"a":"\xc3","b":1}', '{"a":"\xe2\x82","b":1}', '{"a":"caf\xe9","b":1}'])(
    'lose one field where its last character is cut off: %j',
    (line) => {
      expect(read(line)).toEqual([[null, 1, shown(line)]]);
    },
  );

  it('count nothing behind the record', () => {
    expect(read('{"a":"ok","b":1} \xe9')).toEqual([['ok', 1, null]]);
  });

  it('are told as what they are', () => {
    const { malformedRecords } = decodeBytes(bytes('{"z":"x\xe9y"}\n{"b":1,"\xe9":2}'), { schema });
    expect(malformedRecords).toMatchObject([
      { code: 'SRC-146', line: 1, params: { position: 9 } },
      { code: 'SRC-146', line: 2, params: { position: 10 } },
    ]);
  });
});

describe('[2.1] byte-order marks', () => {
  const mark = '\xef\xbb\xbf';
  const x = '{"a":"x","b":1}';
  const good = ['x', 1, null];
  const bad = (text: string) => [null, null, shown(text)];

  it.each<[string, unknown[], unknown[]]>([
    [mark, [], [bad(mark)]],
    [`${mark}\n`, [], []],
    [`${mark}\n${x}\n`, [good], [good]],
    [`${x}\n${mark}\n${x}\n`, [good, bad(mark), good], [good]],
    [`\n${mark}${x}\n`, [good], [bad(`\n${mark}${x}\n`)]],
    [`${mark}${mark}${x}\n`, [good], [bad(`${mark}${mark}${x}\n`)]],
    [`${x}\n${mark} \n`, [good], [good]],
    [`${x}\n${mark}${mark}\n`, [good, bad(mark + mark)], [good]],
    [`${x}\n${mark}${mark}${x}\n`, [good, bad(mark + mark + x)], [good]],
    [` ${mark}${x}\n`, [bad(` ${mark}${x}`)], [bad(` ${mark}${x}\n`)]],
    [`${x}\n\xef\xbb\n`, [good, bad('\xef\xbb')], [good]],
  ])('in %j', (content, byLine, asOne) => {
    expect(read(content)).toEqual(byLine);
    expect(read(content, { multiLine: 'true' })).toEqual(asOne);
  });
});

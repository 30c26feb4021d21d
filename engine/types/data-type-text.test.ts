import { describe, expect, test } from 'vitest';
import { describeError } from '../base/errors/catalogue.ts';
import { array, DOUBLE, decimal, INT, STRING, struct, TIMESTAMP, WINDOW } from './data-type.ts';
import { DATA_TYPE_NAMES, parseDataType, printDataType } from './data-type-text.ts';

function failureOf(text: string) {
  const read = parseDataType(text);
  if (read.ok) throw new Error(`understood as ${printDataType(read.value)}`);
  return read.error;
}

describe('what is understood', () => {
  test.each([
    ['tinyint', 'tinyint'],
    ['byte', 'tinyint'],
    ['smallint', 'smallint'],
    ['short', 'smallint'],
    ['int', 'int'],
    ['integer', 'int'],
    ['bigint', 'bigint'],
    ['long', 'bigint'],
    ['float', 'float'],
    ['real', 'float'],
    ['double', 'double'],
    ['decimal', 'decimal(10,0)'],
    ['dec', 'decimal(10,0)'],
    ['numeric', 'decimal(10,0)'],
    ['decimal(5)', 'decimal(5,0)'],
    ['dec(5, 2)', 'decimal(5,2)'],
    ['numeric( 5 , 2 )', 'decimal(5,2)'],
    ['DECIMAL(38,38)', 'decimal(38,38)'],
    ['string', 'string'],
    ['boolean', 'boolean'],
    ['date', 'date'],
    ['Timestamp', 'timestamp'],
    ['timestamp_ltz', 'timestamp'],
    ['interval', 'interval'],
    ['void', 'void'],
    ['  INT\t', 'int'],
    ['array< int >', 'array<int>'],
    ['ARRAY<STRUCT<a:int>>', 'array<struct<a:int>>'],
    ['array<array<string>>', 'array<array<string>>'],
    ['struct<>', 'struct<>'],
    ['struct<a int, b string>', 'struct<a:int,b:string>'],
    ['struct<a :int,b: string>', 'struct<a:int,b:string>'],
    ['struct<A:int,a:int>', 'struct<A:int,a:int>'],
    ['struct<int:int,1a:date,struct:string>', 'struct<int:int,1a:date,struct:string>'],
    ['struct<`a b`:int>', 'struct<`a b`:int>'],
    ['struct<`a``b`:int>', 'struct<`a``b`:int>'],
    ['struct<`é` int>', 'struct<`é`:int>'],
    ['struct<`__proto__`:int>', 'struct<__proto__:int>'],
    ["struct<a:int not null comment 'it\\'s',b:int COMMENT 'x'>", 'struct<a:int,b:int>'],
    ['struct<a:struct<b:array<decimal(10,2)>>>', 'struct<a:struct<b:array<decimal(10,2)>>>'],
  ])('%s is %s', (text, printed) => {
    const read = parseDataType(text);
    expect(read.ok && printDataType(read.value)).toBe(printed);
    const again = parseDataType(printed);
    expect(again).toEqual(read);
  });

  test('the types themselves', () => {
    expect(parseDataType('struct<start:timestamp,end:timestamp>')).toEqual({ ok: true, value: WINDOW });
    expect(printDataType(WINDOW)).toBe('struct<start:timestamp,end:timestamp>');
    const type = struct([
      { name: 'a', type: array(decimal(4, 2)) },
      { name: 'b c', type: struct([{ name: 'd', type: DOUBLE }]) },
    ]);
    expect(parseDataType(printDataType(type))).toEqual({ ok: true, value: type });
  });

  test('every name that is offered can begin a type', () => {
    for (const name of DATA_TYPE_NAMES) {
      const text = name === 'array' ? 'array<int>' : name === 'struct' ? 'struct<a:int>' : name;
      expect(parseDataType(text).ok, name).toBe(true);
    }
  });
});

describe('what is not understood', () => {
  test.each([
    ['text', 'text'],
    ['null', 'null'],
    ['int(3)', '(3)'],
    ['int int', 'int'],
    ['array<>', '>'],
    ['array<int>>', '>'],
    ['decimal()', ')'],
    ['decimal(a)', 'a'],
    ['decimal(-1)', '-1'],
    ['decimal(10,2,3)', ',3)'],
    ['struct<a>', '>'],
    ['struct<:int>', ':int'],
    ['struct<a:int,>', '>'],
    ['struct<a.b:int>', '.b:int'],
    ['struct<a-b:int>', '-b:int'],
    ['struct<é:int>', 'é:int'],
    ['struct<`a:int>', '`a:int'],
    ['struct<``:int>', '``:int'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['int; drop table x', ';'],
  ])('"%s" at "%s"', (text, found) => {
    const { code, params } = failureOf(text);
    expect(code).toBe('PLN-901');
    expect(params).toMatchObject({ text, found });
  });

  test.each([
    ['strng', 'string'],
    ['Integr', 'integer'],
    ['timestmp', 'timestamp'],
    ['array<bigin>', 'bigint'],
    ['struct<a:doubel>', 'double'],
  ])('%s may have meant %s', (text, near) => {
    expect(failureOf(text).params).toMatchObject({ near: expect.arrayContaining([near]) });
  });

  test('the message names the place and asks what was meant', () => {
    const { code, params } = failureOf('struct<a:strng>');
    expect(describeError(code, params)).toEqual({
      message: 'data type "struct<a:strng>" is not understood at "strng"',
      hint: 'did you mean string?',
    });
    expect(describeError(code, { ...params, near: [] }).hint).toBeUndefined();
  });

  test.each(['', '   ', 'array', 'array<int', 'struct', 'struct<a', 'struct<a:', 'struct<a:int,', 'decimal(10'])(
    '"%s" ends too early',
    (text) => {
      expect(failureOf(text)).toEqual({ code: 'PLN-909', params: { text } });
    },
  );

  test.each(['decimal(39,0)', 'decimal(5,6)', 'decimal(0,0)', 'array<decimal(999999999,1)>'])(
    '%s is no possible decimal',
    (text) => {
      expect(failureOf(text)).toMatchObject({ code: 'PLN-907', params: { type: text.replace(/array<|>/g, '') } });
    },
  );

  test.each(['map<string,int>', 'binary', 'varchar(10)', 'CHAR(3)', 'timestamp_ntz', 'array<variant>'])(
    '%s is not available',
    (text) => {
      const type = /[a-z_]+(?=[(<>]|$)/i.exec(text.replace('array<', ''))?.[0].toLowerCase();
      expect(failureOf(text)).toEqual({ code: 'PLN-908', params: { type } });
    },
  );

  test('nesting has a limit', () => {
    const nested = (depth: number) => `${'array<'.repeat(depth)}int${'>'.repeat(depth)}`;
    expect(parseDataType(nested(64)).ok).toBe(true);
    expect(failureOf(nested(65))).toMatchObject({ code: 'PLN-906', params: { limit: 64 } });
    expect(failureOf('struct<a:'.repeat(10_000)).code).toBe('PLN-906');
  });

  test('a text beyond all measure is refused at once, and shown in part', () => {
    const { code, params } = failureOf(`struct<${'a'.repeat(1_000_000)}:int>`);
    expect(code).toBe('PLN-901');
    expect(String(params.text).length).toBeLessThan(100);
  });
});

test('types that are alike stay apart', () => {
  expect(printDataType(array(INT))).toBe('array<int>');
  expect(printDataType(array(array(STRING)))).toBe('array<array<string>>');
  expect(printDataType(struct([{ name: 'a:int,b', type: TIMESTAMP }]))).toBe('struct<`a:int,b`:timestamp>');
});

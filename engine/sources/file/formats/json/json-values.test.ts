import { describe, expect, it } from 'vitest';
import { decodeBytes, schemaOf } from '../../../testing/decode-bytes.ts';

/** The value of column `v` of type `type` in the record `{"v": token}`, and whether the record was malformed. */
function read(type: string, token: string, options: Readonly<Record<string, string>> = {}) {
  const sink = decodeBytes(`{"v":${token}}`, { schema: schemaOf({ v: type }), options });
  expect(sink.rows).toHaveLength(1);
  return sink.malformedRecords.length === 0 ? sink.rows[0]?.[0] : { bad: sink.rows[0]?.[0] };
}

const BAD = { bad: null };

describe('[2.2] values of JSON by target type', () => {
  it.each<[string, string, unknown]>([
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', '"true"', BAD],
    ['boolean', '1', BAD],
    ['boolean', 'null', null],

    ['tinyint', '127', 127],
    ['tinyint', '128', -128],
    ['tinyint', '255', -1],
    ['tinyint', '256', BAD],
    ['tinyint', '-129', BAD],
    ['smallint', '-32768', -32768],
    ['smallint', '32768', BAD],
    ['int', '0', 0],
    ['int', '-0', 0],
    ['int', '2147483647', 2147483647],
    ['int', '2147483648', BAD],
    ['int', '1.0', BAD],
    ['int', '1e3', BAD],
    ['int', '"1"', BAD],
    ['int', '""', BAD],
    ['int', 'true', BAD],
    ['int', 'NaN', BAD],
    ['int', '123456789012345678901234567890', BAD],
    ['bigint', '9007199254740993', 9007199254740993n],
    ['bigint', '9223372036854775807', 9223372036854775807n],
    ['bigint', '9223372036854775808', BAD],
    ['bigint', '-9223372036854775808', -9223372036854775808n],

    ['double', '1', 1],
    ['double', '-0.5e-3', -0.0005],
    ['double', '1e400', Number.POSITIVE_INFINITY],
    ['double', 'NaN', Number.NaN],
    ['double', '-Infinity', Number.NEGATIVE_INFINITY],
    ['double', '+INF', Number.POSITIVE_INFINITY],
    ['double', '"NaN"', Number.NaN],
    ['double', '"+Infinity"', Number.POSITIVE_INFINITY],
    ['double', '"-INF"', Number.NEGATIVE_INFINITY],
    ['double', '"INF"', BAD],
    ['double', '"1.5"', BAD],
    ['double', '""', BAD],
    ['double', 'true', BAD],
    ['float', '0.1', Math.fround(0.1)],

    ['decimal(4,2)', '12.345', 1235n],
    ['decimal(4,2)', '-12.345', -1235n],
    ['decimal(4,2)', '12.344999999', 1234n],
    ['decimal(4,2)', '99.994', 9999n],
    ['decimal(4,2)', '99.995', BAD],
    ['decimal(4,2)', '100', BAD],
    ['decimal(4,2)', '1.2e1', 1200n],
    ['decimal(4,2)', '"7.5"', 750n],
    ['decimal(4,2)', '"x"', BAD],
    ['decimal(6,2)', '"1,234.5"', 123450n],
    ['decimal(6,2)', '","', BAD],
    ['decimal(4,2)', '""', BAD],
    ['decimal(4,2)', '1e999999999', BAD],
    ['decimal(4,2)', '1e-999999999', 0n],
    ['decimal(4,2)', '0e999999999', 0n],
    ['decimal(38,0)', '99999999999999999999999999999999999999', 99999999999999999999999999999999999999n],
    ['decimal(4,2)', 'NaN', BAD],

    ['string', '"x"', 'x'],
    ['string', '""', ''],
    ['string', '12.50', '12.50'],
    ['string', '1e2', '1e2'],
    ['string', 'true', 'true'],
    ['string', 'NaN', 'NaN'],
    ['string', '{"a": 1,  "b":[ 1 ,2 ]}', '{"a": 1,  "b":[ 1 ,2 ]}'],
    ['string', '[ "é\\u00e9" ]', '[ "é\\u00e9" ]'],
    ['string', 'null', null],

    ['timestamp', '1451732645', 1451732645000000n],
    ['timestamp', '-1', -1000000n],
    ['timestamp', '1451732645123', 1451732645123000000n],
    ['timestamp', '9223372036854775807', -1000000n],
    ['timestamp', '9223372036854775808', BAD],
    ['timestamp', '1451732645.5', BAD],
    ['timestamp', '"1451732645"', BAD],
    ['timestamp', '""', BAD],
    ['timestamp', 'true', BAD],
    ['timestamp', '{}', BAD],
    ['timestamp', '"2016-01-02T11:04:05Z"', 1451732645000000n],
    ['timestamp', '"2016-01-02 13:04:05.123456789+02:00"', 1451732645123456n],

    ['date', '"2016-07-26"', 17008],
    ['date', '"2016-07-26T23:00:00"', 17008],
    ['date', '17008', BAD],
    ['date', '"20160726"', 20160726],
    ['date', '"+5"', 5],
    ['date', '"-20160726"', BAD],
    ['date', '"2147483648"', BAD],
    ['date', '""', BAD],

    ['array<int>', '[1,null,3]', [1, null, 3]],
    ['array<int>', '[]', []],
    ['array<int>', '[1,"x",[{}],{"y":[2]}]', BAD],
    ['array<int>', '{}', BAD],
    ['array<array<int>>', '[[1],["x"]]', BAD],
    [
      'array<struct<x:int,y:int>>',
      '[{"x":1,"y":true},{"y":2}]',
      {
        bad: [
          [1, null],
          [null, 2],
        ],
      },
    ],
    ['array<struct<x:int>>', '[{"x":1},5]', BAD],
    ['struct<x:int,y:struct<z:int>>', '{"x":1,"y":true}', { bad: [1, null] }],
    ['struct<x:int,y:struct<z:int>>', '{"y":{"z":"q","w":1},"x":2}', { bad: [2, [null]] }],
    ['struct<x:int>', '"x"', BAD],
    ['struct<x:int>', 'null', null],
  ])('%s from %s', (type, token, expected) => {
    expect(read(type, token)).toEqual(expected);
  });

  it('reads non-numeric numbers only where they are allowed', () => {
    const options = { allowNonNumericNumbers: 'false' };
    expect(read('double', '"NaN"', options)).toEqual(BAD);
    expect(read('double', 'NaN', options)).toEqual(BAD);
  });

  it.each([
    ['"-5"', {}, -5],
    ['"-5"', { enableDateTimeParsingFallback: 'true' }, -5],
    ['"-5"', { enableDateTimeParsingFallback: 'false' }, BAD],
    ['"-5"', { dateFormat: 'dd/MM/yyyy' }, BAD],
    ['"-5"', { dateFormat: 'dd/MM/yyyy', enableDateTimeParsingFallback: 'true' }, -5],
    ['"１２"', {}, 12],
    ['"２０２０-０１-０１"', {}, BAD],
    ['"2020-1-1"', { enableDateTimeParsingFallback: 'false' }, 18262],
  ])('reads the date %s with %j', (token, options, expected) => {
    expect(read('date', token, options)).toEqual(expected);
  });

  it('reads timestamps and dates by pattern, strictly, and leniently again with the fallback', () => {
    const options = { timestampFormat: 'dd/MM/yyyy HH:mm', dateFormat: 'dd/MM/yyyy' };
    expect(read('timestamp', '"26/07/2016 02:00"', options)).toBe(1469498400000000n);
    expect(read('timestamp', '"2016-07-26"', options)).toEqual(BAD);
    expect(read('date', '"26/07/2016"', options)).toBe(17008);
    expect(read('date', '"2016-07-26"', options)).toEqual(BAD);
    const lenient = { ...options, enableDateTimeParsingFallback: 'true' };
    expect(read('timestamp', '"2016-07-26"', lenient)).toBe(1469491200000000n);
    expect(read('date', '"2016-07-26"', lenient)).toBe(17008);
  });

  it('reads times without a zone on the clock of the option timeZone', () => {
    expect(read('timestamp', '"2016-01-02 12:04:05"', { timeZone: 'Europe/Paris' })).toBe(1451732645000000n);
  });

  it('takes a time without a date for today', () => {
    expect(read('timestamp', '"12:30:00"')).toBe(1469536200000000n);
  });
});

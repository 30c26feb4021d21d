import { describe, expect, it } from 'vitest';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { decodeBytes, schemaOf } from '../../sources/testing/decode-bytes.ts';
import { scanBytes, testPlan } from '../testing/scan-bytes.ts';
import { createScriptScanner } from './create-script-scanner.ts';

type Settings = Partial<FileSourceSettings>;

/** What one line means, which both the scanner and the decoder say; `uncertain` where only the decoder does. */
function read(line: string, settings: Settings): unknown {
  const scanned = scanBytes(`${line}\n`, settings, createScriptScanner(testPlan(settings)));
  expect(scanned.sink).toEqual(decodeBytes(`${line}\n`, settings));
  return scanned.certain === 1 ? scanned.sink.rows[0] : 'uncertain';
}

describe('a line of JSON', () => {
  const settings: Settings = { schema: schemaOf({ a: 'string', n: 'bigint', t: 'timestamp' }) };

  it.each<[string, unknown]>([
    ['{"a":"x","n":1,"t":"2016-07-26T02:05:00Z"}', ['x', 1n, 1469498700000000n]],
    [' { "t" : 1 ,\t"n":null , "a":"" } ', ['', null, 1000000n]],
    ['{}', [null, null, null]],
    ['{"z":[{"a":1},"\\u00e9"],"n":-5}\r', [null, -5n, null]],
    ['{"a":"\\u0046erm\\u00e9 \\ud83d\\ude00\\t\\/\\\\"}', ['Fermé \u{1f600}\t/\\', null, null]],
    ['{"n":9007199254740991}', [null, 9007199254740991n, null]],
    // Right or wrong, these are for the decoder.
    ['{"n":9007199254740992}', 'uncertain'],
    ['{"a":5}', 'uncertain'],
    ['{"a":"x","a":"y"}', 'uncertain'],
    ['{"\\u0061":"x"}', 'uncertain'],
    ['{"a":"\\ud83d"}', 'uncertain'],
    ['{"a":"x"} more', 'uncertain'],
    ['[{"a":"x"}]', 'uncertain'],
    ["{'a':'x'}", 'uncertain'],
    ['\ufeff{"a":"x"}', 'uncertain'],
    ['{"a":"x"\r}', 'uncertain'],
    ['', 'uncertain'],
    ['{"t":"12:30"}', 'uncertain'],
    ['{"n":01}', 'uncertain'],
  ])('%j', (line, expected) => {
    expect(read(line, settings)).toEqual(expected);
  });

  it('is not certain when it is not UTF-8 of the shortest form', () => {
    for (const text of ['\xc0\xaf', '\xed\xa0\x80', '\xf4\x90\x80\x80', '\xe9', '\x80']) {
      const line = Buffer.from(`{"a":"${text}"}\n`, 'latin1');
      expect(scanBytes(line, settings, createScriptScanner(testPlan(settings))).certain).toBe(0);
    }
  });

  it('has names with quotes only as escapes, which are not certain', () => {
    const odd: Settings = { schema: schemaOf({ 'a"b': 'int', c: 'int' }) };
    expect(read('{"c":1}', odd)).toEqual([null, 1]);
    expect(read('{"a\\"b":1}', odd)).toBe('uncertain');
  });
});

describe('a line of CSV', () => {
  const settings: Settings = { format: 'csv', schema: schemaOf({ n: 'int', a: 'string', b: 'boolean' }) };

  it.each<[string, Readonly<Record<string, string>>, unknown]>([
    ['1,Open,true', {}, [1, 'Open', true]],
    ['-007,"a,b",FALSE\r', {}, [-7, 'a,b', false]],
    [',,', {}, [null, null, null]],
    ['"1","",', {}, [1, null, null]],
    ['"1","",', { nullValue: 'NULL', emptyValue: 'leer' }, [1, 'leer', null]],
    ['1,NULL,NULL', { nullValue: 'NULL' }, [1, null, null]],
    ['1,a"b,true', {}, [1, 'a"b', true]],
    ['1,"a\\"b\\\\",true', {}, [1, 'a"b\\', true]],
    ['1,"a""b",true', { escape: '"' }, [1, 'a"b', true]],
    ['1||"||"||true', { sep: '||' }, [1, '||', true]],
    [' 1 ,\ta ,true ', { ignoreLeadingWhiteSpace: 'true', ignoreTrailingWhiteSpace: 'true' }, [1, 'a', true]],
    // Right or wrong, these are for the decoder.
    ['1,"a""b",true', {}, 'uncertain'],
    ['1,"a"b,true', {}, 'uncertain'],
    ['1,"a\\nb",true', {}, 'uncertain'],
    ['1,"a,true', {}, 'uncertain'],
    ['1,Open', {}, 'uncertain'],
    ['1,Open,true,more', {}, 'uncertain'],
    [' 1,Open,true', {}, 'uncertain'],
    ['1.0,Open,true', {}, 'uncertain'],
    ['1,Open,yes', {}, 'uncertain'],
    ['1,O\rpen,true', {}, 'uncertain'],
    ['1,Open,true', { maxCharsPerColumn: '3' }, 'uncertain'],
    ['#1,Open,true', { comment: '#' }, 'uncertain'],
    ['  ', {}, 'uncertain'],
    ['\ufeff1,Open,true', {}, 'uncertain'],
  ])('%j with %j', (line, options, expected) => {
    expect(read(line, { ...settings, options })).toEqual(expected);
  });

  it('need not have its columns counted where only some are read', () => {
    const some: Settings = { ...settings, requiredColumns: new Set([1]) };
    expect(read('x,Open', some)).toEqual([null, 'Open', null]);
    expect(read('x,Open,a,b,c', some)).toEqual([null, 'Open', null]);
    expect(read('x,Open,a,b,c', { ...some, options: { maxColumns: '4' } })).toBe('uncertain');
    expect(read('x', { ...settings, requiredColumns: new Set() })).toEqual([null, null, null]);
  });

  it('is a header where the file begins', () => {
    const content = '\ufeff\n#x\nn,a,b\n1,Open,true\n';
    const header: Settings = { ...settings, options: { header: 'true', comment: '#', enforceSchema: 'false' } };
    const { sink, certain } = scanBytes(content, header, createScriptScanner(testPlan(header)));
    expect(sink.rows).toEqual([[1, 'Open', true]]);
    expect(certain).toBe(1);
  });
});

describe('a line of text', () => {
  const settings: Settings = { format: 'text', schema: schemaOf({ value: 'string' }) };

  it.each<[string, unknown]>([
    ['', ['']],
    [' a\tb\0 ', [' a\tb\0 ']],
    ['é\r', ['é']],
    ['a\rb', 'uncertain'],
    ['\ufeffa', 'uncertain'],
  ])('%j', (line, expected) => {
    expect(read(line, settings)).toEqual(expected);
  });
});

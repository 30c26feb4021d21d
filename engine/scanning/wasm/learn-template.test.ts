import { describe, expect, it } from 'vitest';
import { type LineTemplate, learnTemplate, templateKey } from './learn-template.ts';

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

function learned(...lines: readonly string[]): LineTemplate | null {
  const bytes = ENCODER.encode(lines.map((line) => `${line}\n`).join(''));
  return learnTemplate(bytes, 0, bytes.length);
}

function shown(template: LineTemplate | null): unknown {
  if (template === null) return null;
  const fields = template.fields.map(({ before, name, kind, digits }) => [DECODER.decode(before), name, kind, digits]);
  return [...fields, DECODER.decode(template.end)];
}

describe('learnTemplate', () => {
  it('finds the order of the fields and every byte between the values', () => {
    expect(shown(learned('{"time": 12, "é" :"x,}"}', '{"time": 34, "é" :"\\""}'))).toEqual([
      ['{"time": ', 'time', 'number', 2],
      [', "é" :', 'é', 'string', 0],
      '}\n',
    ]);
    expect(shown(learned(' {"a":[1,{"b":"]"}] , "c":null} \r'))).toEqual([
      [' {"a":', 'a', 'other', 0],
      [' , "c":', 'c', 'other', 0],
      '} \r\n',
    ]);
  });

  it('knows the digits only of numbers that are all equally long', () => {
    const digits = (...values: readonly string[]) =>
      learned(...values.map((value) => `{"n":${value}}`))?.fields[0]?.digits;
    expect(digits('123', '456')).toBe(3);
    expect(digits('123', '45')).toBe(0);
    expect(digits('123', '-45')).toBe(0);
    expect(digits('1.5', '2.5')).toBe(0);
    expect(digits('012', '123')).toBe(0);
    expect(digits('0', '1')).toBe(1);
    expect(digits('"1"', '"2"')).toBe(0);
  });

  it('takes the kind that values mostly have, but null', () => {
    const kind = (...values: readonly string[]) => learned(...values.map((value) => `{"n":${value}}`))?.fields[0]?.kind;
    expect(kind('null', '"x"')).toBe('string');
    expect(kind('null', '-1', 'null')).toBe('number');
    expect(kind('1', '"x"', '2')).toBe('number');
    expect(kind('null', 'true')).toBe('other');
  });

  it('takes the make of most lines, if there is one', () => {
    expect(learned('{"a":1}', '{"b":1,"a":2}', '{"b":3,"a":4}')?.fields.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(learned('{"a":1}', '{"b":1}', '{"c":1}', '{"d":1}')).toBeNull();
    expect(learned()).toBeNull();
  });

  it.each([
    '',
    '{}',
    '[1]',
    '{"a":1',
    '{"a":1} x',
    '{"a":1}\r\r',
    '{"a":}',
    '{"a" 1}',
    '{a:1}',
    '{"a":"x}',
    '{"a":[1}',
    '{"\\u0061":1}',
    '{"a\tb":1}',
    '{"a":1,"a":2}',
    '{"a":1;"b":2}',
    '\ufeff{"a":1}',
  ])('learns nothing from %j', (line) => {
    expect(learned(line)).toBeNull();
  });

  it('learns nothing from names that are not UTF-8', () => {
    const bytes = Uint8Array.from([...ENCODER.encode('{"'), 0xe9, ...ENCODER.encode('":1}\n')]);
    expect(learnTemplate(bytes, 0, bytes.length)).toBeNull();
  });
});

describe('templateKey', () => {
  it('tells templates apart', () => {
    const keys = [['{"a":1}'], ['{"a":12}'], ['{"a":"1"}'], ['{"a": 1}'], ['{"a":1} '], ['{"a":1,"b":1}']].map(
      (lines) => {
        const template = learned(...lines);
        return template === null ? null : templateKey(template);
      },
    );
    expect(new Set(keys).size).toBe(6);
    expect(keys).not.toContain(null);
  });
});

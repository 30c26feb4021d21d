import { describe, expect, it } from 'vitest';
import { CollectingSink } from '../../testing/collecting-sink.ts';
import { decodeBytes, fileSettings, schemaOf } from '../../testing/decode-bytes.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { createLineDecoder } from './record-decoder.ts';

const PATH = '/data/file.csv';

/** Hands over the lines of a file, each in bytes of its own that are wiped afterwards. */
function decodeLines(
  lines: readonly string[],
  decoder: ReturnType<typeof createLineDecoder>,
  firstLine = 1,
  path = PATH,
): CollectingSink {
  const sink = new CollectingSink();
  lines.forEach((line, i) => {
    const bytes = Uint8Array.from(Buffer.from(`..${line}..`));
    decoder.decodeLine(bytes, 2, bytes.length - 2, path, firstLine + i, sink);
    bytes.fill(0x58);
  });
  return sink;
}

describe('lines that somebody else has framed', () => {
  it.each<[string, Partial<FileSourceSettings>, readonly string[]]>([
    ['json', { schema: schemaOf({ a: 'int' }) }, ['{"a":1}', '', '[{"a":2},{}]', '{"a":x}']],
    ['csv', { format: 'csv', schema: schemaOf({ a: 'int', b: 'string' }) }, ['1,"x,y"', ' ', '2', 'z,"', '3,é']],
    ['text', { format: 'text', schema: schemaOf({ value: 'string' }) }, ['a', '', ' é ']],
  ])('are what they are in a file: %s', (_, settings, lines) => {
    const decoder = createLineDecoder(fileSettings(settings));
    const whole = decodeBytes(lines.map((line) => `${line}\n`).join(''), settings, 1000, PATH);
    expect(decodeLines(lines, decoder)).toEqual(whole);
    expect(decoder.isHeaderDue).toBe(false);
  });

  it('have a header at the start of each CSV file, behind blanks and comments', () => {
    const settings = fileSettings({
      format: 'csv',
      schema: schemaOf({ a: 'int' }),
      options: { header: 'true', comment: '#', enforceSchema: 'false' },
    });
    const decoder = createLineDecoder(settings);
    decoder.startFile(PATH, true);
    expect(decoder.isHeaderDue).toBe(true);
    expect(decodeLines(['', ' # more'], decoder).rows).toEqual([]);
    expect(decoder.isHeaderDue).toBe(true);
    expect(decodeLines(['a', '1'], decoder, 3).rows).toEqual([[1]]);
    expect(decoder.isHeaderDue).toBe(false);

    decoder.startFile(PATH, true);
    expect(decoder.isHeaderDue).toBe(true);
    expect(() => decodeLines(['b'], decoder)).toThrow(expect.objectContaining({ code: 'SRC-009' }));

    decoder.startFile(PATH, false);
    expect(decoder.isHeaderDue).toBe(false);
    expect(decodeLines(['5'], decoder).rows).toEqual([[5]]);

    expect(decodeLines(['a', '6'], decoder, 1, '/data/other.csv').rows).toEqual([[6]]);
  });

  it('have the values of their folders', () => {
    const settings = fileSettings({ format: 'csv', schema: schemaOf({ year: 'int', a: 'int' }) });
    const decoder = createLineDecoder(settings);
    expect(decodeLines(['1'], decoder, 1, '/data/year=2016/x.csv').rows).toEqual([[2016, 1]]);
    expect(decodeLines(['2,3'], decoder, 1, '/data/y.csv').rows).toEqual([[2, 3]]);
    expect(decodeLines(['4'], decoder, 1, '/data/year=2017/x.csv').rows).toEqual([[2017, 4]]);
  });
});

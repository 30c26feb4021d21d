import { describe, expect, test } from 'vitest';
import { decodeLog, encodeLog, parseObject } from './log-file.ts';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const lines = ['{"batchWatermarkMs":0,"name":"größer"}', '-', '{"logOffset":3}'];

describe('a log file of a checkpoint', () => {
  test('[CP-1] is lines that a person can read, the last one a checksum', () => {
    // The checksum was worked out with another implementation of CRC-32C.
    expect(textOf(encodeLog(['{"nextBatchWatermarkMs":0}']))).toBe(
      'v1\n{"nextBatchWatermarkMs":0}\n{"crc32c":"1fc5c7b3"}\n',
    );
    expect(decodeLog(textOf(encodeLog(lines)), 'required')).toEqual({ ok: true, value: lines });
    expect(decodeLog(textOf(encodeLog([])), 'required')).toEqual({ ok: true, value: [] });
  });

  test('is refused when any one bit is another', () => {
    const sound = encodeLog(lines);
    for (let at = 0; at < sound.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = sound.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect([at, bit, decodeLog(textOf(flipped), 'required').ok]).toEqual([at, bit, false]);
      }
    }
  });

  test('is refused when it ends anywhere before its end', () => {
    const sound = encodeLog(lines);
    for (let length = 0; length < sound.length; length++) {
      expect([length, decodeLog(textOf(sound.slice(0, length)), 'required').ok]).toEqual([length, false]);
    }
  });

  test.each([
    ['nothing', '', 'cut'],
    ['no checksum', 'v1\n{}\n', 'cut'],
    ['another version', 'v2\n{}\n', 'version'],
    ['another file', 'PAR1\n', 'cut'],
    ['zeros', '\0\0\0\0', 'cut'],
    ['a checksum alone', '{"crc32c":"00000000"}\n', 'content'],
    ['a wrong checksum', 'v1\n{}\n{"crc32c":"00000000"}\n', 'checksum'],
  ])('%s is told apart', (_, text, fault) => {
    expect(decodeLog(text, 'required')).toEqual({ ok: false, error: fault });
  });

  test('of the first format has no checksum', () => {
    expect(decodeLog('v1\n{}\n-\n', 'optional')).toEqual({ ok: true, value: ['{}', '-'] });
    expect(decodeLog('v1\n{}\n-', 'optional')).toEqual({ ok: false, error: 'cut' });
    expect(decodeLog('v1\n{}\n{"crc32c":"00000000"}\n', 'optional')).toEqual({ ok: false, error: 'checksum' });
  });

  test.each(['', 'x', '1', 'null', '[]', '"{}"', '{', '{"a":1}}'])('%j is no object', (text) => {
    expect(parseObject(text)).toBe(null);
  });
});

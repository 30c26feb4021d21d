import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const filled = (length: number, byteOf: (at: number) => number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => byteOf(at));

test.each([
  ['nothing', text(''), 0x00000000],
  ['one letter', text('a'), 0xc1d04330],
  ['the digits of the check value', text('123456789'), 0xe3069283],
  // RFC 3720, B.4.
  ['32 bytes of zero', filled(32, () => 0), 0x8a9136aa],
  ['32 bytes of ones', filled(32, () => 0xff), 0x62a8ab43],
  ['32 bytes that go up', filled(32, (at) => at), 0x46dd794e],
  ['32 bytes that go down', filled(32, (at) => 31 - at), 0x113fdb5c],
])('of %s', (_, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

/** Bit by bit, from the definition. */
function plainly(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
  }
  return ~crc >>> 0;
}

test('of any bytes at any place, whole or piece by piece', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(9), fc.nat(100), (bytes, offset, cut) => {
      const moved = new Uint8Array(offset + bytes.length);
      moved.set(bytes, offset);
      const view = moved.subarray(offset);
      expect(crc32c(view)).toBe(plainly(bytes));
      expect(crc32c(view.subarray(cut), crc32c(view.subarray(0, cut)))).toBe(plainly(bytes));
    }),
    { seed: 20261123 },
  );
});

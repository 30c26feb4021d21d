/** Lines that went wrong in every way that a seeded generator thinks of: the scanner and the decoder must read the same of them. */
import { describe, expect, it } from 'vitest';
import { must } from '../../base/assert.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { decodeBytes, schemaOf } from '../../sources/testing/decode-bytes.ts';
import {
  COLUMN_TYPES,
  mutated,
  pick,
  type Random,
  randomJsonLine,
  randomOf,
  randomText,
} from '../testing/random-lines.ts';
import { scanBytes, testPlan } from '../testing/scan-bytes.ts';
import { createWasmJsonScanner } from './create-wasm-json-scanner.ts';

const SCHEMA = schemaOf({
  ...COLUMN_TYPES,
  'a longer name': 'smallint',
  _corrupt_record: 'string',
});

type Settings = Partial<FileSourceSettings>;

/** Learns from the first scan of each file. */
const AT_ONCE = 0;

function randomDigits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
}

/** Lines of one make, with values of all kinds. */
function likeLines(random: Random): (random: Random) => string {
  const blank = pick(random, ['', '', ' ']);
  const fields = SCHEMA.slice(0, 12).filter(() => random() < 0.6);
  if (random() < 0.5) fields.sort(() => random() - 0.5);
  const extras = ['"z"', '"other"', '"unité"'].filter(() => random() < 0.5);
  const extraValue = pick(random, [
    ['"x"', '"a longer text, of 31 characters"', '"\\u00e9"', 'null'],
    ['1', '12.75', '1234567890123456', '-1', '1e5', 'null'],
    ['{"a":[1,"]"]}', '[]', 'true', 'null'],
  ]);
  const quoted = new Set(['string', 'date']);
  return (inner) => {
    const texts = fields.map(({ name, type: { kind } }) => {
      const text = kind === 'timestamp' ? String(1_469_501_000 + Math.floor(inner() * 1000)) : randomText(inner, kind);
      const value = inner() < 0.03 ? 'null' : quoted.has(kind) ? JSON.stringify(text) : text;
      return `"${name}":${blank}${value}`;
    });
    texts.splice(1, 0, ...extras.map((name) => `${name}:${blank}${pick(inner, extraValue)}`));
    return `{${texts.join(`,${blank}`)}}`;
  };
}

const CHANGES: readonly [string, Settings][] = [
  ['all columns', {}],
  ['some columns', { requiredColumns: new Set([2, 0, 7]) }],
  ['no columns', { requiredColumns: new Set() }],
  ['patterns', { options: { timestampFormat: "yyyy-MM-dd'T'HH:mm:ssX", dateFormat: 'yyyy-MM-dd' } }],
  [
    'leniencies',
    { options: { allowComments: 'true', allowNumericLeadingZeros: 'true', allowUnquotedControlChars: 'true' } },
  ],
  ['malformed records are dropped', { mode: 'DROPMALFORMED', timeZone: 'Europe/Paris' }],
];

function contentOf(random: Random, lines: number, line: (random: Random) => string, isMutated: boolean): Buffer {
  const made = Array.from({ length: lines }, () => Buffer.from(line(random)));
  const end = random() < 0.8 ? '\n' : '\r\n';
  return Buffer.concat(made.flatMap((bytes) => [isMutated ? mutated(random, bytes) : bytes, Buffer.from(end)]));
}

describe('mutated JSON', () => {
  it.each(CHANGES)('means the same to both in the general way: %s', (_, changes) => {
    const settings: Settings = { schema: SCHEMA, ...changes };
    const random = randomOf(41);
    const scanner = createWasmJsonScanner(testPlan(settings));
    let certain = 0;
    for (let file = 0; file < 60; file++) {
      const line = (inner: Random) => randomJsonLine(inner, SCHEMA.slice(0, pick(inner, [1, 3, 12])));
      const content = contentOf(random, 25, line, true);
      const scanned = scanBytes(content, settings, scanner);
      expect(scanned.sink, content.toString('latin1')).toEqual(decodeBytes(content, settings));
      certain += scanned.certain;
    }
    expect(certain).toBeGreaterThan(150);
  });

  it.each(CHANGES)('means the same to both by a template: %s', (_, changes) => {
    const settings: Settings = { schema: SCHEMA, ...changes };
    const random = randomOf(42);
    let certain = 0;
    for (let file = 0; file < 40; file++) {
      const scanner = createWasmJsonScanner(testPlan(settings), AT_ONCE);
      const content = contentOf(random, 60, likeLines(random), file % 4 > 0);
      const scanned = scanBytes(content, settings, scanner);
      expect(scanned.sink, content.toString('latin1')).toEqual(decodeBytes(content, settings));
      certain += scanned.certain;
    }
    expect(certain).toBeGreaterThan(300);
  });

  it('has the doubles that reading its texts gives', () => {
    const random = randomOf(43);
    const scanner = createWasmJsonScanner(testPlan({ schema: schemaOf({ d: 'double' }) }));
    const bits = new DataView(new ArrayBuffer(8));
    const digits = (count: number) => String(1 + Math.floor(random() * 9)) + randomDigits(random, count - 1);
    for (let round = 0; round < 20; round++) {
      const texts = Array.from({ length: 1000 }, (_, i) => {
        bits.setUint32(0, Math.floor(random() * 2 ** 32));
        bits.setUint32(4, Math.floor(random() * 2 ** 32));
        const any = bits.getFloat64(0);
        const power = Math.floor(random() * 80 - 40);
        return pick(random, [
          Number.isFinite(any) ? String(any) : '0',
          String(random()),
          `${digits(1 + (i % 20))}e${power}`,
          `-${digits(1 + (i % 12))}.${randomDigits(random, 1 + (i % 9))}`,
          // Exactly between two doubles, or nearly.
          String((2n ** 53n + BigInt(i) * 2n + 1n) * 2n ** BigInt(i % 9)),
          `${2n ** 53n + BigInt(i) * 2n + 1n}.${'0'.repeat(i % 3)}${i % 2}`,
        ]);
      });
      const bytes = new TextEncoder().encode(texts.map((text) => `{"d":${text}}\n`).join(''));
      scanner.block.set(bytes);
      expect(scanner.scan(0, bytes.length)).toBe(texts.length);
      const { numbers } = must(scanner.vectors[0], 'column d');
      texts.forEach((text, row) => {
        if (!Object.is(numbers[row], Number(text)))
          expect(`${text} is ${numbers[row]}`).toBe(`${text} is ${Number(text)}`);
      });
    }
  });
});

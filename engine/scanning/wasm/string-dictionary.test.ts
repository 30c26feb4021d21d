import { describe, expect, it } from 'vitest';
import { must } from '../../base/assert.ts';
import { schemaOf } from '../../sources/testing/decode-bytes.ts';
import { testPlan } from '../testing/scan-bytes.ts';
import { createWasmJsonScanner } from './create-wasm-json-scanner.ts';

const ENCODER = new TextEncoder();

function scannerOf(isKey = true) {
  const plan = testPlan({ schema: schemaOf({ a: 'string', b: 'string' }) });
  return createWasmJsonScanner({ ...plan, columns: plan.columns.map((column) => ({ ...column, isKey })) });
}

/** Scans lines with these values of `a` and returns their codes. */
function codesOf(scanner: ReturnType<typeof scannerOf>, texts: readonly string[]): number[] {
  const codes: number[] = [];
  for (let from = 0; from < texts.length; from += 500) {
    const part = texts.slice(from, from + 500);
    const bytes = ENCODER.encode(part.map((text) => `{"a":${JSON.stringify(text)},"b":"${text.length}"}\n`).join(''));
    scanner.block.set(bytes);
    expect(scanner.scan(0, bytes.length)).toBe(part.length);
    codes.push(...must(scanner.vectors[0], 'column a').codes.subarray(0, part.length));
  }
  return codes;
}

describe('the dictionary of a column', () => {
  it('numbers texts in the order in which they first come', () => {
    const scanner = scannerOf();
    expect(codesOf(scanner, ['b', 'a', 'b', '', 'é', 'a\u0000', 'a', 'x'.repeat(300)])).toEqual([
      0, 1, 0, 2, 3, 4, 1, 5,
    ]);
    const strings = must(scanner.vectors[0]?.strings, 'column a');
    expect(Array.from({ length: strings.size }, (_, code) => strings.textOf(code))).toEqual([
      'b',
      'a',
      '',
      'é',
      'a\u0000',
      'x'.repeat(300),
    ]);
    expect([...strings.bytesOf(3)]).toEqual([0xc3, 0xa9]);
    expect(strings.codeOfText('é')).toBe(3);
    expect(strings.codeOfText('new')).toBe(6);
    expect(strings.codeOfText('y'.repeat(5000))).toBe(7);
    expect(codesOf(scanner, ['new', 'y'.repeat(5000), 'newer'])).toEqual([6, 7, 8]);
    expect(() => strings.textOf(9)).toThrow('one of the dictionary');
    expect(() => strings.textOf(-1)).toThrow('one of the dictionary');
  });

  it('keeps codes apart and stable while it grows to many texts, of all lengths', () => {
    const scanner = scannerOf();
    const texts = Array.from({ length: 150_000 }, (_, i) => `user-${i}${'.'.repeat(i % 37)}`);
    const before = scanner.memoryBytes;
    const codes = codesOf(scanner, texts);
    expect(codes).toEqual(texts.map((_, i) => i));
    expect(scanner.memoryBytes).toBeGreaterThan(before + texts.length * 20);
    const reversed = texts.slice().reverse();
    expect(codesOf(scanner, reversed)).toEqual(codes.slice().reverse());
    const strings = must(scanner.vectors[0]?.strings, 'column a');
    expect(strings.size).toBe(texts.length);
    for (let code = 0; code < texts.length; code += 997) expect(strings.textOf(code)).toBe(texts[code]);
    expect(strings.epoch).toBe(0);
    // Between batches large dictionaries are emptied; the room is used again.
    const grown = scanner.memoryBytes;
    scanner.trim();
    expect([strings.size, strings.epoch]).toEqual([0, 1]);
    expect(must(scanner.vectors[1]?.strings, 'column b').epoch).toBe(0);
    expect(codesOf(scanner, reversed)).toEqual(codes);
    expect(scanner.memoryBytes).toBeLessThan(grown * 1.3);
  });

  it('is emptied before a scan where nobody groups by it', () => {
    const scanner = scannerOf(false);
    codesOf(
      scanner,
      Array.from({ length: 70_000 }, (_, i) => `user-${i}`),
    );
    const strings = must(scanner.vectors[0]?.strings, 'column a');
    expect(strings.epoch).toBeGreaterThan(0);
    expect(strings.size).toBeLessThan(66_100);
  });
});

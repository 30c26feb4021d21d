import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileSourceSettings } from '../sources/file/file-source-settings.ts';
import { decodeBytes, fileSettings, schemaOf } from '../sources/testing/decode-bytes.ts';
import type { Value } from '../types/value.ts';
import { createScanner, hasWideRegisters, type ScanBackend } from './create-scanner.ts';
import { type ScanPlan, scanPlanOf } from './scan-plan.ts';
import { BLOCK_BYTES, type Scanner, VECTOR_ROWS } from './scanner.ts';
import { ScriptScanner } from './script/script-scanner.ts';
import { scanBytes, testPlan, valueAt } from './testing/scan-bytes.ts';
import { WasmScanner } from './wasm/wasm-scanner.ts';

function put(scanner: Scanner, content: string): number {
  const bytes = Buffer.from(content);
  scanner.block.set(bytes);
  return bytes.length;
}

function columnOf(scanner: Scanner, plan: ScanPlan, column: number, rows: number): Value[] {
  const vector = scanner.vectors.find((candidate) => candidate.column === column);
  const type = plan.columns[column]?.type;
  if (vector === undefined || type === undefined) throw new Error('no such column');
  return Array.from({ length: rows }, (_, row) => valueAt(vector, type, row));
}

function planOf(
  settings: Partial<FileSourceSettings>,
  keys: readonly number[],
  fromFolders: readonly number[] = [],
): ScanPlan {
  const plan = scanPlanOf(fileSettings(settings), new Set(keys), new Set(fromFolders));
  if (plan === null) throw new Error('no plan');
  return plan;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a backend', () => {
  const csv = (options: Readonly<Record<string, string>>) => testPlan({ format: 'csv', options });

  it('is what is asked for', () => {
    for (const plan of [testPlan({}), csv({}), testPlan({ format: 'text', schema: schemaOf({ value: 'string' }) })]) {
      expect(createScanner(plan, 'wasm')).toBeInstanceOf(WasmScanner);
      expect(createScanner(plan, 'script')).toBeInstanceOf(ScriptScanner);
    }
  });

  it('is plain TypeScript where WebAssembly is not to be had', () => {
    expect(hasWideRegisters()).toBe(true);
    vi.stubGlobal('WebAssembly', { validate: () => false });
    expect(createScanner(testPlan({}), 'wasm')).toBeInstanceOf(ScriptScanner);
    vi.stubGlobal('WebAssembly', undefined);
    expect(createScanner(testPlan({}), 'wasm')).toBeInstanceOf(ScriptScanner);
  });

  it.each<Readonly<Record<string, string>>>([
    { sep: '||' },
    { sep: ':' },
    { quote: '0' },
    { nullValue: 'unknown value' },
    { ignoreLeadingWhiteSpace: 'true' },
    { ignoreTrailingWhiteSpace: 'true' },
  ])('is plain TypeScript for options that generated code does not know: %j', (options) => {
    expect(createScanner(csv(options), 'wasm')).toBeInstanceOf(ScriptScanner);
  });
});

describe.each<ScanBackend>(['wasm', 'script'])('a scan by %s', (backend) => {
  const schema = schemaOf({ n: 'int', a: 'string' });
  const json = (n: string, a: string) => `{"n":${n},"a":"${a}"}\n`;
  const csv = (n: string, a: string) => `${n},${a}\n`;
  const formats = [
    ['json', json],
    ['csv', csv],
  ] as const;

  it.each(formats)('stops when its vectors are full, at the end, and at what is not certain: %s', (format, line) => {
    const plan = planOf({ format, schema }, []);
    const scanner = createScanner(plan, backend);
    const [first, second, bad, last] = [line('1', 'a'), line('2', 'b'), line('x', 'c'), line('3', 'd')];
    const to = put(scanner, first.repeat(VECTOR_ROWS) + second + bad + last);
    const fullTo = first.length * VECTOR_ROWS;
    expect([scanner.scan(0, to), scanner.stop, scanner.position]).toEqual([VECTOR_ROWS, 'full', fullTo]);
    expect([scanner.lineStarts[1], scanner.lineStarts[VECTOR_ROWS]]).toEqual([first.length, fullTo]);
    expect([scanner.scan(scanner.position, to), scanner.stop]).toEqual([1, 'uncertain']);
    const at = scanner.position;
    expect(at).toBe(to - bad.length - last.length);
    expect([scanner.lineStarts[0], scanner.lineStarts[1]]).toEqual([fullTo, at]);
    expect([scanner.scan(at, to), scanner.stop, scanner.position]).toEqual([0, 'uncertain', at]);
    expect([scanner.scan(at + bad.length, to), scanner.stop, scanner.position]).toEqual([1, 'end', to]);
    expect([columnOf(scanner, plan, 0, 1), columnOf(scanner, plan, 1, 1)]).toEqual([[3], ['d']]);
    expect([scanner.scan(to, to), scanner.stop]).toEqual([0, 'end']);
  });

  it.each(formats)('takes lines as long as a block, and texts of any length: %s', (format, line) => {
    const settings = { format, schema };
    const scanner = createScanner(planOf(settings, [1]), backend);
    for (const length of [0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 1000, 70_000, BLOCK_BYTES - line('1', '').length]) {
      for (const text of ['x'.repeat(length), `${'x'.repeat(Math.max(0, length - 2))}é`]) {
        const content = line('1', text);
        const { sink, certain } = scanBytes(content, settings, scanner);
        expect(certain).toBe(1);
        expect(sink.rows).toEqual(decodeBytes(content, settings).rows);
      }
    }
  });

  it.each(formats)('gives columns that are not in the file the values of its folders: %s', (format) => {
    const plan = planOf({ format, schema: schemaOf({ year: 'bigint', a: 'string', place: 'string' }) }, [2], [0, 2]);
    const scanner = createScanner(plan, backend);
    const to = put(scanner, format === 'json' ? '{"a":"x","year":1,"place":"y"}\n{}\n' : 'x\n""\n');
    expect(
      scanner.startFile([
        { column: 0, value: 2016n },
        { column: 2, value: 'Gruyères' },
      ]),
    ).toBe(true);
    expect(scanner.scan(0, to)).toBe(2);
    expect([0, 1, 2].map((column) => columnOf(scanner, plan, column, 2))).toEqual([
      [2016n, 2016n],
      ['x', null],
      ['Gruyères', 'Gruyères'],
    ]);
    expect(scanner.startFile([{ column: 2, value: null }])).toBe(true);
    scanner.scan(0, to);
    expect([columnOf(scanner, plan, 0, 2), columnOf(scanner, plan, 2, 2)]).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(scanner.startFile([{ column: 0, value: 2n ** 60n }])).toBe(false);
  });

  it.each([true, false])('keeps the codes of keys until it is trimmed, not those of other columns: key %s', (isKey) => {
    const plan = planOf({ format: 'text', schema: schemaOf({ value: 'string' }) }, isKey ? [0] : []);
    const scanner = createScanner(plan, backend);
    const strings = scanner.vectors[0]?.strings;
    if (strings === null || strings === undefined) throw new Error('no dictionary');
    const before = scanner.memoryBytes;
    const count = 300_000;
    for (let line = 0; line < count; ) {
      const lines = Array.from({ length: VECTOR_ROWS }, () => `${line++}\n`);
      expect(scanner.scan(0, put(scanner, lines.join('')))).toBe(VECTOR_ROWS);
    }
    expect(strings.epoch > 0).toBe(!isKey);
    expect(strings.size >= count).toBe(isKey);
    if (isKey)
      expect([0, 123_456, count - 1].map((code) => strings.textOf(code))).toEqual(['0', '123456', `${count - 1}`]);
    expect(scanner.memoryBytes).toBeGreaterThan(before);
    const { epoch } = strings;
    scanner.trim();
    expect([strings.epoch, strings.size]).toEqual(isKey ? [epoch + 1, 0] : [epoch, strings.size]);
  });

  it('finds the code of a text that lines have', () => {
    const scanner = createScanner(planOf({ format: 'csv', schema }, [1]), backend);
    scanner.scan(0, put(scanner, '1,Open\n2,Fermé\n3,a text of more than 16 bytes\n'));
    const vector = scanner.vectors[1];
    const texts = ['Fermé', 'a text of more than 16 bytes', 'Open', 'new'];
    expect(texts.map((text) => vector?.strings?.codeOfText(text))).toEqual([1, 2, 0, 3]);
    expect([...(vector?.codes.subarray(0, 3) ?? [])]).toEqual([0, 1, 2]);
  });
});

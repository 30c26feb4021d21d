/** The scanners by themselves: bytes of a file, already in memory, to column vectors. */
import { closeSync, openSync, readSync } from 'node:fs';
import { createScanner, type ScanBackend } from '../../engine/scanning/create-scanner.ts';
import type { ScanColumn, ScanPlan } from '../../engine/scanning/scan-plan.ts';
import { BLOCK_BYTES, type Scanner } from '../../engine/scanning/scanner.ts';
import { parseReaderOptions } from '../../engine/sources/file/reader-options.ts';
import { BIGINT, STRING, TIMESTAMP } from '../../engine/types/data-type.ts';
import { serveSide } from './serve-side.ts';

const LINE_END = 0x0a;
const TYPES = { string: STRING, bigint: BIGINT, timestamp: TIMESTAMP };

export interface ScanSettings {
  readonly backend: ScanBackend;
  readonly format: ScanPlan['format'];
  readonly columns: readonly { readonly name: string; readonly type: keyof typeof TYPES }[];
  readonly file: string;
  /** Bytes of the file's beginning that are scanned. */
  readonly bytes: number;
  /** Bytes before the first record: a header's line. */
  readonly skip: number;
}

export interface ScanResult {
  readonly ms: number;
  readonly rows: number;
  /** Lines that the scanner leaves to the interpreter. */
  readonly uncertain: number;
}

let scanner: Scanner | null = null;
let input: Buffer = Buffer.alloc(0);

const operations = {
  open({ backend, format, columns, file, bytes, skip }: ScanSettings): void {
    scanner = createScanner(
      {
        format,
        options: parseReaderOptions({}, 'UTC'),
        timeZone: 'UTC',
        columns: columns.map(
          ({ name, type }): ScanColumn => ({
            name,
            type: TYPES[type],
            isRead: true,
            isInFile: true,
            isKey: type === 'string',
          }),
        ),
      },
      backend,
    );
    input = beginning(file, skip, bytes);
  },

  /** Scans the input once. */
  run(_: null): ScanResult {
    if (scanner === null) throw new Error('open first');
    const began = performance.now();
    scanner.trim();
    scanner.startFile([]);
    let rows = 0;
    let uncertain = 0;
    for (let at = 0; at < input.length; ) {
      const end = input.lastIndexOf(LINE_END, Math.min(at + BLOCK_BYTES, input.length) - 1) + 1;
      if (end <= at) throw new Error('a line is longer than a block');
      scanner.block.set(input.subarray(at, end));
      const length = end - at;
      for (let from = 0; from < length; ) {
        rows += scanner.scan(from, length);
        from = scanner.position;
        if (scanner.stop !== 'uncertain') continue;
        uncertain++;
        from = scanner.block.indexOf(LINE_END, from) + 1;
      }
      at = end;
    }
    return { ms: performance.now() - began, rows, uncertain };
  },
};

/** Whole lines from the beginning of a file, behind `skip` bytes. */
function beginning(path: string, skip: number, bytes: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(bytes);
    const read = readSync(file, buffer, 0, bytes, skip);
    return buffer.subarray(0, buffer.lastIndexOf(LINE_END, read - 1) + 1);
  } finally {
    closeSync(file);
  }
}

export type ScannerSide = typeof operations;

serveSide(operations);

import { findWebAssembly } from '../wasm/web-assembly.ts';
import type { ScanPlan } from './scan-plan.ts';
import type { Scanner } from './scanner.ts';
import { createScriptScanner } from './script/create-script-scanner.ts';
import { createWasmJsonScanner } from './wasm/create-wasm-json-scanner.ts';
import { createWasmLinesScanner } from './wasm/create-wasm-lines-scanner.ts';
import { cannotEmitCsv } from './wasm/emit-csv.ts';

/** What a scanner is made of: WebAssembly, or plain TypeScript, which is slower and the measure of the other. */
export type ScanBackend = 'wasm' | 'script';

/**
 * A scanner for a plan of which `cannotScan` says nothing. `wasm` is what is wanted at most: plain TypeScript stands in where
 * WebAssembly or its wide registers are not to be had, and for options that generated code does not know.
 */
export function createScanner(plan: ScanPlan, backend: ScanBackend): Scanner {
  if (backend === 'script' || !hasWideRegisters()) return createScriptScanner(plan);
  switch (plan.format) {
    case 'json':
      return createWasmJsonScanner(plan);
    case 'csv':
      return cannotEmitCsv(plan.options.csv) === null ? createWasmLinesScanner(plan) : createScriptScanner(plan);
    case 'text':
      return createWasmLinesScanner(plan);
  }
}

/** A module of one function without a result, `(drop (v128.const 0))`. */
const WIDE_REGISTERS = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x17, 0x01, 0x15, 0x00, 0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a, 0x0b],
]);

/** Whether this host has WebAssembly with vectors of 16 bytes. */
export function hasWideRegisters(): boolean {
  return findWebAssembly()?.validate(WIDE_REGISTERS) === true;
}

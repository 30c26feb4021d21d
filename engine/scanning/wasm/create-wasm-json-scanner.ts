import type { ScanPlan } from '../scan-plan.ts';
import { jsonModule } from './json-module.ts';
import { BYTES_BEFORE_LEARNING, WasmScanner } from './wasm-scanner.ts';

/** A scanner of JSON lines in WebAssembly, for a plan that can be scanned (`cannotScan`) on a host that has WebAssembly. */
export function createWasmJsonScanner(plan: ScanPlan, bytesBeforeLearning = BYTES_BEFORE_LEARNING): WasmScanner {
  return new WasmScanner(plan, jsonModule, bytesBeforeLearning);
}

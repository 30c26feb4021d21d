import type { ScanPlan } from '../scan-plan.ts';
import type { Scanner } from '../scanner.ts';
import { linesModule } from './lines-module.ts';
import { WasmScanner } from './wasm-scanner.ts';

/**
 * A scanner of CSV or text in WebAssembly, for a plan that can be scanned (`cannotScan`), with options that generated code knows
 * (`cannotEmitCsv`), on a host that has WebAssembly.
 */
export function createWasmLinesScanner(plan: ScanPlan): Scanner {
  return new WasmScanner(plan, linesModule, Number.POSITIVE_INFINITY);
}

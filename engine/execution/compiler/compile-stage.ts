/**
 * From a stage's plan to something that runs it: a scanner for the bytes, a generated loop over what it finds, and the interpreter's
 * own operators for the lines that neither is certain of.
 */
import { err, ok, type Result } from '../../base/result.ts';
import { cannotScan } from '../../scanning/cannot-scan.ts';
import type { ScanBackend } from '../../scanning/create-scanner.ts';
import type { MemoryAccount } from '../../state/memory-budget.ts';
import { cannotCompileChain } from './cannot-compile-chain.ts';
import type { CompiledStage } from './compiled-stage.ts';
import { FusedStage, stageScanPlan } from './fused-stage.ts';
import type { StagePlan } from './stage-plan.ts';

export interface StageOptions {
  /** What the scanner is made of; WebAssembly where it is to be had, when left out. */
  readonly backend?: ScanBackend | undefined;
  /** What the stage's groups and texts are charged to. */
  readonly memory?: MemoryAccount | undefined;
}

/** Compiles a stage, or says in a few words why it has to run interpreted. */
export function compileStage(plan: StagePlan, options: StageOptions = {}): Result<CompiledStage, string> {
  const reason = cannotCompileChain(plan.chain, plan.top) ?? cannotRead(plan);
  return reason === null ? ok(new FusedStage(plan, options.backend ?? 'wasm', options.memory)) : err(reason);
}

function cannotRead(plan: StagePlan): string | null {
  const { format } = plan.settings;
  return format === 'parquet' ? 'parquet files are read by the interpreter' : cannotScan(stageScanPlan(plan, []));
}

import { err, type Result } from '../../base/result.ts';
import type { Environment } from '../../expression/expr.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import type { CompiledStage } from './compiled-stage.ts';

/**
 * Compiles the chain from a file scan up to `top`, or says in a few words why it has to run interpreted.
 *
 * @param settings of the scan at the bottom of the chain
 */
export function compileStage(
  _top: Aggregate,
  _settings: FileSourceSettings,
  _environment: Environment,
): Result<CompiledStage, string> {
  return err('the stage cannot be compiled');
}

import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { operatorsOf, type QueryPlan } from '../plan/logical-plan.ts';
import { replayedRowsMax } from './replayed-rows.ts';

/** A name of a temporary view in Spark: letters of ASCII, digits and `_`, and not read as a number. */
const viewName = /^(?!\d+(?:[eE]\d+)?(?:[bdfsly]|bd)?$)\w+$/i;

/** What of the queries cannot be said in PySpark, each once. */
export function refusals(queries: readonly QueryPlan[], isStreaming: boolean): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const refuse = (code: Diagnostic['code'], nodeId: string, setting: string, params: Diagnostic['params']): void => {
    found.set(`${code} ${nodeId}`, diagnostic(code, { nodeId, setting }, params));
  };
  for (const { sink, plan } of queries) {
    for (const operator of operatorsOf(plan)) {
      if (operator.op !== 'generator-scan') continue;
      const { nodeId, batches, rowsPerBatch } = operator;
      const rows = (batches ?? 0) * rowsPerBatch;
      if (batches === null) refuse('EXE-140', nodeId, 'batches', { node: nodeId });
      else if (rows > replayedRowsMax) {
        refuse('EXE-141', nodeId, 'batches', { node: nodeId, rows, limit: replayedRowsMax });
      }
    }
    if (sink.type === 'memory' && !viewName.test(sink.queryName)) {
      refuse('EXE-142', sink.nodeId, 'queryName', { node: sink.nodeId, name: sink.queryName });
    }
    if (isStreaming && sink.type === 'console' && sink.truncate !== 0 && sink.truncate !== 20) {
      refuse('EXE-143', sink.nodeId, 'truncate', { node: sink.nodeId, truncate: sink.truncate });
    }
  }
  return [...found.values()];
}

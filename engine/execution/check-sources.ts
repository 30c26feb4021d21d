import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { operatorsOf, type QueryPlan } from '../plan/logical-plan.ts';
import { checkReaderOptions } from '../sources/file/reader-options.ts';
import { checkRows } from '../sources/rows/check-rows.ts';

/**
 * What only the connectors know of a query's settings: reader options by format, rows that do not fit their columns.
 * Looks at no file.
 */
export function checkSources(queries: readonly QueryPlan[], isStreaming: boolean, timeZone: string): Diagnostic[] {
  return queries.flatMap(({ plan }) =>
    operatorsOf(plan).flatMap((operator) => {
      if (operator.op === 'rows-scan') {
        return checkRows(operator.schema, operator.batches, timeZone).map(({ code, params, setting, severity }) =>
          diagnostic(code, { nodeId: operator.nodeId, setting }, params, severity),
        );
      }
      if (operator.op !== 'file-scan') return [];
      return checkReaderOptions(operator.format, operator.options, isStreaming).map(
        ({ code, params, setting, severity }) =>
          diagnostic(code, { nodeId: operator.nodeId, setting }, params, severity),
      );
    }),
  );
}

import type { RecordSink } from '../sources/source.ts';
import type { BatchScope } from './batch-scope.ts';
import type { BatchObserver } from './physical-query.ts';
import type { RowSink } from './row-sink.ts';

/** The nodes of a scan: the source's own and the one that declared the columns, where there is one. */
export interface ScanNodes {
  readonly nodeId: string;
  readonly schemaNodeId: string | null;
}

/** Counts what a source reads at its node and, for parsed files, at the schema's node, and hands the rows on. */
export function countRecords(
  { nodeId, schemaNodeId }: ScanNodes,
  batch: BatchScope,
  output: RowSink,
  observer: BatchObserver,
): RecordSink {
  const sourceCount = batch.countOf(nodeId);
  const schemaCount = schemaNodeId === null ? null : batch.countOf(schemaNodeId);
  return {
    record: (row) => {
      sourceCount.out++;
      if (schemaCount !== null) schemaCount.in++;
      if (row === null) return;
      if (schemaCount !== null) schemaCount.out++;
      output.push(row);
    },
    malformed: (found) => observer.malformed(schemaNodeId ?? nodeId, found),
  };
}

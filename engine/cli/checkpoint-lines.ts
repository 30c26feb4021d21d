import type { CheckpointContent, ShownTable } from '../session-shapes.ts';
import { errorLine } from './terminal.ts';

/** A checkpoint as objects, one a line of JSON, each with its `type` (docs/command-line.md). Times are ISO 8601, null before 1970. */
export function checkpointLines(content: CheckpointContent): object[] {
  const { folder, queryId, format, holder, query, batches, next, state, findings } = content;
  return [
    { type: 'checkpoint', folder, queryId, format, holder, next },
    ...(query === null ? [] : [{ type: 'query', ...query }]),
    ...batches.map(({ watermarkMs, timestampMs, nextWatermarkMs, ...batch }) => ({
      type: 'batch',
      ...batch,
      watermark: isoTime(watermarkMs),
      timestamp: isoTime(timestampMs),
      nextWatermark: isoTime(nextWatermarkMs),
    })),
    ...(state === null ? [] : stateLines(state)),
    ...findings.map(errorLine),
  ];
}

function stateLines({ batchId, files, operators }: NonNullable<CheckpointContent['state']>): object[] {
  return [
    { type: 'state', batchId, files },
    ...operators.flatMap(({ nodeId, tables }, operator) =>
      tables.flatMap((table) => tableLines({ operator, nodeId, table: table.name }, table)),
    ),
  ];
}

function tableLines(place: object, { key, value, entries, rows }: ShownTable): object[] {
  return [
    { type: 'table', ...place, key, value, entries },
    ...rows.map((row) => ({ type: 'entry', ...place, key: row.key, value: row.value })),
  ];
}

/** Null where there is no time. Watermarks begin at 0, which is none. */
export function isoTime(ms: number | null): string | null {
  return ms === null || ms === 0 ? null : new Date(ms).toISOString();
}

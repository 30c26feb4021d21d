/** What a checkpoint holds, in words and tables for people. */
import { memorySizeText } from '../base/memory-size.ts';
import { textTable } from '../base/text-table.ts';
import type {
  CheckpointBatch,
  CheckpointContent,
  CheckpointHolder,
  CheckpointState,
  OperatorDescription,
  QueryDescription,
  ShownTable,
} from '../session-shapes.ts';
import { isoTime } from './checkpoint-lines.ts';

/** Longest cell of a table of state. */
const CELL_MAX = 60;

export function checkpointInWords(content: CheckpointContent): string {
  const { folder, queryId, format, holder, query, batches, state } = content;
  return [
    `checkpoint ${folder}\n`,
    `  query ${queryId ?? 'unknown'}, format ${format ?? 'unknown'}\n`,
    `  ${holder === null ? 'no run holds it' : holderText(holder)}\n`,
    `  ${nextText(content)}\n`,
    ...(query === null ? [] : [queryText(query)]),
    ...(batches.length === 0 ? [] : [`\nbatches\n${batchTable(batches)}`]),
    ...(state === null ? [] : [stateText(state)]),
  ].join('');
}

function holderText({ pid, host, since, verdict }: CheckpointHolder): string {
  const who = `process ${pid} on ${host}, since ${since}`;
  if (verdict === 'held') return `held by ${who}`;
  if (verdict === 'left-behind') return `left behind by ${who}, which has ended`;
  return `held, as far as can be told from here, by ${who}`;
}

function nextText({ next, format }: CheckpointContent): string {
  const first = format === 0 ? 'the next start brings it up to the format of today, then ' : 'the next start ';
  switch (next.action) {
    case 'start':
      return `${first}begins from nothing`;
    case 'go-on':
      return `${first}goes on behind batch ${next.lastBatch}`;
    case 'run-again':
      return `${first}runs batch ${next.batch} again, as it was planned`;
    case 'refuse':
      return `the next start is refused: ${next.missing} is missing`;
  }
}

function queryText({ sources, operators, sink, outputMode, columns }: QueryDescription): string {
  const named = ({ nodeId, label }: { readonly nodeId: string; readonly label?: string | undefined }): string =>
    label === undefined ? nodeId : `${nodeId} (${label})`;
  const place = [sink.format, sink.path, sink.tableName].filter((part) => part !== null).join(' ');
  const by = sink.partitionBy.length === 0 ? '' : `, partitioned by ${sink.partitionBy.join(', ')}`;
  return [
    '\nquery\n',
    ...sources.map(({ kind, format, place: from, isStatic, ...node }) => {
      const what = [kind, format, from].filter((part) => part !== null && part !== '').join(' ');
      return `  source ${named(node)}: ${what}${isStatic ? ', static' : ''}\n`;
    }),
    ...operators.map((operator, index) => `  state ${index} ${named(operator)}: ${operatorText(operator)}\n`),
    `  sink ${named(sink)}: ${[sink.type, place].filter((part) => part !== '').join(' ')}, ${outputMode}${by}\n`,
    `  columns: ${columns.map(({ name, type }) => `${name} ${type}`).join(', ')}\n`,
  ].join('');
}

function operatorText(operator: OperatorDescription): string {
  switch (operator.kind) {
    case 'group-by': {
      const calls = operator.aggregates.map(
        (call) => `${call.function}(${call.arguments.length === 0 ? '*' : call.arguments.join(', ')})`,
      );
      return `group by ${operator.keys.map(({ expr }) => expr).join(', ') || 'nothing'}: ${calls.join(', ')}`;
    }
    case 'deduplicate': {
      const within = operator.withinWatermark ? ', within the watermark' : '';
      return `deduplicate by ${operator.columns.map(({ name }) => name).join(', ')}${within}`;
    }
    case 'join': {
      const keys = operator.keys.map(
        ({ left, right, nullSafe }) => `left.${left} ${nullSafe ? '<=>' : '='} right.${right}`,
      );
      return `${operator.type} join on ${[...keys, ...operator.conditions].join(' and ')}`;
    }
    case 'limit':
      return `limit ${operator.count}`;
  }
}

function batchTable(batches: readonly CheckpointBatch[]): string {
  const header = ['batch', 'committed', 'time', 'watermark', 'next watermark', 'read up to'];
  const rows = batches.map(({ batchId, isCommitted, endOffsets, ...times }) => [
    String(batchId),
    isCommitted ? 'yes' : 'no',
    isoTime(times.timestampMs) ?? '-',
    isoTime(times.watermarkMs) ?? '-',
    isoTime(times.nextWatermarkMs) ?? '-',
    endOffsets === null ? '-' : endOffsets.map((offset) => (offset === null ? '-' : JSON.stringify(offset))).join(' '),
  ]);
  return textTable(header, rows, 0);
}

function stateText({ batchId, files, operators }: CheckpointState): string {
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const names = files.map(({ name, sizeBytes }) => `  ${name}  ${sizeBytes} bytes\n`);
  const tables = operators.flatMap(({ nodeId, tables: ofNode }, index) =>
    ofNode.map((table) => `\nstate ${index} ${nodeId}, table ${table.name}: ${countText(table)}\n${entryTable(table)}`),
  );
  return [
    `\nstate after batch ${batchId}: ${memorySizeText(bytes)} in ${files.length} files\n`,
    ...names,
    ...tables,
  ].join('');
}

function countText({ entries, rows }: ShownTable): string {
  const all = entries === 1 ? '1 entry' : `${entries} entries`;
  return rows.length < entries ? `${all}, the first ${rows.length}` : all;
}

function entryTable({ key, value, rows }: ShownTable): string {
  if (rows.length === 0) return '';
  const header = [...key.map(({ name }) => `${name} (key)`), ...value.map(({ name }) => name)];
  const cell = (shown: unknown): string => (typeof shown === 'string' ? shown : JSON.stringify(shown));
  return textTable(
    header,
    rows.map((row) => [...row.key, ...row.value].map(cell)),
    CELL_MAX,
  );
}

/**
 * What may change between two runs of a query (semantics 11.5), decided from what the checkpoint remembers of it and what it is now.
 * Operators and sources are matched by their places: another node id or label alone changes nothing.
 *
 * | change                                                        | goes on?                                        |
 * |---------------------------------------------------------------|-------------------------------------------------|
 * | number, order or kind of streaming sources; where they read   | no: EXE-180, EXE-181                            |
 * | rate limits, reader options, sources that are static          | yes                                             |
 * | operators with state, what they group, count or match by      | no: EXE-183, EXE-184                            |
 * | a column that the kept rows of a join do not hold             | no: EXE-184                                     |
 * | how many rows a limit lets pass; the order of no-state steps  | yes                                             |
 * | sink: file to console or memory, console to memory and back   | yes                                             |
 * | sink: anything to file; another folder, format or partitions  | no: EXE-182                                     |
 * | output mode                                                   | no: EXE-185                                     |
 * | output columns                                                | where the sink copes, else EXE-186              |
 * | trigger, writer options, names                                | yes                                             |
 */
import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { compareOperators } from './compare-operators.ts';
import { columnTexts, nodeText, textsOrNone } from './description-text.ts';
import type { ColumnDescription, QueryDescription, SinkDescription, SourceDescription } from './query-description.ts';

export interface QueryChanges {
  /** Why the query cannot go on; empty where it can. Each names the node as it was and as it is. */
  readonly refused: readonly Diagnostic[];
  /** What has changed and may, but is worth a word: warnings. */
  readonly allowed: readonly Diagnostic[];
}

/** Compares the query that wrote a checkpoint with the one that would go on from it. */
export function compareQueries(saved: QueryDescription, now: QueryDescription): QueryChanges {
  const refused = [
    ...compareSources(streamsOf(saved), streamsOf(now), now.sink.nodeId),
    ...compareOperators(saved.operators, now.operators, now.sink.nodeId),
    ...compareSinks(saved.sink, now.sink),
    ...compareOutput(saved, now),
  ];
  return { refused, allowed: refused.length > 0 ? [] : compareSteps(saved, now) };
}

function streamsOf({ sources }: QueryDescription): SourceDescription[] {
  return sources.filter(({ isStatic }) => !isStatic);
}

function compareSources(
  saved: readonly SourceDescription[],
  now: readonly SourceDescription[],
  sinkNodeId: string,
): Diagnostic[] {
  const typeOf = ({ kind, format }: SourceDescription): string => (format === null ? kind : `${kind} ${format}`);
  const wholeOf = (source: SourceDescription): string => `${typeOf(source)} ${source.place}`;
  const listOf = (sources: readonly SourceDescription[]): readonly string[] =>
    textsOrNone(sources.map((source) => `${nodeText(source)} ${wholeOf(source)}`.trim()));
  const isSame = (of: (source: SourceDescription) => string) => saved.every((was, at) => equalTexts(was, now[at], of));
  const sorted = (sources: readonly SourceDescription[]): string => JSON.stringify(sources.map(wholeOf).sort());
  const isReordered = sorted(saved) === sorted(now) && !isSame(wholeOf);
  if (saved.length !== now.length || isReordered || !isSame(typeOf)) {
    const at = now.find((source, index) => !equalTexts(source, saved[index], typeOf))?.nodeId ?? sinkNodeId;
    return [diagnostic('EXE-180', { nodeId: at }, { before: listOf(saved), now: listOf(now) })];
  }
  return saved.flatMap((was, index) => {
    const is = now[index];
    if (is === undefined || is.place === was.place) return [];
    const params = { before: nodeText(was), placeBefore: was.place, now: nodeText(is), placeNow: is.place };
    return [diagnostic('EXE-181', { nodeId: is.nodeId }, params)];
  });
}

function equalTexts(
  a: SourceDescription,
  b: SourceDescription | undefined,
  of: (source: SourceDescription) => string,
): boolean {
  return b !== undefined && of(a) === of(b);
}

function compareSinks(saved: SinkDescription, now: SinkDescription): Diagnostic[] {
  // What a file sink has written is in its folder and nowhere else; other sinks take over at any batch.
  if (now.type !== 'file') return [];
  const textOf = ({ type, path, format, partitionBy }: SinkDescription): string => {
    const by = partitionBy.length === 0 ? '' : ` partitionBy=${partitionBy.join('/')}`;
    return type === 'file' ? `${type} ${format ?? ''} ${path ?? ''}${by}` : type;
  };
  if (textOf(saved) === textOf(now)) return [];
  const params = { before: nodeText(saved), sinkBefore: textOf(saved), now: nodeText(now), sinkNow: textOf(now) };
  return [diagnostic('EXE-182', { nodeId: now.nodeId }, params)];
}

function compareOutput(saved: QueryDescription, now: QueryDescription): Diagnostic[] {
  const at = { nodeId: now.sink.nodeId };
  const nodes = { before: nodeText(saved.sink), now: nodeText(now.sink) };
  const found: Diagnostic[] = [];
  if (saved.outputMode !== now.outputMode) {
    found.push(diagnostic('EXE-185', at, { ...nodes, modeBefore: saved.outputMode, modeNow: now.outputMode }));
  }
  if (now.sink.type === 'file' && saved.sink.type === 'file' && !copes(now.sink, saved.columns, now.columns)) {
    const columns = { columnsBefore: columnTexts(saved.columns), columnsNow: columnTexts(now.columns) };
    found.push(diagnostic('EXE-186', at, { ...nodes, ...columns, format: now.sink.format ?? '' }));
  }
  return found;
}

/** Whether files of other columns may lie beside those that are there. */
function copes(
  { format, partitionBy }: SinkDescription,
  saved: readonly ColumnDescription[],
  now: readonly ColumnDescription[],
): boolean {
  // CSV knows columns by their places alone.
  if (format === 'csv') return String(columnTexts(saved)) === String(columnTexts(now));
  const typeIn = (columns: readonly ColumnDescription[], name: string): string | undefined =>
    columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.type;
  if (partitionBy.some((name) => typeIn(saved, name) !== typeIn(now, name))) return false;
  if (format === 'json') return true;
  return now.every(({ name, type }) => [undefined, type].includes(typeIn(saved, name)));
}

/** Filters, columns and watermarks may change; what was read before was treated as it was then. */
function compareSteps(saved: QueryDescription, now: QueryDescription): Diagnostic[] {
  const before = saved.steps.filter((step) => !now.steps.includes(step));
  const after = now.steps.filter((step) => !saved.steps.includes(step));
  if (before.length === 0 && after.length === 0) return [];
  return [
    diagnostic(
      'EXE-187',
      { nodeId: now.sink.nodeId },
      { before: textsOrNone(before), now: textsOrNone(after) },
      'warning',
    ),
  ];
}

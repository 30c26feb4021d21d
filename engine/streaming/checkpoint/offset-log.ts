import type { QueryDescription } from '../../plan/query-description.ts';
import type { Offset } from '../../sources/source.ts';
import type { FrozenConf, LoggedBatch } from '../batch-journal.ts';
import { parseObject } from './log-file.ts';

/** Most keys that an offset may have: those of our sources have one. */
const OFFSET_KEYS_MAX = 100;

/** What `offsets/N` holds of batch N. */
export type OffsetEntry = Omit<LoggedBatch, 'batchId'>;

/** The lines of `offsets/N`: the batch's watermark, time and settings, then one offset a source or `-` (semantics 11.1). */
export function offsetLines({ endOffsets, watermarkMs, timestampMs, conf }: OffsetEntry): string[] {
  const head = { batchWatermarkMs: watermarkMs, batchTimestampMs: timestampMs, conf };
  return [JSON.stringify(head), ...endOffsets.map((offset) => (offset === null ? '-' : JSON.stringify(offset)))];
}

/** What such lines hold; null for lines that hold something else. */
export function parseOffsetLines([head = '', ...offsets]: readonly string[]): OffsetEntry | null {
  const { batchWatermarkMs, batchTimestampMs, conf } = parseObject(head) ?? {};
  if (!isTime(batchWatermarkMs) || !isTime(batchTimestampMs)) return null;
  const endOffsets: (Offset | null)[] = [];
  for (const line of offsets) {
    const offset = line === '-' ? null : parseOffset(line);
    if (offset === undefined) return null;
    endOffsets.push(offset);
  }
  return { endOffsets, watermarkMs: batchWatermarkMs, timestampMs: batchTimestampMs, conf: textsIn(conf) };
}

/** Whether these are offsets that the sources of the query can read: one number each, -1 for a place before all data. */
export function areOffsetsOf(query: QueryDescription, offsets: OffsetEntry['endOffsets']): boolean {
  const streams = query.sources.filter(({ isStatic }) => !isStatic);
  return offsets.every((offset, index) => {
    if (offset === null) return true;
    const at = offset[streams[index]?.kind === 'file-source' ? 'logOffset' : 'offset'];
    return typeof at === 'number' && at >= -1 && Object.keys(offset).length === 1;
  });
}

/** The lines of `commits/N`. */
export function commitLines(nextWatermarkMs: number): string[] {
  return [JSON.stringify({ nextBatchWatermarkMs: nextWatermarkMs })];
}

/** The watermark in such lines; null for lines that hold something else. */
export function parseCommitLines(lines: readonly string[]): number | null {
  const { nextBatchWatermarkMs } = parseObject(lines[0] ?? '') ?? {};
  return lines.length === 1 && isTime(nextBatchWatermarkMs) ? nextBatchWatermarkMs : null;
}

/** Milliseconds since 1970. Watermarks begin at 0 and only grow. */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function parseOffset(line: string): Offset | undefined {
  const values = parseObject(line);
  if (values === null || Object.keys(values).length > OFFSET_KEYS_MAX) return undefined;
  const isOffset = Object.values(values).every((value) => typeof value === 'string' || Number.isSafeInteger(value));
  return isOffset ? (values as Offset) : undefined;
}

/** The texts among the values of what should be an object of texts; a log of another version may hold more. */
function textsIn(conf: unknown): FrozenConf {
  const entries = typeof conf === 'object' && conf !== null ? Object.entries(conf) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

import { describe, expect, test } from 'vitest';
import { BIGINT, STRING } from '../../types/data-type.ts';
import type { RowBatch } from '../../types/row-batch.ts';
import type { Row } from '../../types/value.ts';
import { MemorySink } from './memory-sink.ts';

const schema = [
  { name: 'action', type: STRING, nullable: true },
  { name: 'count', type: BIGINT, nullable: false },
];

function sink(): MemorySink {
  return new MemorySink({ nodeId: 'table', tableName: 'counts', schema });
}

const batch = (...counts: number[]): Row[] => counts.map((count) => ['Open', BigInt(count)]);

describe('MemorySink', () => {
  test('is empty before the first batch', () => {
    const { batchId, version, rowCount, rows } = sink().snapshot();
    expect({ batchId, version, rowCount, rows }).toEqual({ batchId: -1, version: 0, rowCount: 0, rows: [] });
  });

  test('replaces in complete mode and begins a new epoch [SK-1]', async () => {
    const table = sink();
    await table.addBatch(0, batch(1, 2), 'complete');
    const before = table.snapshot();
    await table.addBatch(1, batch(3), 'complete');
    expect(table.snapshot().rows).toEqual(batch(3));
    expect(table.snapshot().epoch).toBeGreaterThan(before.epoch);
    expect(before.rows).toEqual(batch(1, 2));
  });

  test.each(['append', 'update'] as const)('adds in %s mode within one epoch', async (mode) => {
    const table = sink();
    await table.addBatch(0, batch(1), mode);
    const before = table.snapshot();
    await table.addBatch(1, batch(2, 3), mode);
    const after = table.snapshot();
    expect(after.rows).toEqual(batch(1, 2, 3));
    expect(after).toMatchObject({ batchId: 1, rowCount: 3, epoch: before.epoch, version: before.version + 1 });
    expect(before.rows).toEqual(batch(1));
  });

  test('a batch without rows is committed and adds nothing', async () => {
    const table = sink();
    await table.addBatch(0, [], 'append');
    await table.addBatch(1, batch(1), 'append');
    await table.addBatch(2, [], 'append');
    await table.addBatch(3, batch(2), 'append');
    expect(table.snapshot()).toMatchObject({ batchId: 3, version: 4, rowCount: 2 });
    expect(table.snapshot().rows).toEqual(batch(1, 2));
  });

  test('skips a batch that was taken before [SK-1]', async () => {
    const table = sink();
    await table.addBatch(4, batch(1), 'append');
    const before = table.snapshot();
    await table.addBatch(4, batch(1), 'append');
    await table.addBatch(3, batch(9), 'complete');
    expect(table.snapshot()).toBe(before);
    expect(table.snapshot().rows).toEqual(batch(1));
  });

  test('a complete batch without rows empties the table', async () => {
    const table = sink();
    await table.addBatch(0, batch(1), 'complete');
    await table.addBatch(1, [], 'complete');
    expect(table.snapshot()).toMatchObject({ batchId: 1, rowCount: 0, rows: [] });
  });

  test('makes rows of columns once, when somebody reads them', async () => {
    const table = sink();
    const asked: unknown[] = [];
    const columns = (...counts: number[]): RowBatch => ({
      length: counts.length,
      slice: (...range) => {
        asked.push(range);
        return batch(...counts).slice(...range);
      },
    });
    await table.addBatch(0, columns(1, 2), 'complete');
    const early = table.snapshot();
    await table.addBatch(1, columns(3, 4), 'complete');
    const late = table.snapshot();
    expect([early.rowCount, late.rowCount, asked]).toEqual([2, 2, []]);
    expect(late.batch.slice(1, 2)).toEqual(batch(4));
    expect(asked).toEqual([[1, 2]]);
    expect(early.rows).toEqual(batch(1, 2));
    expect(late.rows).toEqual(batch(3, 4));
    expect(late.rows).toBe(late.rows);
    expect(late.batch).toBe(late.rows);
    await table.addBatch(2, columns(5), 'append');
    expect(table.snapshot().rows).toEqual(batch(3, 4, 5));
    expect(table.snapshot().batch).toEqual(batch(3, 4, 5));
    // One piece, and each of the three as a whole.
    expect(asked).toHaveLength(4);
  });

  test('a snapshot taken early sees its own rows even when it is read late', async () => {
    const table = sink();
    await table.addBatch(0, batch(1), 'append');
    await table.addBatch(1, batch(2), 'append');
    const early = table.snapshot();
    await table.addBatch(2, batch(3), 'append');
    await table.addBatch(3, batch(4), 'complete');
    expect(early.rows).toEqual(batch(1, 2));
    expect(table.snapshot().rows).toEqual(batch(4));
  });
});

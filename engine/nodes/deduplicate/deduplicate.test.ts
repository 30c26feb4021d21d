import { describe, expect, test } from 'vitest';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import { lowered } from '../testing/lowered.ts';
import { deduplicateKind } from './deduplicate.ts';

const input: LogicalPlan = {
  op: 'rows-scan',
  nodeId: 'rows',
  isStatic: false,
  batches: [],
  schema: [
    { name: 'time', type: TIMESTAMP, nullable: true, eventTime: { delayMs: 1000 } },
    { name: 'key', type: STRING, nullable: true },
    { name: 'Note', type: STRING, nullable: true },
  ],
};

const lower = (config: object, isStreaming = true) =>
  lowered(deduplicateKind, config, { inputs: { in: input }, isStreaming });
const spark = (config: object) =>
  deduplicateKind.spark(deduplicateKind.settings.parse(config), { isStreaming: true } as never);

describe('deduplicate', () => {
  test.each([
    [{}, [0, 1, 2]],
    [{ columns: ['key'] }, [1]],
    [{ columns: ['note', 'KEY', 'key'] }, [2, 1]],
  ])('goes by the columns of %j', (config, columns) => {
    const { plan, reports } = lower(config);
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({ op: 'deduplicate', columns, withinWatermark: false, lateColumns: [0] });
    expect(plan?.schema).toEqual(input.schema);
  });

  test('reports columns that are not there', () => {
    expect(lower({ columns: ['key', 'kye'] })).toEqual({ plan: null, reports: [['PLN-012', 'columns.1']] });
  });

  test('[DD-5] within the watermark there is nothing to do in batch mode', () => {
    expect(lower({ withinWatermark: true }).reports).toEqual([]);
    expect(lower({ withinWatermark: true }, false).reports).toEqual([['PLN-085', 'withinWatermark']]);
  });

  test('is written in PySpark', () => {
    expect(spark({})).toBe('.dropDuplicates()');
    expect(spark({ columns: ['key', 'a "b"'] })).toBe(`.dropDuplicates(["key", 'a "b"'])`);
    expect(spark({ columns: ['key'], withinWatermark: true })).toBe('.dropDuplicatesWithinWatermark(["key"])');
  });

  test('takes no empty list of columns', () => {
    expect(deduplicateKind.settings.safeParse({ columns: [] }).success).toBe(false);
  });
});

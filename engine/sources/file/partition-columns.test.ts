import { describe, expect, it } from 'vitest';
import { partitionType } from './partition-columns.ts';

describe('[1.2] types of partition columns', () => {
  // As Spark 4.2.1 infers them; it takes 1e3 for a decimal and a column of nulls for one without a type.
  it.each<[(string | null)[], string]>([
    [['1', '2'], 'int'],
    [['01'], 'int'],
    [['1', '9999999999'], 'bigint'],
    [['99999999999999999999'], 'decimal(20,0)'],
    [['9'.repeat(39)], 'double'],
    [['1', '1.5'], 'double'],
    [['1e3'], 'double'],
    [['2020-01-01'], 'date'],
    [['2020-01-01', '1'], 'string'],
    [['2020-13-01'], 'string'],
    [['2020-01-01 00:00:00'], 'timestamp'],
    [['12:00'], 'string'],
    [['true'], 'string'],
    [['x', '1'], 'string'],
    [[null, '1'], 'int'],
    [[null], 'string'],
    [[], 'string'],
  ])('%j: %s', (texts, type) => {
    expect(partitionType(texts, 'UTC')).toBe(type);
  });
});

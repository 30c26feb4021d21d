import { describe, expect, it } from 'vitest';
import { lowered } from '../testing/lowered.ts';
import { rateSource } from './rate-source.ts';

const context = { isStreaming: true, inputs: [], path: (path: string) => path, rows: 'rows' };

describe('rate source', () => {
  it('takes its defaults', () => {
    const { plan, reports } = lowered(rateSource, rateSource.defaults, {});
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({ op: 'rate-scan', rowsPerSecond: 1, rampUpSeconds: 0 });
    expect(plan?.schema.map(({ name }) => name)).toEqual(['timestamp', 'value']);
    expect(rateSource.spark(rateSource.defaults, context)).toBe(
      'spark.readStream.format("rate").option("rowsPerSecond", 1).load()',
    );
  });

  it('rises in whole seconds', () => {
    const config = { rowsPerSecond: 10, rampUpTime: '1 minute 2.9 seconds' };
    expect(lowered(rateSource, config, {}).plan).toMatchObject({ rampUpSeconds: 62 });
    expect(rateSource.spark(config, context)).toBe(
      'spark.readStream.format("rate").option("rowsPerSecond", 10).option("rampUpTime", "62s").load()',
    );
  });

  it.each([
    ['PLN-040', 'rowsPerSecond', {}, false],
    ['PLN-010', 'rampUpTime', { rampUpTime: '1 month' }, true],
    ['PLN-011', 'rampUpTime', { rampUpTime: '-5 seconds' }, true],
  ])('reports %s at %s', (code, setting, changes, isStreaming) => {
    const { reports } = lowered(rateSource, { rowsPerSecond: 1, ...changes }, { isStreaming });
    expect(reports).toEqual([[code, setting]]);
  });

  it.each([{}, { rowsPerSecond: 0 }, { rowsPerSecond: 1.5 }, { rowsPerSecond: 1, rampUpTime: 'soon' }])(
    'refuses %j',
    (config) => {
      expect(rateSource.settings.safeParse(config).success).toBe(false);
    },
  );
});

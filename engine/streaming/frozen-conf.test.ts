import { expect, test } from 'vitest';
import { frozenConf, heldSettings, watermarkPolicyIn } from './frozen-conf.ts';

test.each<[string, Parameters<typeof heldSettings>, { held: string; asked: string } | null]>([
  ['the same policy', [frozenConf('max'), frozenConf('max'), 2], null],
  ['another policy', [frozenConf('min'), frozenConf('max'), 2], { held: 'min', asked: 'max' }],
  ['no policy any more', [frozenConf('max'), frozenConf(undefined), 2], { held: 'max', asked: 'min' }],
  ['no policy, as before', [frozenConf('min'), frozenConf(undefined), 3], null],
  ['another policy for a single watermark', [frozenConf('min'), frozenConf('max'), 1], null],
  [
    'another policy than Spark’s, which a log without one means',
    [{}, frozenConf('max'), 2],
    { held: 'min', asked: 'max' },
  ],
  [
    'other partitions, which mean nothing here',
    [{ ...frozenConf('min'), 'spark.sql.shuffle.partitions': '200' }, frozenConf('min'), 2],
    null,
  ],
])('%s', (_, [held, asked, watermarks], told) => {
  const expected =
    told === null ? [] : [{ code: 'EXE-162', severity: 'warning', params: { setting: 'watermarkPolicy', ...told } }];
  expect(heldSettings(held, asked, watermarks)).toMatchObject(expected);
});

test('a policy that is unknown here is Spark’s own', () => {
  expect(watermarkPolicyIn({ 'spark.sql.streaming.multipleWatermarkPolicy': 'median' })).toBe('min');
});

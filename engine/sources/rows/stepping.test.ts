import { expect, test } from 'vitest';
import { BIGINT } from '../../types/data-type.ts';
import { createRowsSource } from './rows-source.ts';

test('after a restart a source begins where the sources that step with it stand [TR-5]', async () => {
  const schema = [{ name: 'v', type: BIGINT, nullable: true }];
  const batches = [[{ v: 1 }], [], [{ v: 2 }], [{ v: 3 }]];
  const source = createRowsSource({ nodeId: 'rows', schema, batches, timeZone: 'UTC' });
  await source.prepare();
  // This one last gave something at entry 0, another one at entry 2, of which this one had nothing to give then.
  source.stepWith?.([{ offset: 0 }, { offset: 2 }]);
  expect(await source.latestOffset({ offset: 0 }, 'configured')).toEqual({ offset: 3 });
});

import { expect, test, vi } from 'vitest';
import { createTableCatalog } from './table-catalog.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error('no binary for this machine');
});

test('without the native library only queries fail, by a code', async () => {
  const catalog = await createTableCatalog({ timeZone: 'UTC' });
  expect(catalog.list()).toEqual([]);
  await expect(catalog.sql('select 1', 1)).rejects.toMatchObject({ code: 'SQL-065' });
  await catalog.close();
});

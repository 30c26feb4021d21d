import { bench, describe } from 'vitest';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { BIGINT, STRING, WINDOW } from '../types/data-type.ts';
import type { Row } from '../types/value.ts';
import { createTableCatalog } from './table-catalog.ts';

const HOUR = 3_600_000_000n;
const rows: Row[] = Array.from({ length: 100_000 }, (_, i) => {
  const start = BigInt(i) * HOUR;
  return [`action ${i % 50}`, [start, start + HOUR], BigInt(i)];
});

const schema = [
  { name: 'action', type: STRING, nullable: true },
  { name: 'window', type: WINDOW, nullable: false },
  { name: 'count', type: BIGINT, nullable: false },
];

const catalog = await createTableCatalog({ timeZone: 'UTC' });
const sink = new MemorySink({ nodeId: 'table', tableName: 'counts', schema });
catalog.register(sink);
const HOURLY =
  "select action, date_format(window.end, 'MMM-dd HH:mm') as time, count from counts order by time, action";
const TOTALS = 'select action, sum(count) as total_count from counts group by action';
let batchId = 0;
await sink.addBatch(batchId++, rows, 'complete');

describe('100,000 rows', () => {
  bench('a new batch is loaded and its totals are asked for', async () => {
    await sink.addBatch(batchId++, rows, 'complete');
    await catalog.sql(TOTALS, 1000);
  });
  bench('totals of a table that is loaded', async () => {
    await catalog.sql(TOTALS, 1000);
  });
  bench('the hourly query, 1,000 rows of it', async () => {
    await catalog.sql(HOURLY, 1000);
  });
});

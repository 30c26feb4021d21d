import { describe, expect, test } from 'vitest';
import { BIGINT, STRING, TIMESTAMP, WINDOW } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { ConsoleSink, type ConsoleSinkOptions } from './console-sink.ts';

const schema: Schema = [
  { name: 'value', type: STRING, nullable: true },
  { name: 'count', type: BIGINT, nullable: false },
];

async function printed(rows: readonly Row[], options: Partial<ConsoleSinkOptions> = {}): Promise<string> {
  let text = '';
  const sink = new ConsoleSink({
    nodeId: 'out',
    schema,
    timeZone: 'UTC',
    write: (part) => {
      text += part;
    },
    ...options,
  });
  await sink.addBatch(0, rows, 'append');
  return text;
}

const body = (text: string) => text.split('\n').slice(3).join('\n');

describe('ConsoleSink', () => {
  test('prints rule lines, the batch and a right-aligned table [SK-2]', async () => {
    expect(
      await printed([
        ['cat', 12n],
        [null, 3n],
      ]),
    ).toBe(
      `-------------------------------------------
Batch: 0
-------------------------------------------
+-----+-----+
|value|count|
+-----+-----+
|  cat|   12|
| NULL|    3|
+-----+-----+

`,
    );
  });

  test('prints an empty table for an empty batch', async () => {
    expect(body(await printed([]))).toBe('+-----+-----+\n|value|count|\n+-----+-----+\n+-----+-----+\n\n');
  });

  test('cuts cells at 20 characters, with dots inside the limit', async () => {
    expect(body(await printed([['abcdefghijklmnopqrstuvwxyz', 1n]]))).toContain('|abcdefghijklmnopq...|    1|');
  });

  test('cuts without dots below a limit of 4', async () => {
    expect(body(await printed([['abcdef', 1n]], { truncate: 3 }))).toContain('|  abc|    1|');
  });

  test.each([false, 0])('with truncate %s shows all and aligns left', async (truncate) => {
    const text = await printed([['abcdefghijklmnopqrstuvwxyz', 1n]], { truncate });
    expect(body(text)).toContain('|abcdefghijklmnopqrstuvwxyz|1    |');
  });

  test('says that there are more rows', async () => {
    const rows: Row[] = Array.from({ length: 21 }, (_, i) => ['a', BigInt(i)]);
    expect(await printed(rows)).toMatch(/\+\nonly showing top 20 rows\n\n$/);
    expect(await printed(rows, { numRows: 1 })).toMatch(/\+\nonly showing top 1 row\n\n$/);
    expect(await printed(rows.slice(0, 20))).not.toContain('only showing');
  });

  test('columns are at least three characters wide', async () => {
    const narrow: Schema = [{ name: 'a', type: BIGINT, nullable: false }];
    expect(body(await printed([[1n]], { schema: narrow }))).toBe('+---+\n|  a|\n+---+\n|  1|\n+---+\n\n');
  });

  test('windows and timestamps are shown in the session zone', async () => {
    const timed: Schema = [
      { name: 'window', type: WINDOW, nullable: false },
      { name: 'at', type: TIMESTAMP, nullable: true },
    ];
    const start = BigInt(Date.UTC(2016, 6, 26, 2)) * 1000n;
    const row: Row = [[start, start + 3_600_000_000n], start + 500_000n];
    const text = await printed([row], { schema: timed, truncate: false, timeZone: 'Europe/Paris' });
    expect(text).toContain('|{2016-07-26 04:00:00, 2016-07-26 05:00:00}|2016-07-26 04:00:00.5|');
  });

  test('text cannot break the table: control characters are escaped, wide ones counted double', async () => {
    const text = body(
      await printed([
        ['a\nb\t|\r\u0007', 1n],
        ['漢字', 2n],
      ]),
    );
    expect(text).toContain('|a\\nb\\t|\\r\\a|    1|');
    expect(text).toContain('|       漢字|    2|');
  });

  test('prints a batch once', async () => {
    let writes = 0;
    const sink = new ConsoleSink({ nodeId: 'out', schema, timeZone: 'UTC', write: () => writes++ });
    await sink.addBatch(1, [], 'append');
    await sink.addBatch(1, [], 'append');
    await sink.addBatch(0, [], 'append');
    expect(writes).toBe(1);
  });
});

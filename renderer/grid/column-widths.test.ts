import { expect, it } from 'vitest';
import { columnWidths } from './column-widths.ts';

it('makes room for name, type and values, within bounds', () => {
  const columns = [
    { name: 'n', type: 'int' },
    { name: 'a_rather_long_name', type: 'int' },
    { name: 's', type: 'string' },
    { name: 'w', type: 'struct<start:timestamp,end:timestamp>' },
  ];
  const [short = 0, named = 0, long = 0, struct = 0] = columnWidths(
    { columns, rows: [[1, 2, 'x'.repeat(500), null]] },
    'UTC',
  );
  expect(short).toBe(80);
  expect(named).toBeGreaterThan(short);
  expect(long).toBe(360);
  expect(struct).toBeGreaterThan(short);
  expect(struct).toBeLessThan(long);
});

it('grows with the values', () => {
  const columns = [{ name: 'n', type: 'string' }];
  const widthOf = (text: string) => columnWidths({ columns, rows: [[text]] }, 'UTC')[0] ?? 0;
  expect(widthOf('a value of some length')).toBeGreaterThan(widthOf('a value'));
});

import { describe, expect, it } from 'vitest';
import { schemaOf } from '../testing/decode-bytes.ts';
import { checkRows, readRows } from './check-rows.ts';

function read(type: string, value: unknown) {
  const { batches, problems } = readRows(schemaOf({ v: type }), [[{ v: value }]], 'UTC');
  return problems.length === 0 ? batches[0]?.[0]?.[0] : 'bad';
}

describe('[2.2] written values by type', () => {
  it.each<[string, unknown, unknown]>([
    ['boolean', true, true],
    ['boolean', 'true', 'bad'],
    ['int', 1, 1],
    ['int', -0, 0],
    ['int', 1.5, 'bad'],
    ['int', '1', 'bad'],
    ['tinyint', 128, 'bad'],
    ['bigint', 9007199254740992, 9007199254740992n],
    ['bigint', 1e19, 'bad'],
    ['bigint', Number.NaN, 'bad'],
    ['double', 1.5, 1.5],
    ['double', 'NaN', Number.NaN],
    ['double', '-INF', Number.NEGATIVE_INFINITY],
    ['double', '1.5', 'bad'],
    ['float', 0.1, Math.fround(0.1)],
    ['decimal(4,2)', 12.345, 1235n],
    ['decimal(4,2)', '12.5', 1250n],
    ['decimal(4,2)', 100, 'bad'],
    ['decimal(4,2)', true, 'bad'],
    ['string', 'x', 'x'],
    ['string', '', ''],
    ['string', 5, '5'],
    ['string', { a: [1] }, '{"a":[1]}'],
    ['timestamp', 1451732645, 1451732645000000n],
    ['timestamp', 1451732645.5, 'bad'],
    ['timestamp', '2016-01-02T11:04:05Z', 1451732645000000n],
    ['timestamp', '1451732645', 'bad'],
    ['timestamp', '', 'bad'],
    ['timestamp', '12:30', 'bad'],
    ['date', '2016-07-26', 17008],
    ['date', 17008, 'bad'],
    ['array<int>', [1, null], [1, null]],
    ['array<int>', [1, 'x'], 'bad'],
    ['array<int>', { 0: 1 }, 'bad'],
    ['struct<x:int,y:string>', { y: 'q' }, [null, 'q']],
    ['struct<x:int>', [1], 'bad'],
    ['int', null, null],
    ['int', undefined, null],
  ])('%s from %o', (type, value, expected) => {
    expect(read(type, value)).toEqual(expected);
  });
});

describe('checkRows', () => {
  const schema = schemaOf({ time: 'timestamp', action: 'string' });

  it('names the place of each problem', () => {
    const batches = [
      [{ time: 1 }, { time: 2 }, { time: 3 }, { time: 'soon', action: null }],
      [5, { actoin: 'Open' }],
      'x',
    ];
    expect(checkRows(schema, batches)).toMatchObject([
      {
        code: 'SRC-301',
        setting: 'batches.0.3.time',
        severity: 'error',
        params: { value: '"soon"', column: 'time', type: 'timestamp' },
      },
      { code: 'SRC-303', setting: 'batches.1.0', severity: 'error' },
      { code: 'SRC-302', setting: 'batches.1.1.actoin', severity: 'warning', params: { near: ['action'] } },
      { code: 'SRC-304', setting: 'batches.2', severity: 'error' },
    ]);
    expect(checkRows(schema, { length: 1 })).toMatchObject([{ code: 'SRC-304', setting: 'batches' }]);
  });

  it('goes into structs and arrays', () => {
    const nested = schemaOf({ s: 'struct<a:array<int>>' });
    expect(checkRows(nested, [[{ s: { a: [1, 'x'] } }]])).toMatchObject([
      { setting: 'batches.0.0.s.a.1', params: { column: 's.a.1' } },
    ]);
  });

  it('takes names of objects themselves for names', () => {
    const tricky = schemaOf({ constructor: 'int', toString: 'int' });
    expect(readRows(tricky, [[{}]], 'UTC')).toEqual({ batches: [[[null, null]]], problems: [] });
    expect(checkRows(schema, [[JSON.parse('{"__proto__":1}')]])).toMatchObject([{ code: 'SRC-302' }]);
  });

  it('says no more than helps', () => {
    const batches = [Array.from({ length: 5000 }, () => ({ time: 'x'.repeat(10_000) }))];
    const problems = checkRows(schema, batches);
    expect(problems).toHaveLength(100);
    expect(JSON.stringify(problems[0]).length).toBeLessThan(300);
  });
});

import { describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import type { RowSink } from '../row-sink.ts';
import { BatchMeter } from './batch-meter.ts';

/** A clock that stands still but for the work that is done. */
function workshop() {
  let nowMs = 0;
  const meter = new BatchMeter({ monotonic: () => nowMs });
  const work = (ms: number): void => {
    nowMs += ms;
  };
  /** An operator that works `ms` a row, before it hands it on. */
  const operator = (ms: number, output?: RowSink, endMs = 0): RowSink => ({
    push: (row) => {
      work(ms);
      output?.push(row);
    },
    end: () => {
      work(endMs);
      output?.end();
    },
  });
  const times = () => Object.fromEntries(meter.times.map(({ nodeIds, ms }) => [nodeIds.join('+'), ms]));
  return { meter, work, operator, times };
}

describe('time by operator', () => {
  test('each has its own, without that of those above it', () => {
    const { meter, operator, times } = workshop();
    const [upper, lower] = [meter.placeOf(['upper']), meter.placeOf(['lower'])];
    meter.begin();
    const top = meter.sink(upper, operator(3, undefined, 5), false);
    const entry = meter.sink(lower, operator(2, top, 7), true);
    for (let row = 0; row < 10; row++) entry.push([row]);
    entry.end();
    expect(times()).toEqual({ upper: 35, lower: 27 });
  });

  test('of many rows one in 256 speaks for the others', () => {
    const { meter, operator, times } = workshop();
    const place = meter.placeOf(['only']);
    meter.begin();
    const entry = meter.sink(place, operator(1), true);
    // Rows 0 to 15 by themselves, then 256, 512 and 768.
    for (let row = 0; row < 1000; row++) entry.push([row]);
    expect(times()).toEqual({ only: 16 + 3 * 256 });
  });

  test('what feeds the query is left with what its operators did not take', async () => {
    const { meter, work, operator, times } = workshop();
    const [source, only] = [meter.placeOf(['files', 'typed']), meter.placeOf(['only'])];
    meter.begin();
    const entry = meter.sink(only, operator(1, undefined, 4), true);
    const read = await meter.paced(source, async () => {
      for (let row = 0; row < 8; row++) {
        work(2);
        entry.push([row]);
      }
      await Promise.resolve();
      entry.end();
      return 8;
    });
    expect(read).toBe(8);
    expect(times()).toEqual({ 'files+typed': 16, only: 12 });
  });

  test('rows that an operator pushes at its end count for those that take them', () => {
    const { meter, work, operator, times } = workshop();
    const [upper, sorting] = [meter.placeOf(['upper']), meter.placeOf(['sorting'])];
    meter.begin();
    const top = meter.sink(upper, operator(1), false);
    const sort: RowSink = {
      push: () => work(1),
      end: () => {
        work(10);
        for (let row = 0; row < 12; row++) top.push([row]);
        top.end();
      },
    };
    const entry = meter.sink(sorting, sort, true);
    entry.push([0]);
    entry.end();
    expect(times()).toEqual({ upper: 12, sorting: 11 });
  });

  test('work that was put off is timed step by step, and can be broken off', () => {
    const { meter, work, times } = workshop();
    const place = meter.placeOf(['sorting']);
    const closed: string[] = [];
    function* steps(): Iterable<void> {
      try {
        for (;;) {
          work(3);
          yield;
        }
      } finally {
        closed.push('closed');
      }
    }
    meter.begin();
    let done = 0;
    for (const _ of meter.steps(place, steps())) {
      // What others do between two steps is not its time.
      work(100);
      if (++done === 4) break;
    }
    expect(times()).toEqual({ sorting: 12 });
    expect(closed).toEqual(['closed']);
  });

  test('a row that fails leaves the next batch as it should be', () => {
    const { meter, work, operator, times } = workshop();
    const place = meter.placeOf(['only']);
    const failing: RowSink = {
      push: () => {
        work(1);
        throw new Error('no such row');
      },
      end: () => undefined,
    };
    meter.begin();
    expect(() => meter.sink(place, failing, true).push([0])).toThrow('no such row');
    meter.begin();
    const entry = meter.sink(place, operator(2), true);
    entry.push([0]);
    expect(times()).toEqual({ only: 2 });
  });

  test('columns are handed through where the operator takes them, and only there', () => {
    const { meter, work, operator } = workshop();
    const place = meter.placeOf(['only']);
    meter.begin();
    expect(meter.sink(place, operator(1), true).takeColumns).toBeUndefined();
    const taking: RowSink = {
      push: () => undefined,
      end: () => undefined,
      takeColumns: () => {
        work(6);
        return true;
      },
    };
    const take = must(meter.sink(place, taking, true).takeColumns, 'it is there');
    expect(take({} as never, 0)).toBe(true);
    expect(meter.times[0]?.ms).toBe(6);
  });
});

import { describe, expect, it, test } from 'vitest';
import { aggregateNames } from './aggregates/registry.ts';
import { argumentsOf, functionSummaries } from './function-summaries.ts';
import { findFunction, functionNames } from './functions/registry.ts';

/** How many arguments a signature allows: from, to. */
function counts(list: string): readonly [number, number] {
  const bare = list
    .replaceAll(/\([^)]*\) -> /g, '')
    .replaceAll(' AS ', ', ')
    .replaceAll(' FROM ', ', ');
  const whole = bare.replaceAll(' IN ', ', ');
  const parts = (text: string): number => text.split(',').filter((part) => part.trim() !== '').length;
  let needed = whole;
  for (let last = ''; last !== needed; ) {
    last = needed;
    needed = needed.replaceAll(/\[[^[\]]*\]/g, '');
  }
  const most = whole.includes('…') ? Number.POSITIVE_INFINITY : parts(whole.replaceAll(/[[\]]/g, ''));
  return [parts(needed), most];
}

test.each(functionNames)('%s has a signature with as many arguments as it takes', (name) => {
  const list = argumentsOf(name);
  expect(list).not.toBeNull();
  const fn = findFunction(name);
  expect(counts(list ?? '')).toEqual([fn?.minArgs, name === 'position' ? 2 : fn?.maxArgs]);
});

describe('the list', () => {
  it('has every function and aggregate once for each kind, sorted', () => {
    const scalars = functionSummaries.filter(({ kind }) => kind === 'scalar').map(({ name }) => name);
    const aggregates = functionSummaries.filter(({ kind }) => kind === 'aggregate').map(({ name }) => name);
    expect(new Set(scalars).size).toBe(scalars.length);
    expect(scalars).toEqual(expect.arrayContaining([...functionNames, 'cast', 'int']));
    expect(new Set(aggregates)).toEqual(new Set(aggregateNames));
    const names = functionSummaries.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });

  it('names aliases in their own signatures', () => {
    const signatures = new Map(functionSummaries.map(({ name, signature }) => [name, signature]));
    expect(signatures.get('date_trunc')).toBe('date_trunc(unit, timestamp)');
    expect(signatures.get('dayofmonth')).toBe('dayofmonth(date)');
    expect(signatures.get('mean')).toBe('mean(x)');
    expect(signatures.get('count')).toBe('count(*), count(x[, y …])');
    expect(signatures.get('now')).toBe('now()');
    expect(signatures.get('extract')).toBe('extract(field FROM time)');
  });
});

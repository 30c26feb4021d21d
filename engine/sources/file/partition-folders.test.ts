import { describe, expect, it } from 'vitest';
import { decodeBytes, fileSettings, schemaOf } from '../testing/decode-bytes.ts';
import { isPartitionFolder, partitionValuesOf } from './partition-folders.ts';

const settings = fileSettings({ path: '/data', schema: schemaOf({ a: 'int', year: 'int', country: 'string' }) });

describe('[1.2] partition folders', () => {
  it('are named key=value', () => {
    expect(['year=2016', 'a='].every(isPartitionFolder)).toBe(true);
    expect(['plain', '=x'].some(isPartitionFolder)).toBe(false);
  });

  it.each([
    ['/data/f.json', []],
    ['/data/year=2016/f.json', [{ column: 1, text: '2016' }]],
    [
      '/data/YEAR=2016/country=C%2Fd/x/f.json',
      [
        { column: 1, text: '2016' },
        { column: 2, text: 'C/d' },
      ],
    ],
    ['/data/country=__HIVE_DEFAULT_PARTITION__/f.json', [{ column: 2, text: null }]],
    ['/data/other=1/f.json', []],
    ['/data/year=2016', []],
    ['/elsewhere/year=2016/f.json', []],
  ])('fill declared columns of %s', (path, expected) => {
    expect(partitionValuesOf(path, settings)).toEqual(expected);
  });

  it('fill nothing under a glob or a recursive look-up', () => {
    const path = '/data/year=2016/f.json';
    expect(partitionValuesOf(path, { ...settings, path: '/data/year=*' })).toEqual([]);
    expect(partitionValuesOf(path, { ...settings, options: { recursiveFileLookup: 'true' } })).toEqual([]);
  });

  it('go before what the records say, for good and bad ones', () => {
    const sink = decodeBytes('{"a":1,"year":1}\n{', { schema: settings.schema }, undefined, '/data/year=2016/f.json');
    expect(sink.rows).toEqual([
      [1, 2016, null],
      [null, 2016, null],
    ]);
  });

  it('must fit their columns', () => {
    expect(() => decodeBytes('{}', { schema: settings.schema }, undefined, '/data/year=soon/f.json')).toThrowError(
      expect.objectContaining({
        code: 'SRC-010',
        params: expect.objectContaining({ column: 'year', value: 'soon', type: 'int' }),
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { entriesToRead, readEntry } from './sink-log.ts';

describe('[11.4] log of a file sink', () => {
  it.each<[string[], string[] | null]>([
    [[], []],
    [['0'], ['0']],
    [
      ['2', '0', '1', '.1.crc', '3.tmp'],
      ['0', '1', '2'],
    ],
    [
      ['8', '9.compact', '10', '11'],
      ['9.compact', '10', '11'],
    ],
    [['9.compact', '19.compact', '18'], ['19.compact']],
    [['1'], null],
    [['0', '2'], null],
    [['9.compact', '11'], null],
  ])('of %j reads %j', (names, entries) => {
    expect(entriesToRead(names)).toEqual(entries);
  });

  const line = (changes: object = {}) =>
    JSON.stringify({
      path: 'file:///out/a%20b.json',
      size: 8,
      isDir: false,
      modificationTime: 1000,
      action: 'add',
      ...changes,
    });

  it.each([
    ['v1', []],
    [`v1\n${line()}\n`, [{ path: '/out/a b.json', sizeBytes: 8, modifiedMs: 1000 }]],
    [`v1\n${line({ path: 'file:/out/a' })}`, [{ path: '/out/a', sizeBytes: 8, modifiedMs: 1000 }]],
    [`v1\n${line({ path: '/out/a%20b' })}`, [{ path: '/out/a%20b', sizeBytes: 8, modifiedMs: 1000 }]],
    [`v1\n${line()}\n${line({ action: 'delete' })}`, [{ path: '/out/a b.json', sizeBytes: 8, modifiedMs: 1000 }]],
    ['', null],
    ['v2', null],
    [`v1\n${line().slice(0, 20)}`, null],
    ['v1\n{}', null],
    ['v1\nnull', null],
    [`v1\n${line({ path: 'file:///out/%zz' })}`, null],
    [`v1\n${line({ size: '8' })}`, null],
  ])('entry %j: %j', (text, files) => {
    expect(readEntry(text)).toEqual(files);
  });
});

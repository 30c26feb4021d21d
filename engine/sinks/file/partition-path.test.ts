import { describe, expect, test } from 'vitest';
import { sparkRecordings } from '../../testing/file-sink/spark-recordings.ts';
import { DATE, DOUBLE, decimal, INT, STRING, TIMESTAMP } from '../../types/data-type.ts';
import { fileUri } from './file-uri.ts';
import { escapedName, Partitioning } from './partition-path.ts';

describe('names of folders', () => {
  test.each(Object.entries(sparkRecordings.folders))('%j as Spark 4.2.1 escapes it: %s', (sign, folder) => {
    expect(`p=${escapedName(`${sign}z`, false)}`).toBe(folder);
  });

  test('Windows likes fewer signs', () => {
    expect(escapedName('a b<c>|d', true)).toBe('a%20b%3Cc%3E%7Cd');
  });
});

test('values are written as Spark casts them to strings, on the clock of the session', () => {
  const schema = [
    { name: 'd', type: DOUBLE, nullable: true },
    { name: 'de', type: decimal(20, 8), nullable: true },
    { name: 'n', type: INT, nullable: true },
    { name: 'ts', type: TIMESTAMP, nullable: true },
    { name: 'da', type: DATE, nullable: true },
    { name: 'a=b', type: STRING, nullable: true },
    { name: 'i', type: INT, nullable: true },
  ];
  const names = schema.slice(0, -1).map(({ name }) => name);
  const partitioning = new Partitioning(schema, names, 'Europe/Paris');
  expect(partitioning.fileSchema.map(({ name }) => name)).toEqual(['i']);
  const row = [1e10, 10n, null, 1469498400500000n, 17008, 'é', 1];
  expect(partitioning.groups([row])).toEqual([
    {
      folder: 'd=1.0E10/de=0.00000010/n=__HIVE_DEFAULT_PARTITION__/ts=2016-07-26 04%3A00%3A00.5/da=2016-07-26/a%3Db=é',
      rows: [[1]],
    },
  ]);
});

test.each([
  ['/data/out/part-0', 'file:///data/out/part-0'],
  ['/s p%c=1é/a', 'file:///s%20p%25c=1é/a'],
  ['/a#b?c[d]{e}|^`"<>\\f', 'file:///a%23b%3Fc%5Bd%5D%7Be%7D%7C%5E%60%22%3C%3E%5Cf'],
  ['/漢😀\u00a0\u0085', 'file:///漢😀%C2%A0%C2%85'],
  ['C:\\data\\out', 'file:///C:/data/out'],
])('the path %s is %s in the log', (path, uri) => {
  expect(fileUri(path)).toBe(uri);
});

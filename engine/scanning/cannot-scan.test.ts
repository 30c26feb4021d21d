import { describe, expect, it } from 'vitest';
import type { FileSourceSettings } from '../sources/file/file-source-settings.ts';
import { fileSettings, schemaOf } from '../sources/testing/decode-bytes.ts';
import { cannotScan } from './cannot-scan.ts';
import { scanPlanOf } from './scan-plan.ts';

function reasonOf(changes: Partial<FileSourceSettings>, fromFolders: readonly number[] = []): string | null {
  const plan = scanPlanOf(fileSettings(changes), new Set(), new Set(fromFolders));
  return plan === null ? 'no plan' : cannotScan(plan);
}

const wide = schemaOf(Object.fromEntries(Array.from({ length: 129 }, (_, i) => [`c${i}`, 'int'])));

describe('a reason why files are not scanned', () => {
  it.each<[Partial<FileSourceSettings>, string]>([
    [{ format: 'parquet' }, 'no plan'],
    [{ options: { multiLine: 'true' } }, 'records of more than one line'],
    [{ format: 'csv', options: { multiLine: 'true' } }, 'records of more than one line'],
    [{ format: 'text', options: { wholetext: 'true' } }, 'files that are one record'],
    [{ format: 'csv', options: { encoding: 'ISO-8859-1' } }, 'an encoding other than UTF-8'],
    [{ format: 'text', options: { lineSep: ';' } }, 'a line separator of its own'],
    [{ options: { maxNumLen: '10' } }, 'limits on numbers or nesting'],
    [{ options: { maxNestingDepth: '16' } }, 'limits on numbers or nesting'],
    [{ schema: wide }, 'more than 128 columns'],
    [{ schema: schemaOf({ a: 'array<int>' }) }, 'a column of arrays or structs'],
    [{ schema: schemaOf({ a: 'struct<x: int>' }) }, 'a column of arrays or structs'],
    [{ schema: [{ name: 'a', type: { kind: 'void' }, nullable: true }] }, 'a column of type void'],
    [{ schema: [...schemaOf({ a: 'int' }), ...schemaOf({ a: 'string' })] }, 'two columns of one name'],
    [{ schema: schemaOf({ ['x'.repeat(257)]: 'int' }) }, 'a very long column name'],
    [{ schema: schemaOf({ '\ufffd': 'int' }) }, 'a column name that is no text'],
    [{ schema: schemaOf({ '\ud800': 'int' }) }, 'a column name that is no text'],
    [{ format: 'csv', schema: schemaOf({ _corrupt_record: 'string' }) }, 'records without a column'],
    [
      { format: 'csv', schema: schemaOf({ a: 'int', b: 'int' }), options: { maxColumns: '1' } },
      'more columns than maxColumns',
    ],
    [{ format: 'csv', options: { sep: '→' } }, 'signs beyond ASCII'],
    [{ format: 'csv', options: { quote: '«' } }, 'signs beyond ASCII'],
    [{ format: 'csv', options: { sep: '\\r' } }, 'signs that end a line'],
    [{ format: 'csv', options: { comment: '\n' } }, 'signs that end a line'],
    [{ format: 'csv', options: { sep: '|"' } }, 'a separator with a quote in it'],
    [{ format: 'csv', options: { nullValue: '\ufffd' } }, 'a nullValue or emptyValue that is no text'],
    [{ format: 'csv', options: { emptyValue: '\ud800' } }, 'a nullValue or emptyValue that is no text'],
    [
      { format: 'csv', schema: schemaOf({ a: 'double' }), options: { nanValue: '-1' } },
      'words for numbers that are numbers',
    ],
  ])('%j: %s', (changes, reason) => {
    expect(reasonOf(changes)).toBe(reason);
  });

  it.each<Partial<FileSourceSettings>>([
    {},
    { options: { allowComments: 'true', allowSingleQuotes: 'false', timestampFormat: 'yyyy' }, mode: 'FAILFAST' },
    { schema: schemaOf({ _corrupt_record: 'string', b: 'decimal(38,3)' }) },
    { schema: schemaOf({ a: 'array<int>', b: 'int' }), requiredColumns: new Set([1]) },
    { schema: wide, requiredColumns: new Set([1, 128]) },
    { format: 'csv', options: { header: 'true', sep: '\\t', comment: '#', nullValue: 'NULL', quote: '' } },
    { format: 'csv', schema: schemaOf({ a: 'int' }), options: { nanValue: '-1' } },
    { format: 'csv', schema: [...schemaOf({ a: 'int' }), ...schemaOf({ a: 'string' })] },
    { format: 'text', schema: schemaOf({ value: 'string' }) },
  ])('is not there for %j', (changes) => {
    expect(reasonOf(changes)).toBeNull();
  });

  it('counts no columns that folders fill', () => {
    const schema = schemaOf({ a: 'int', b: 'int' });
    expect(reasonOf({ format: 'csv', schema }, [0])).toBeNull();
    expect(reasonOf({ format: 'csv', schema }, [0, 1])).toBe('records without a column');
  });
});

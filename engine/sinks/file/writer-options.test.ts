import { describe, expect, test } from 'vitest';
import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import { checkWriterOptions, parseWriterOptions } from './writer-options.ts';

type Options = Readonly<Record<string, string>>;

const WRONG: readonly (readonly [FileSinkFormat, Options, code: string | null])[] = [
  ['json', { compression: 'gzip', ignoreNullFields: 'FALSE', lineSep: '|', dateFormat: 'EEEE' }, null],
  ['csv', { header: 'true', sep: '\\t', quote: '', emptyValue: '', nullValue: 'NULL', lineSep: '\r\n' }, null],
  ['csv', { nanValue: 'x', inferSchema: 'whatever', encoding: 'utf-8' }, null],
  ['parquet', { compression: 'ZSTD', mergeSchema: 'true' }, null],
  ['json', { ignoreNullFields: 'maybe' }, 'SRC-102'],
  ['csv', { quoteAll: '1' }, 'SRC-102'],
  ['json', { compression: 'bzip2' }, 'SRC-102'],
  ['parquet', { compression: 'lz4' }, 'SRC-102'],
  ['csv', { quote: 'ab' }, 'SRC-106'],
  ['csv', { escape: 'ab' }, 'SRC-106'],
  ['csv', { sep: '' }, 'SRC-107'],
  ['csv', { delimiter: '\\q' }, 'SRC-107'],
  ['json', { lineSep: '' }, 'SRC-107'],
  ['csv', { lineSep: 'abc' }, 'SRC-108'],
  ['json', { encoding: 'UTF-16LE' }, 'SRC-111'],
  ['json', { timeZone: 'Nowhere/X' }, 'SRC-112'],
  ['json', { timestampFormat: 'bad b' }, 'PLN-903'],
  ['json', { pretty: 'true' }, 'EXE-128'],
  ['json', { path: '/elsewhere' }, 'EXE-128'],
  ['csv', { checkpointLocation: '/elsewhere' }, 'EXE-128'],
];

describe('checks', () => {
  test.each(WRONG)('%s %o: %s', (format, options, code) => {
    const found = checkWriterOptions(format, options);
    expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code]);
    for (const { severity, setting } of found) {
      expect(severity).toBe('error');
      expect(setting).toBe(`options.${Object.keys(options)[0]}`);
    }
  });

  test('[SRC-101] an option that the format has not is a warning with near names', () => {
    expect(checkWriterOptions('csv', { heeder: 'true' })).toEqual([
      {
        code: 'SRC-101',
        params: { option: 'heeder', format: 'csv', near: ['header'] },
        setting: 'options.heeder',
        severity: 'warning',
      },
    ]);
    expect(checkWriterOptions('parquet', { header: 'true' })[0]?.severity).toBe('warning');
  });
});

describe('values', () => {
  test('defaults', () => {
    expect(parseWriterOptions('json', {}, 'Europe/Paris')).toMatchObject({
      compression: 'none',
      timeZone: 'Europe/Paris',
      lineSep: '\n',
      ignoreNullFields: true,
    });
    expect(parseWriterOptions('parquet', {}, 'UTC').compression).toBe('snappy');
    expect(parseWriterOptions('csv', {}, 'UTC').csv).toMatchObject({ separator: ',', quote: '"', header: false });
  });

  test('names without regard to letter case; the name goes before its alias', () => {
    expect(parseWriterOptions('csv', { DELIMITER: ';', HeAdEr: 'TRUE' }, 'UTC').csv).toMatchObject({
      separator: ';',
      header: true,
    });
    expect(parseWriterOptions('csv', { delimiter: ';', sep: '|' }, 'UTC').csv.separator).toBe('|');
  });
});

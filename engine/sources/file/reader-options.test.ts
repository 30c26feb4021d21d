import { describe, expect, it } from 'vitest';
import { optionsOf } from './option-table.ts';
import { checkReaderOptions, parseReaderOptions } from './reader-options.ts';

describe('[1.3] [2.5] reader options', () => {
  it.each<[string, string, object | null]>([
    ['header', 'TRUE', null],
    ['HEADER', 'yes', { code: 'SRC-102', params: { option: 'HEADER', value: 'yes', choices: ['true', 'false'] } }],
    ['mode', 'failfast', null],
    ['mode', 'strict', { code: 'SRC-102', severity: 'warning' }],
    ['cleanSource', 'OFF', null],
    ['cleanSource', 'delete', null],
    ['cleanSource', 'burn', { code: 'SRC-102' }],
    ['unescapedQuoteHandling', 'SKIP_VALUE', { code: 'SRC-111' }],
    ['maxFilesPerTrigger', '0', { code: 'SRC-103', params: { min: 1 } }],
    ['maxFilesPerTrigger', '1.5', { code: 'SRC-103' }],
    ['maxFilesPerTrigger', '', { code: 'SRC-103' }],
    ['maxBytesPerTrigger', '99999999999999999', { code: 'SRC-103' }],
    ['maxCachedFiles', '0', null],
    ['discardCachedInputRatio', '0.5', null],
    ['discardCachedInputRatio', '1.5', { code: 'SRC-104' }],
    ['maxFileAge', '10min', null],
    ['maxFileAge', '10 minutes', { code: 'SRC-105' }],
    ['quote', '', null],
    ['quote', "''", { code: 'SRC-106' }],
    ['sep', '||', null],
    ['delimiter', '\\t', null],
    ['sep', '', { code: 'SRC-107' }],
    ['sep', '\\', { code: 'SRC-107' }],
    ['sep', '\\q', { code: 'SRC-107' }],
    ['lineSep', '', { code: 'SRC-107' }],
    ['lineSep', '\r\n', null],
    ['lineSep', '|#|', { code: 'SRC-108', params: { max: 2 } }],
    ['locale', 'fr-FR', { code: 'SRC-109', severity: 'warning' }],
    ['modifiedAfter', '2016-07-26', { code: 'SRC-110' }],
    ['timeZone', 'Europe/Paris', null],
    ['timeZone', 'Mars/Base', { code: 'SRC-112' }],
    ['encoding', 'utf-8', null],
    ['encoding', 'ISO-8859-1', null],
    ['charset', 'EBCDIC', { code: 'SRC-113' }],
    ['pathGlobFilter', '*.csv', null],
    ['pathGlobFilter', '[', { code: 'SRC-114' }],
    ['timestampFormat', 'yyyy-MM-dd HH:mm', null],
    ['inferSchema', 'true', null],
    ['compression', 'gzip', null],
    [
      'heder',
      'true',
      { code: 'SRC-101', severity: 'warning', params: { option: 'heder', format: 'csv', near: ['header'] } },
    ],
    ['allowComments', 'true', { code: 'SRC-101', severity: 'warning', params: { near: [] } }],
    ['__proto__', 'true', { code: 'SRC-101', severity: 'warning' }],
  ])('csv stream: %s = %j', (name, value, expected) => {
    const options = Object.fromEntries([[name, value]]);
    const findings = checkReaderOptions('csv', options, true);
    if (expected === null) expect(findings).toEqual([]);
    else expect(findings).toMatchObject([{ setting: `options.${name}`, severity: 'error', ...expected }]);
  });

  it('refuses a date pattern that is none', () => {
    expect(checkReaderOptions('json', { timestampFormat: "yyyy-'" }, false)).toMatchObject([
      { setting: 'options.timestampFormat', severity: 'error' },
    ]);
  });

  it('lets batch reading choose files by time', () => {
    expect(checkReaderOptions('text', { modifiedAfter: '2016-07-26T02:00:00' }, false)).toEqual([]);
    expect(checkReaderOptions('text', { modifiedAfter: 'yesterday' }, false)).toMatchObject([{ code: 'SRC-115' }]);
  });

  it('refuses options that exclude each other', () => {
    const both = { MaxFilesPerTrigger: '1', maxBytesPerTrigger: '1' };
    expect(checkReaderOptions('json', both, true)).toMatchObject([
      {
        code: 'SRC-116',
        setting: 'options.maxBytesPerTrigger',
        params: { option: 'maxBytesPerTrigger', other: 'MaxFilesPerTrigger' },
      },
    ]);
  });

  it.each([
    [{ encoding: 'UTF-16' }, ['SRC-117']],
    [{ encoding: 'UTF-16', lineSep: '\n' }, ['SRC-117']],
    [{ encoding: 'UTF-16LE' }, ['SRC-118']],
    [{ charset: 'ISO-8859-1' }, ['SRC-118']],
    [{ encoding: 'UTF-16LE', lineSep: '\n' }, []],
    [{ encoding: 'UTF-16', multiLine: 'true' }, []],
    [{ encoding: 'utf8' }, []],
  ])('json: %j gives %j', (options, codes) => {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    expect(checkReaderOptions('json', given, false).map(({ code }) => code)).toEqual(codes);
  });

  it('takes defaults from Spark and for what cannot be understood', () => {
    expect(parseReaderOptions({ maxFileAge: 'x', header: '', quote: 'ab', sep: '' }, 'UTC')).toEqual(
      parseReaderOptions({}, 'UTC'),
    );
    const { csv, json, discovery } = parseReaderOptions({}, 'UTC');
    expect(csv).toMatchObject({
      separator: ',',
      quote: '"',
      escape: '\\',
      enforceSchema: true,
      header: false,
      maxColumns: 20480,
    });
    expect(json).toMatchObject({ allowSingleQuotes: true, allowNonNumericNumbers: true, allowComments: false });
    expect(discovery).toMatchObject({
      maxFileAgeMs: 604_800_000,
      maxCachedFiles: 10_000,
      discardCachedInputRatio: 0.2,
    });
  });

  it.each([
    ['5ms', 5],
    ['30s', 30_000],
    ['10m', 600_000],
    ['10MIN', 600_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['250', 250],
  ])('reads the age %s', (maxFileAge, expected) => {
    expect(parseReaderOptions({ maxFileAge }, 'UTC').discovery.maxFileAgeMs).toBe(expected);
  });

  it('names each option of a format once', () => {
    for (const format of ['json', 'csv', 'text'] as const) {
      const names = optionsOf(format).flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    }
  });
});

import { isAbsolute } from 'node:path';
import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import { nearNames } from '../../base/near-names.ts';
import { booleanFromText, characterFromText, separatorFromText } from '../../base/option-text.ts';
import { compileDateTimePattern } from '../../types/datetime-pattern.ts';
import type { JsonLeniency } from '../../types/json/json-syntax.ts';
import { isTimeZone } from '../../types/time-zone.ts';
import { parseTimestamp } from '../../types/timestamp-text.ts';
import type { SettingProblem } from '../setting-problem.ts';
import type { FileFormat } from './file-source-settings.ts';
import { encodingNamed } from './formats/encoding.ts';
import { compileGlob } from './glob.ts';
import { type OptionRow, type OptionValue, optionsOf } from './option-table.ts';
import { durationFromText, ratioFromText, wholeFromText } from './option-text.ts';
import type { CleanSource } from './source-cleaner.ts';

/** Reader options as the readers use them. What is not given has Spark's default. */
export interface ReaderOptions {
  readonly discovery: DiscoveryOptions;
  readonly multiLine: boolean;
  readonly wholeText: boolean;
  /** Null: `\n`, `\r\n` and `\r`. */
  readonly lineSep: string | null;
  /** As `encodingNamed` knows it; null for UTF-8. */
  readonly encoding: string | null;
  readonly timeZone: string | null;
  readonly timestampFormat: string | null;
  readonly dateFormat: string | null;
  /** Null where it is not given. */
  readonly enableDateTimeParsingFallback: boolean | null;
  readonly json: JsonLeniency;
  readonly csv: CsvOptions;
}

export interface DiscoveryOptions {
  readonly pathGlobFilter: string | null;
  readonly recursiveFileLookup: boolean;
  readonly ignoreMissingFiles: boolean;
  readonly ignoreCorruptFiles: boolean;
  /** Milliseconds since 1970. */
  readonly modifiedBeforeMs: number | null;
  readonly modifiedAfterMs: number | null;
  readonly maxFilesPerTrigger: number | null;
  readonly maxBytesPerTrigger: number | null;
  readonly latestFirst: boolean;
  readonly maxFileAgeMs: number;
  readonly fileNameOnly: boolean;
  readonly maxCachedFiles: number;
  readonly discardCachedInputRatio: number;
  readonly cleanSource: CleanSource;
}

export interface CsvOptions {
  readonly separator: string;
  /** `''`: no quotes. */
  readonly quote: string;
  readonly escape: string;
  /** Escapes the escape before a closing quote; null: the escape itself, unless it is the quote. */
  readonly escapeEscape: string | null;
  readonly comment: string;
  readonly header: boolean;
  readonly enforceSchema: boolean;
  readonly ignoreLeadingWhiteSpace: boolean;
  readonly ignoreTrailingWhiteSpace: boolean;
  readonly nullValue: string;
  readonly emptyValue: string;
  readonly nanValue: string;
  readonly positiveInf: string;
  readonly negativeInf: string;
  readonly maxColumns: number;
  /** -1: no limit. */
  readonly maxCharsPerColumn: number;
}

const SEVEN_DAYS_MS = 7 * 86_400_000;

/**
 * Everything that is wrong with the reader options of a source, for design time. Spark passes over an option that it does
 * not know, so that is a warning; a text that the option cannot take and options that exclude each other are errors.
 */
export function checkReaderOptions(
  format: FileFormat,
  options: Readonly<Record<string, string>>,
  streaming: boolean,
): readonly SettingProblem[] {
  const rows = optionsOf(format);
  const findings = Object.entries(options).flatMap(([name, text]) => {
    const row = rows.find((candidate) => namesOf(candidate).some((known) => sameName(known, name)));
    const found = row === undefined ? unknownOption(name, rows, format) : checkOption(name, text, row, streaming);
    return found === null ? [] : [{ ...found, setting: `options.${name}` }];
  });
  return [...findings, ...checkTogether(format, options)];
}

/** The options as readers use them; texts that `checkReaderOptions` finds wrong count as not given. */
export function parseReaderOptions(options: Readonly<Record<string, string>>, timeZone: string): ReaderOptions {
  const texts = new Map(Object.entries(options).map(([name, text]) => [name.toLowerCase(), text]));
  const text = (...names: string[]) =>
    names.map((name) => texts.get(name.toLowerCase())).find((found) => found !== undefined);
  function read<T>(name: string, parse: (text: string) => T | null, otherwise: T): T {
    const found = text(name);
    return (found === undefined ? null : parse(found)) ?? otherwise;
  }
  const flag = (name: string, otherwise = false) => read(name, booleanFromText, otherwise);
  const whole = (name: string, min: number, otherwise: number) =>
    read(name, (found) => wholeFromText(found, min), otherwise);
  const limit = (name: string) => read<number | null>(name, (found) => wholeFromText(found, 1), null);
  const character = (name: string, otherwise: string) => read(name, characterFromText, otherwise);
  const zone = text('timeZone') ?? timeZone;
  const instant = (name: string) => read<number | null>(name, (found) => instantMs(found, zone), null);
  return {
    discovery: {
      pathGlobFilter: text('pathGlobFilter') ?? null,
      recursiveFileLookup: flag('recursiveFileLookup'),
      ignoreMissingFiles: flag('ignoreMissingFiles'),
      ignoreCorruptFiles: flag('ignoreCorruptFiles'),
      modifiedBeforeMs: instant('modifiedBefore'),
      modifiedAfterMs: instant('modifiedAfter'),
      maxFilesPerTrigger: limit('maxFilesPerTrigger'),
      maxBytesPerTrigger: limit('maxBytesPerTrigger'),
      latestFirst: flag('latestFirst'),
      maxFileAgeMs: read('maxFileAge', durationFromText, SEVEN_DAYS_MS),
      fileNameOnly: flag('fileNameOnly'),
      maxCachedFiles: whole('maxCachedFiles', 0, 10_000),
      discardCachedInputRatio: read('discardCachedInputRatio', ratioFromText, 0.2),
      cleanSource: cleanSourceFrom(text('cleanSource'), text('sourceArchiveDir')),
    },
    multiLine: flag('multiLine'),
    wholeText: flag('wholetext'),
    lineSep: text('lineSep') || null,
    encoding: read<string | null>('encoding', encodingNamed, read<string | null>('charset', encodingNamed, null)),
    timeZone: text('timeZone') ?? null,
    timestampFormat: text('timestampFormat') ?? null,
    dateFormat: text('dateFormat') ?? null,
    enableDateTimeParsingFallback: read<boolean | null>('enableDateTimeParsingFallback', booleanFromText, null),
    json: {
      allowComments: flag('allowComments'),
      allowUnquotedFieldNames: flag('allowUnquotedFieldNames'),
      allowSingleQuotes: flag('allowSingleQuotes', true),
      allowNumericLeadingZeros: flag('allowNumericLeadingZeros'),
      allowNonNumericNumbers: flag('allowNonNumericNumbers', true),
      allowBackslashEscapingAnyCharacter: flag('allowBackslashEscapingAnyCharacter'),
      allowUnquotedControlChars: flag('allowUnquotedControlChars'),
      maxNestingDepth: whole('maxNestingDepth', 1, 1000),
      maxNumLen: whole('maxNumLen', 1, 1000),
    },
    csv: {
      separator: separatorFromText(text('sep', 'delimiter') ?? ',') ?? ',',
      quote: character('quote', '"'),
      escape: character('escape', '\\'),
      escapeEscape: read<string | null>('charToEscapeQuoteEscaping', characterFromText, null) || null,
      comment: character('comment', ''),
      header: flag('header'),
      enforceSchema: flag('enforceSchema', true),
      ignoreLeadingWhiteSpace: flag('ignoreLeadingWhiteSpace'),
      ignoreTrailingWhiteSpace: flag('ignoreTrailingWhiteSpace'),
      nullValue: text('nullValue') ?? '',
      emptyValue: text('emptyValue') ?? '',
      nanValue: text('nanValue') ?? 'NaN',
      positiveInf: text('positiveInf') ?? 'Inf',
      negativeInf: text('negativeInf') ?? '-Inf',
      maxColumns: whole('maxColumns', 1, 20_480),
      maxCharsPerColumn: whole('maxCharsPerColumn', -1, -1),
    },
  };
}

/** Archiving without a folder counts as off; `checkReaderOptions` calls it an error. */
function cleanSourceFrom(mode: string | undefined, folder: string | undefined): CleanSource {
  const wanted = mode?.trim().toLowerCase();
  if (wanted === 'archive' && folder !== undefined && isAbsolute(folder)) return { mode: 'archive', folder };
  return { mode: wanted === 'delete' ? 'delete' : 'off' };
}

type Finding = Omit<SettingProblem, 'setting'>;

function namesOf(row: OptionRow): string[] {
  return row.alias === undefined ? [row.name] : [row.name, row.alias];
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function unknownOption(name: string, rows: readonly OptionRow[], format: FileFormat): Finding {
  const near = nearNames(name, rows.flatMap(namesOf));
  return { code: 'SRC-101', params: { option: name, format, near }, severity: 'warning' };
}

function checkOption(option: string, text: string, row: OptionRow, streaming: boolean): Finding | null {
  if (row.role === 'idle') return null;
  if (row.role === 'refused') return { code: 'SRC-109', params: { option, value: text }, severity: 'warning' };
  if (row.isBatchOnly && streaming) return { code: 'SRC-110', params: { option }, severity: 'error' };
  const found = checkValue(option, text, row.value);
  return found === null ? null : { ...found, severity: row.isForgiving ? 'warning' : 'error' };
}

function checkValue(option: string, value: string, rule: OptionValue): Omit<Finding, 'severity'> | null {
  const bad = (code: ErrorCode, params: ErrorParams = {}) => ({ code, params: { option, value, ...params } });
  switch (rule.kind) {
    case 'boolean':
      return booleanFromText(value) === null ? bad('SRC-102', { choices: ['true', 'false'] }) : null;
    case 'choice': {
      const chosen = rule.choices.find((choice) => sameName(choice, value.trim()));
      if (chosen === undefined) return bad('SRC-102', { choices: rule.offered });
      return rule.offered.includes(chosen) ? null : bad('SRC-111', { offered: rule.offered });
    }
    case 'whole':
      return wholeFromText(value, rule.min) === null ? bad('SRC-103', { min: rule.min }) : null;
    case 'ratio':
      return ratioFromText(value) === null ? bad('SRC-104') : null;
    case 'duration':
      return durationFromText(value) === null ? bad('SRC-105') : null;
    case 'character':
      return characterFromText(value) === null ? bad('SRC-106') : null;
    case 'separator':
      return separatorFromText(value) === null ? bad('SRC-107') : null;
    case 'line-separator':
      if (value === '') return bad('SRC-107');
      return rule.charactersMax !== null && value.length > rule.charactersMax
        ? bad('SRC-108', { max: rule.charactersMax })
        : null;
    case 'pattern': {
      const compiled = compileDateTimePattern(value, 'parse');
      return compiled.ok ? null : { code: compiled.error.code, params: compiled.error.params };
    }
    case 'zone':
      return isTimeZone(value) ? null : bad('SRC-112');
    case 'encoding':
      return encodingNamed(value) === null && !isUtf8(value) ? bad('SRC-113') : null;
    case 'glob':
      return compileGlob(value) === null ? bad('SRC-114') : null;
    case 'instant':
      return instantMs(value, 'UTC') === null ? bad('SRC-115') : null;
    case 'text':
      return null;
  }
}

/** Rules that hold between options. */
function checkTogether(format: FileFormat, options: Readonly<Record<string, string>>): SettingProblem[] {
  const given = (name: string) => Object.keys(options).find((key) => sameName(key, name));
  const findings: SettingProblem[] = [];
  const [files, bytes] = [given('maxFilesPerTrigger'), given('maxBytesPerTrigger')];
  if (files !== undefined && bytes !== undefined) {
    findings.push({
      code: 'SRC-116',
      params: { option: bytes, other: files },
      setting: `options.${bytes}`,
      severity: 'error',
    });
  }
  const cleanKey = given('cleanSource');
  const archiveKey = given('sourceArchiveDir');
  const archives = cleanKey !== undefined && sameName(options[cleanKey]?.trim() ?? '', 'archive');
  if (archives && (archiveKey === undefined || !isAbsolute(options[archiveKey] ?? ''))) {
    findings.push({
      code: 'SRC-151',
      params: { option: archiveKey ?? 'sourceArchiveDir' },
      setting: `options.${archiveKey ?? cleanKey}`,
      severity: 'error',
    });
  }
  const encodingKey = given('encoding') ?? given('charset');
  const encoding = encodingKey === undefined ? null : encodingNamed(options[encodingKey] ?? '');
  const { multiLine, lineSep } = parseReaderOptions(options, 'UTC');
  if (format === 'json' && encodingKey !== undefined && encoding !== null && !multiLine) {
    const value = options[encodingKey] ?? '';
    const hasMark = /^utf-?(16|32)$/i.test(value);
    if (hasMark || lineSep === null) {
      findings.push({
        code: hasMark ? 'SRC-117' : 'SRC-118',
        params: { option: encodingKey, value },
        setting: `options.${encodingKey}`,
        severity: 'error',
      });
    }
  }
  return findings;
}

function isUtf8(name: string): boolean {
  return /^utf-?8$/i.test(name.trim());
}

function instantMs(text: string, zone: string): number | null {
  if (!isTimeZone(zone)) return null;
  const micros = parseTimestamp(text, zone);
  return micros === null ? null : Number(micros / 1000n);
}

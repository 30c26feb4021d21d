import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { Severity } from '../../base/errors/diagnostic.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import { nearNames } from '../../base/near-names.ts';
import { booleanFromText, characterFromText, separatorFromText } from '../../base/option-text.ts';
import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import { compileDateTimePattern } from '../../types/datetime-pattern.ts';
import { isTimeZone } from '../../types/time-zone.ts';
import { type WriterOptionRow, type WriterOptionValue, writerOptionsOf } from './writer-option-table.ts';

/** Writer options as the writers use them. What is not given has Spark's default. */
export interface WriterOptions {
  readonly compression: Compression;
  readonly timeZone: string;
  /** Null: Spark's default pattern. */
  readonly timestampFormat: string | null;
  readonly dateFormat: string | null;
  readonly lineSep: string;
  readonly ignoreNullFields: boolean;
  /** Everything beyond ASCII as an escape, in JSON. */
  readonly asciiOnly: boolean;
  readonly csv: CsvWriterOptions;
}

export interface CsvWriterOptions {
  readonly separator: string;
  /** One character. */
  readonly quote: string;
  /** One character. */
  readonly escape: string;
  /** Escapes the escape within quotes; null: the escape itself, unless it is the quote. */
  readonly escapeEscape: string | null;
  /** `''`: none is set. */
  readonly comment: string;
  readonly header: boolean;
  readonly quoteAll: boolean;
  /** Whether a quote within a cell makes it a quoted one. */
  readonly escapeQuotes: boolean;
  readonly nullValue: string;
  readonly emptyValue: string;
  readonly ignoreLeadingWhiteSpace: boolean;
  readonly ignoreTrailingWhiteSpace: boolean;
}

export type Compression = 'none' | 'gzip' | 'snappy' | 'zstd' | 'lz4_raw';

/** Something about the options that their author should know; a diagnostic without its node. */
export interface WriterOptionProblem {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** `options.header`. */
  readonly setting: string;
  readonly severity: Severity;
}

/**
 * Everything that is wrong with the writer options of a file sink, for design time. As with reader options an option that
 * Spark would pass over is a warning; a text that the option cannot take is an error.
 */
export function checkWriterOptions(
  format: FileSinkFormat,
  options: Readonly<Record<string, string>>,
): readonly WriterOptionProblem[] {
  const rows = writerOptionsOf(format);
  return Object.entries(options).flatMap(([name, text]): WriterOptionProblem[] => {
    const setting = `options.${name}`;
    const row = rows.find((candidate) => namesOf(candidate).some((known) => sameName(known, name)));
    if (row === undefined) {
      const near = nearNames(name, rows.flatMap(namesOf));
      return [{ code: 'SRC-101', params: { option: name, format, near }, setting, severity: 'warning' }];
    }
    if (row.role === 'idle') return [];
    if (row.role === 'refused') return [{ code: 'EXE-128', params: { option: name }, setting, severity: 'error' }];
    const found = checkValue(name, text, row.value);
    return found === null ? [] : [{ ...found, setting, severity: 'error' }];
  });
}

/** The options as writers use them; texts that `checkWriterOptions` finds wrong count as not given. */
export function parseWriterOptions(
  format: FileSinkFormat,
  options: Readonly<Record<string, string>>,
  timeZone: string,
): WriterOptions {
  const texts = new Map(Object.entries(options).map(([name, text]) => [name.toLowerCase(), text]));
  const text = (name: string) => texts.get(name.toLowerCase());
  const flag = (name: string, otherwise: boolean) => booleanFromText(text(name) ?? '') ?? otherwise;
  const character = (name: string, otherwise: string) => characterFromText(text(name) ?? otherwise) ?? otherwise;
  const zone = text('timeZone') ?? timeZone;
  return {
    compression: compressionNamed(format, text('compression') ?? text('codec')) ?? DEFAULT_COMPRESSION[format],
    timeZone: isTimeZone(zone) ? zone : timeZone,
    timestampFormat: text('timestampFormat') ?? null,
    dateFormat: text('dateFormat') ?? null,
    lineSep: text('lineSep') || '\n',
    ignoreNullFields: flag('ignoreNullFields', true),
    asciiOnly: flag('writeNonAsciiCharacterAsCodePoint', false),
    csv: {
      separator: separatorFromText(text('sep') ?? text('delimiter') ?? ',') ?? ',',
      // Spark has no way to switch quotes off in writing: no quote is the sign of code zero.
      quote: character('quote', '"') || '\0',
      escape: character('escape', '\\') || '\0',
      escapeEscape: character('charToEscapeQuoteEscaping', '') || null,
      comment: character('comment', ''),
      header: flag('header', false),
      quoteAll: flag('quoteAll', false),
      escapeQuotes: flag('escapeQuotes', true),
      nullValue: text('nullValue') ?? '',
      emptyValue: text('emptyValue') ?? '""',
      ignoreLeadingWhiteSpace: flag('ignoreLeadingWhiteSpace', true),
      ignoreTrailingWhiteSpace: flag('ignoreTrailingWhiteSpace', true),
    },
  };
}

const DEFAULT_COMPRESSION: Readonly<Record<FileSinkFormat, Compression>> = {
  json: 'none',
  csv: 'none',
  parquet: 'snappy',
};

const COMPRESSIONS: Readonly<Record<FileSinkFormat, readonly Compression[]>> = {
  json: ['none', 'gzip'],
  csv: ['none', 'gzip'],
  parquet: ['none', 'snappy', 'gzip', 'zstd', 'lz4_raw'],
};

/** Null for one that is not offered. */
function compressionNamed(format: FileSinkFormat, name: string | undefined): Compression | null {
  const wanted = name?.toLowerCase() === 'uncompressed' ? 'none' : name?.toLowerCase();
  return COMPRESSIONS[format].find((known) => known === wanted) ?? null;
}

type Finding = Pick<WriterOptionProblem, 'code' | 'params'>;

function checkValue(option: string, value: string, rule: WriterOptionValue): Finding | null {
  const bad = (code: ErrorCode, params: ErrorParams = {}) => ({ code, params: { option, value, ...params } });
  switch (rule.kind) {
    case 'boolean':
      return booleanFromText(value) === null ? bad('SRC-102', { choices: ['true', 'false'] }) : null;
    case 'compression': {
      const { format } = rule;
      return compressionNamed(format, value) === null ? bad('SRC-102', { choices: COMPRESSIONS[format] }) : null;
    }
    case 'character':
      return characterFromText(value) === null ? bad('SRC-106') : null;
    case 'separator':
      return separatorFromText(value) === null ? bad('SRC-107') : null;
    case 'line-separator':
      if (value === '') return bad('SRC-107');
      return value.length > rule.charactersMax ? bad('SRC-108', { max: rule.charactersMax }) : null;
    case 'pattern': {
      const compiled = compileDateTimePattern(value);
      return compiled.ok ? null : { code: compiled.error.code, params: compiled.error.params };
    }
    case 'zone':
      return isTimeZone(value) ? null : bad('SRC-112');
    case 'encoding':
      return /^utf-?8$/i.test(value.trim()) ? null : bad('SRC-111', { offered: ['UTF-8'] });
    case 'text':
      return null;
  }
}

function namesOf(row: WriterOptionRow): string[] {
  return row.alias === undefined ? [row.name] : [row.name, row.alias];
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

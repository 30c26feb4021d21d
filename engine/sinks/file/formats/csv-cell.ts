import type { CsvWriterOptions } from '../writer-options.ts';

/** Takes `#` for the sign of a comment where none is set, as Spark's writer does. */
const DEFAULT_COMMENT = '#';

/**
 * A function that writes a cell of a CSV record as Spark does: trimmed, in quotes where it would not be read back without
 * them, with quotes and escapes in it escaped. Null gives `nullValue`, an empty text `emptyValue`. The column counts from 0.
 */
export function csvCell(options: CsvWriterOptions, lineSep: string): (text: string | null, column: number) => string {
  const { quote, nullValue, emptyValue, quoteAll } = options;
  const escapeSign = options.escape;
  const escapeEscape = options.escapeEscape ?? (escapeSign === quote ? '' : escapeSign);
  const comment = options.comment === '' ? DEFAULT_COMMENT : options.comment;
  // A separator of two signs stands for every line feed within a cell, too.
  const lineFeed = lineSep.length === 2 ? lineSep : '\n';

  const inQuotes = (text: string) => {
    let inside = '';
    for (const sign of text) {
      if (sign === quote) inside += escapeSign + sign;
      else if (sign === escapeSign) inside += escapeEscape + sign;
      else inside += sign === '\n' ? lineFeed : sign;
    }
    return quote + inside + quote;
  };
  const mustBeQuoted = (text: string) =>
    quoteAll ||
    text.includes(options.separator) ||
    text.includes('\n') ||
    text.includes('\r') ||
    (lineSep.length === 1 && text.includes(lineSep)) ||
    (options.escapeQuotes && text.includes(quote));
  const looksLikeComment = (text: string, column: number) => column === 0 && text.startsWith(comment);

  /** The texts that stand for null and for nothing: what is in quotes already stays as it is. */
  const stated = (text: string, column: number) => {
    if (text.length >= 2 && text.startsWith(quote) && text.endsWith(quote)) return text;
    return mustBeQuoted(text) || looksLikeComment(text, column) ? inQuotes(text) : text;
  };

  const start = (text: string) => (options.ignoreLeadingWhiteSpace ? firstVisible(text) : 0);
  const end = (text: string, from: number) =>
    options.ignoreTrailingWhiteSpace ? lastVisible(text, from) : text.length;

  return (text, column) => {
    const shown = text ?? nullValue;
    const from = start(shown);
    const trimmed = shown.slice(from, end(shown, from));
    if (trimmed === '') return text === null ? stated('', column) : stated(emptyValue, column);
    // Space that is cut off behind still counts, space before does not.
    const isQuoted = mustBeQuoted(shown.slice(from)) || trimmed.startsWith(quote) || looksLikeComment(shown, column);
    return isQuoted ? inQuotes(trimmed) : trimmed;
  };
}

/** Everything up to the space counts as space, control characters included. */
function firstVisible(text: string): number {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function lastVisible(text: string, start: number): number {
  let at = text.length;
  while (at > start && text.charCodeAt(at - 1) <= 0x20) at--;
  return at;
}

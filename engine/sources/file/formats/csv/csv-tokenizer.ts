import type { CsvOptions } from '../../reader-options.ts';
import { LineJoiner } from './line-joiner.ts';

/**
 * Cuts one CSV record into tokens, line by line (semantics 2.5). What an unescaped quote means follows Spark's parser in
 * its `STOP_AT_DELIMITER` manner: the token is then everything from its opening quote to the next separator, quotes and all.
 *
 * A token is null for an unquoted empty one, the `emptyValue` for a quoted empty one.
 */
export class CsvTokenizer {
  readonly #options: CsvOptions;
  readonly #escapeEscape: string;
  /** Ends a run of plain characters inside quotes. */
  readonly #special: RegExp;
  readonly #spansLines: boolean;
  /** Inside a quoted token: its lines before this one. */
  readonly #linesBefore = new LineJoiner();
  /** Inside a quoted token: what it holds of this line, and the sign before the next one where that matters. */
  #value = '';
  #previous = '';
  #isOpen = false;
  tokens: (string | null)[] = [];
  /** The record has more tokens than `maxColumns`; the rest of it was not read. */
  isTooWide = false;

  /** @param spansLines whether a quoted token may hold line ends */
  constructor(options: CsvOptions, spansLines: boolean) {
    this.#options = options;
    this.#spansLines = spansLines;
    this.#escapeEscape = options.escapeEscape ?? (options.escape === options.quote ? '' : options.escape);
    const specials = [options.quote, options.escape, this.#escapeEscape].filter((sign) => sign !== '');
    this.#special = new RegExp(
      `[${[...new Set(specials)].map((sign) => sign.replace(/[\\\]^-]/, '\\$&')).join('')}]`,
      'g',
    );
  }

  /** Whether a record is under way. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Takes the next line of the record. True when `tokens` is complete; false when a quoted token goes on in the next line. */
  feed(line: string): boolean {
    let at = 0;
    if (this.#isOpen) {
      at = this.#quoted(line, 0);
      if (at === -1) return false;
    } else {
      this.tokens = [];
      this.isTooWide = false;
      at = this.#field(line, 0);
      if (at === -1) return false;
    }
    while (at < line.length && !this.isTooWide) {
      at = this.#field(line, at + this.#options.separator.length);
      if (at === -1) return false;
    }
    return true;
  }

  /**
   * The file ended inside a quoted token: what there is of it is the last token.
   *
   * @param hasLineEnd whether its last line had a line end, which then belongs to the token
   */
  finish(hasLineEnd: boolean): void {
    this.#isOpen = false;
    this.#push(this.#linesBefore.join() + (hasLineEnd ? '\n' : ''));
    this.#linesBefore.clear();
  }

  /** Reads the token at `from`. Returns where it ends (at a separator or the line's end), or -1 when it goes on. */
  #field(line: string, from: number): number {
    const { separator, quote, ignoreLeadingWhiteSpace } = this.#options;
    let at = from;
    if (ignoreLeadingWhiteSpace) while (at < line.length && isSpace(line, at) && !this.#separatesAt(line, at)) at++;
    if (quote !== '' && line.startsWith(quote, at)) {
      this.#value = '';
      this.#previous = '';
      return this.#quoted(line, at + 1);
    }
    const end = this.#nextSeparator(line, at, separator);
    const token = this.#trimmed(line.slice(at, end));
    this.#push(token === '' ? null : token);
    return end;
  }

  /** Goes on inside a quoted token. Returns where it ends, or -1 when it goes on in the next line. */
  #quoted(line: string, from: number): number {
    const { quote, escape: escapeSign } = this.#options;
    let previous = this.#previous;
    let at = from;
    for (;;) {
      if (at >= line.length) return this.#lineEndInQuotes(line, previous);
      const sign = line[at] as string;
      if (previous === quote) {
        if (this.#separatesAt(line, at)) return this.#close(at);
        if (isSpace(line, at)) return this.#spaceAfterQuote(line, at);
        // A doubled quote goes on, as part of the token.
        if (sign !== quote) return this.#unescapedQuote(line, at, '');
      }
      if (this.#isPendingEscapeEscape(previous) && sign !== escapeSign) this.#value += previous;
      if (sign !== quote && sign !== escapeSign) {
        if (previous === escapeSign && escapeSign !== '') this.#value += escapeSign;
        const end = this.#nextSpecial(line, at);
        this.#value += line.slice(at, end);
        previous = line[end] ?? '';
        at = end + 1;
        continue;
      }
      previous = this.#quoteOrEscape(sign, previous);
      at++;
    }
  }

  /** An escape of the escape that was read but escapes nothing, so that it stands for itself. */
  #isPendingEscapeEscape(previous: string): boolean {
    return previous !== '' && previous === this.#escapeEscape && previous !== this.#options.escape;
  }

  /** A quote or an escape inside quotes. Returns what counts as the sign before the next one. */
  #quoteOrEscape(sign: string, previous: string): string {
    const { quote, escape: escapeSign } = this.#options;
    if (sign === escapeSign && previous !== '' && previous === this.#escapeEscape) {
      this.#value += escapeSign;
      return '';
    }
    if (escapeSign !== '' && previous === escapeSign) {
      if (sign === quote) {
        this.#value += quote;
        return '';
      }
      this.#value += previous;
    } else if (sign === quote && previous === quote) {
      this.#value += quote;
    }
    return sign;
  }

  #lineEndInQuotes(line: string, previous: string): number {
    const { quote, escape: escapeSign } = this.#options;
    if (previous === quote) return this.#close(line.length);
    if ((previous === escapeSign && escapeSign !== '') || this.#isPendingEscapeEscape(previous))
      this.#value += previous;
    if (!this.#spansLines) {
      this.#push(this.#takeValue());
      this.#isOpen = false;
      return line.length;
    }
    this.#linesBefore.push(this.#value);
    this.#value = '';
    this.#previous = '';
    this.#isOpen = true;
    return -1;
  }

  #spaceAfterQuote(line: string, from: number): number {
    let at = from;
    while (at < line.length && isSpace(line, at) && !this.#separatesAt(line, at)) at++;
    if (at >= line.length || this.#separatesAt(line, at)) return this.#close(at);
    return this.#unescapedQuote(line, at, line.slice(from, at));
  }

  #unescapedQuote(line: string, at: number, spaceBefore: string): number {
    const { quote, separator } = this.#options;
    const end = this.#nextSeparator(line, at, separator);
    this.#isOpen = false;
    this.#push(quote + this.#takeValue() + quote + spaceBefore + this.#trimmed(line.slice(at, end)));
    return end;
  }

  #close(at: number): number {
    this.#isOpen = false;
    this.#push(this.#takeValue() || this.#options.emptyValue);
    return at;
  }

  #takeValue(): string {
    if (this.#linesBefore.isEmpty) return this.#value;
    this.#linesBefore.push(this.#value);
    const value = this.#linesBefore.join();
    this.#linesBefore.clear();
    return value;
  }

  #push(token: string | null): void {
    if (this.tokens.length >= this.#options.maxColumns) this.isTooWide = true;
    else this.tokens.push(token);
  }

  #trimmed(token: string): string {
    if (!this.#options.ignoreTrailingWhiteSpace) return token;
    let end = token.length;
    while (end > 0 && isSpace(token, end - 1)) end--;
    return token.slice(0, end);
  }

  #separatesAt(line: string, at: number): boolean {
    return line.startsWith(this.#options.separator, at);
  }

  #nextSeparator(line: string, from: number, separator: string): number {
    const found = line.indexOf(separator, from);
    return found === -1 ? line.length : found;
  }

  #nextSpecial(line: string, from: number): number {
    this.#special.lastIndex = from;
    return this.#special.exec(line)?.index ?? line.length;
  }
}

function isSpace(text: string, at: number): boolean {
  return text.charCodeAt(at) <= 0x20;
}

import { codePointOffsets } from '../../base/code-points.ts';
import type { Span } from '../../base/errors/diagnostic.ts';
import { tokenizeSql } from '../../expression/polyglot.ts';
import { type Fields, readOffsets } from './syntax-node.ts';

/** The text of a query and the places in it, always in UTF-16 units. */
export class QueryText {
  readonly text: string;
  readonly #toUnits: (codePoints: number) => number;
  #tokens: readonly Span[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.#toUnits = codePointOffsets(text);
  }

  /** Where a node of the tree stands, as far as the parser kept it. */
  spanOf(fields: Fields): Span | undefined {
    const offsets = readOffsets(fields);
    return offsets === null ? undefined : this.spanAt(offsets.start, offsets.end);
  }

  /** A place that the parser counts in code points. */
  spanAt(start: number, end: number): Span {
    return { start: this.#toUnits(start), end: this.#toUnits(end) };
  }

  /** Where a function is first called by `name`. */
  spanOfCall(name: string): Span | undefined {
    const wanted = name.toLowerCase();
    const tokens = this.#allTokens();
    return tokens.find((token, index) => {
      if (this.slice(token).toLowerCase() !== wanted) return false;
      const next = tokens[index + 1];
      return next !== undefined && this.slice(next) === '(';
    });
  }

  /** The first word, or an empty text. */
  firstWord(): string {
    const first = this.#allTokens()[0];
    return first === undefined ? '' : this.slice(first);
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** Line and column of a place, counted from 1. */
  lineAndColumn(unit: number): { readonly line: number; readonly column: number } {
    const before = this.text.slice(0, unit).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }

  #allTokens(): readonly Span[] {
    if (this.#tokens === undefined) {
      const found = tokenizeSql(this.text);
      this.#tokens = found.ok ? found.value : [];
    }
    return this.#tokens;
  }
}

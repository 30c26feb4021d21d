import type { Span } from '../base/errors/diagnostic.ts';
import type { Token } from './expression-tokens.ts';

/** A place among tokens, with a look at its surroundings. `ahead` counts tokens from here, negative ones back. */
export class TokenCursor {
  at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead: number): Token | undefined {
    return this.#tokens[this.at + ahead];
  }

  /** `word` in lower case. */
  isWord(ahead: number, word: string): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'word' && token.raw.toLowerCase() === word;
  }

  isSymbol(ahead: number, symbol: string): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'symbol' && token.raw === symbol;
  }

  /** Right after `is` or `is not`. */
  isAfterIs(): boolean {
    return this.isWord(-1, 'is') || (this.isWord(-1, 'not') && this.isWord(-2, 'is'));
  }

  /** The place of the next `count` tokens, as far as there are some. */
  span(count: number): Span {
    const last = this.#tokens.at(-1);
    const end = (this.peek(Math.max(0, count - 1)) ?? last)?.end ?? 0;
    return { start: this.peek(0)?.start ?? end, end };
  }

  token(index: number): Token | undefined {
    return this.#tokens[index];
  }

  isLast(token: Token): boolean {
    return this.#tokens.at(-1) === token;
  }
}

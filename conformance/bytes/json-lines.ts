import type { Dice } from './dice.ts';
import { oddValue, plainValue, type TrialField, word } from './random-values.ts';

/** How all lines of a file are written, so that a scanner can learn it. */
interface Style {
  readonly afterColon: string;
  readonly afterComma: string;
  readonly inBraces: string;
  readonly isShuffled: boolean;
  /** Shares of fields that are left out, odd, and more than the schema has. */
  readonly missing: number;
  readonly odd: number;
  readonly extra: number;
  readonly escapes: number;
}

/** Writes records of a schema as JSON, a line each, without line ends. */
export class JsonLines {
  readonly #dice: Dice;
  readonly #fields: readonly TrialField[];
  #style: Style;

  constructor(dice: Dice, fields: readonly TrialField[]) {
    this.#dice = dice;
    this.#fields = fields;
    this.#style = this.#drawStyle();
  }

  /** Goes on in another style, as behind a change of whatever writes the files. */
  restyle(): void {
    this.#style = this.#drawStyle();
  }

  line(): string {
    const dice = this.#dice;
    const { afterColon, afterComma, inBraces, isShuffled, missing, odd, extra } = this.#style;
    const fields = this.#fields.filter(() => !dice.chance(missing));
    const ordered = isShuffled && dice.chance(0.5) ? dice.some(fields, fields.length) : fields;
    const texts = ordered.map(({ name, type }) => {
      const value = dice.chance(odd) ? oddValue(dice) : plainValue(dice, type);
      return `${this.#quoted(name)}:${afterColon}${this.#value(value)}`;
    });
    if (dice.chance(extra)) {
      texts.splice(
        dice.below(texts.length + 1),
        0,
        `${this.#quoted(this.#otherName())}:${afterColon}${this.#nested(0)}`,
      );
    }
    return `{${inBraces}${texts.join(`,${afterComma}`)}${inBraces}}`;
  }

  #drawStyle(): Style {
    const dice = this.#dice;
    const space = dice.pick(['', '', '', ' ', ' ', '  ', '\t']);
    return {
      afterColon: space,
      afterComma: dice.chance(0.8) ? space : '',
      inBraces: dice.chance(0.1) ? ' ' : '',
      isShuffled: dice.chance(0.3),
      missing: dice.pick([0, 0, 0.02, 0.3]),
      odd: dice.pick([0, 0.02, 0.1]),
      extra: dice.pick([0, 0, 0.05, 1]),
      escapes: dice.pick([0, 0, 0.05, 0.5]),
    };
  }

  #value(value: ReturnType<typeof plainValue>): string {
    if (value === null) return 'null';
    return value.isText ? this.#quoted(value.text) : value.text;
  }

  /** In quotes, with escapes where JSON asks for them and now and then where it does not. */
  #quoted(text: string): string {
    if (!this.#dice.chance(this.#style.escapes)) return JSON.stringify(text);
    const escaped = Array.from(
      JSON.stringify(text)
        .slice(1, -1)
        .split(/(?<!\\)(?=[^\\])/),
      (part) => {
        if (part.length !== 1 || part === '\\' || !this.#dice.chance(0.3)) return part;
        if (part === '/') return '\\/';
        return `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`;
      },
    );
    return `"${escaped.join('')}"`;
  }

  /** A name that the schema may have in another spelling. */
  #otherName(): string {
    const dice = this.#dice;
    const known = dice.pick(this.#fields).name;
    return dice.pick(['other', `${known}x`, known.slice(0, -1), known.toUpperCase(), known, '', 'nested', word(dice)]);
  }

  #nested(depth: number): string {
    const dice = this.#dice;
    const kind = dice.below(depth > 3 ? 2 : 4);
    if (kind === 0) return this.#quoted(word(dice));
    if (kind === 1) return dice.pick(['1', 'null', 'true', '-2.5e3', '"}"', '"\\""', '{}', '[]', '"]"']);
    const parts = Array.from({ length: dice.below(4) }, () => this.#nested(depth + 1));
    return kind === 2 ? `[${parts.join(',')}]` : `{${parts.map((part, i) => `"n${i}":${part}`).join(', ')}}`;
  }
}

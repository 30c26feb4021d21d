import type { Dice } from './dice.ts';
import { oddValue, plainValue, type TrialField } from './random-values.ts';

export interface CsvSigns {
  readonly separator: string;
  /** Empty for none. */
  readonly quote: string;
  readonly escape: string;
}

/** Writes records of a schema as CSV, mostly a line each, without line ends. */
export class CsvLines {
  readonly #dice: Dice;
  readonly #fields: readonly TrialField[];
  readonly #signs: CsvSigns;
  /** Shares of values in quotes without need, odd values, and spaces around values. */
  #quoted = 0;
  #odd = 0;
  #spaced = 0;

  constructor(dice: Dice, fields: readonly TrialField[], signs: CsvSigns) {
    this.#dice = dice;
    this.#fields = fields;
    this.#signs = signs;
    this.restyle();
  }

  /** Goes on in another style, as behind a change of whatever writes the files. */
  restyle(): void {
    this.#quoted = this.#dice.pick([0, 0, 0.1, 1]);
    this.#odd = this.#dice.pick([0, 0.02, 0.1]);
    this.#spaced = this.#dice.pick([0, 0, 0.05, 0.5]);
  }

  header(): string {
    const names = this.#fields.map(({ name }) => name);
    const dice = this.#dice;
    if (dice.chance(0.15)) names.reverse();
    if (dice.chance(0.1)) names.pop();
    return names.map((name) => this.#field(name, dice.chance(0.2))).join(this.#signs.separator);
  }

  line(): string {
    const dice = this.#dice;
    const texts = this.#fields.map(({ type }) => {
      const value = dice.chance(this.#odd) ? oddValue(dice) : plainValue(dice, type);
      if (value === null) return dice.chance(0.8) ? '' : dice.pick(['""', 'NA', 'null']);
      return this.#field(value.text, dice.chance(this.#quoted));
    });
    if (dice.chance(0.01)) texts.push('more');
    if (dice.chance(0.01)) texts.pop();
    return texts.join(this.#signs.separator);
  }

  #field(text: string, isQuoted: boolean): string {
    const { separator, quote } = this.#signs;
    const dice = this.#dice;
    const needs = text.includes(separator) || /[\r\n]/.test(text) || (quote !== '' && text.startsWith(quote));
    const space = dice.chance(this.#spaced) ? dice.pick([' ', '  ', '\t']) : '';
    if (quote === '' || !(isQuoted || (needs && dice.chance(0.9)))) return `${space}${text}${space}`;
    const escaped = Array.from(text, (unit) => this.#escaped(unit)).join('');
    return `${space}${quote}${escaped}${quote}${space}`;
  }

  #escaped(unit: string): string {
    const { quote, escape: sign } = this.#signs;
    return unit === quote || unit === sign ? `${sign}${unit}` : unit;
  }
}

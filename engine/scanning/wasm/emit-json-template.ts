import type { Code } from '../../wasm/code.ts';
import type { WasmFunction } from '../../wasm/function-builder.ts';
import { f64, i32, i64, v128 } from '../../wasm/operations.ts';
import { differs, type JsonColumn } from './emit-json-line.ts';
import { EXACT_SECONDS_MAX } from './emit-json-value.ts';
import { digitValues, eightDigits, notDigits, onlyFirst, passPlainNumber } from './emit-numbers.ts';
import { type LineScope, readShortText } from './emit-scan.ts';
import type { SkippingFunctions } from './emit-skipping.ts';
import type { TextFunctions } from './emit-text.ts';
import { firstSpecial, QUOTE } from './emit-text.ts';
import type { LineTemplate, TemplateField } from './learn-template.ts';

const QUOTE_BYTE = Uint8Array.of(QUOTE);
/** The longest run of digits that is read with two words; beyond 15 a number might be no safe integer. */
const DIGITS_MAX = 15;

/**
 * Writes the code that reads a line of a template: it compares what stands between the values, reads those that are wanted and passes
 * over the others. Whatever does not fit branches to `other`.
 */
export function emitTemplate(
  scope: LineScope,
  other: string,
  template: LineTemplate,
  columns: readonly JsonColumn[],
  skipping: SkippingFunctions,
  text: TextFunctions,
): void {
  new TemplateEmitter(scope, other, template, columns, skipping, text).emit();
}

class TemplateEmitter {
  readonly #scope: LineScope;
  readonly #other: string;
  readonly #template: LineTemplate;
  readonly #columns: readonly JsonColumn[];
  readonly #skipping: SkippingFunctions;
  readonly #text: TextFunctions;

  constructor(
    scope: LineScope,
    other: string,
    template: LineTemplate,
    columns: readonly JsonColumn[],
    skipping: SkippingFunctions,
    text: TextFunctions,
  ) {
    this.#scope = scope;
    this.#other = other;
    this.#template = template;
    this.#columns = columns;
    this.#skipping = skipping;
    this.#text = text;
  }

  emit(): void {
    const { f, at, row } = this.#scope;
    const { fields, end } = this.#template;
    fields.forEach((field, index) => {
      const column = this.#columns.find(({ emitter }) => emitter.column.name === field.name);
      const behind = fields[index + 1]?.before ?? end;
      if (column === undefined) {
        f.comment(`pass over ${field.name}`);
        this.#pass(field, behind);
      } else {
        f.comment(`column ${field.name}`);
        this.#read(field, column, behind);
      }
    });
    f.comment('the end of the line');
    f.branch(this.#other, differs(at, end));
    f.set(at, i32.add(at, end.length));
    for (const { emitter } of this.#columns) {
      if (!fields.some(({ name }) => name === emitter.column.name)) emitter.storeNull(f, row);
    }
  }

  #expect(bytes: Uint8Array): void {
    const { f, at } = this.#scope;
    f.branch(this.#other, differs(at, bytes));
    f.set(at, i32.add(at, bytes.length));
  }

  #pass({ before, kind, digits }: TemplateField, behind: Uint8Array): void {
    const { f, at } = this.#scope;
    const { passValue } = this.#skipping;
    this.#expect(before);
    const inGeneral = (): void => {
      f.set(at, passValue.call(at));
      f.branch(this.#other, i32.eqz(at));
    };
    if (kind === 'other') {
      inGeneral();
      return;
    }
    f.block('passed', () => {
      f.block('unusual', () => {
        if (kind === 'string') this.#passString();
        else if (digits > 0 && digits <= DIGITS_MAX) this.#passDigits(digits, behind);
        else passPlainNumber(f, at, 'unusual');
        f.branch('passed');
      });
      inGeneral();
    });
  }

  /** Plain text is stepped over; from the first other character on the general way goes on. */
  #passString(): void {
    const { f, at } = this.#scope;
    f.branch('unusual', i32.ne(i32.load8U(at), QUOTE));
    f.set(at, i32.add(at, 1));
    f.loop('plain', () => {
      const step = f.reuse('step', firstSpecial(v128.load(at)));
      f.set(at, i32.add(at, step));
      f.branch('plain', i32.eq(step, 16));
    });
    f.if(
      i32.eq(i32.load8U(at), QUOTE),
      () => f.set(at, i32.add(at, 1)),
      () => {
        f.set(at, this.#text.passText.call(at));
        f.branch(this.#other, i32.eqz(at));
      },
    );
  }

  #passDigits(count: number, behind: Uint8Array): void {
    const { f, at } = this.#scope;
    this.#expectDigits(count, behind);
    f.set(at, i32.add(at, count));
  }

  /** Leaves for `unusual` where there are not as many digits, and what comes behind them in the template; returns their values. */
  #expectDigits(count: number, behind: Uint8Array): { first: Code<'i64'>; second: Code<'i64'> | null } {
    const { f, at } = this.#scope;
    const first = f.reuse('first', onlyFirst(digitValues(at), Math.min(count, 8)));
    const second = count > 8 ? f.reuse('second', onlyFirst(digitValues(at, 8), count - 8)) : null;
    const fault = second === null ? notDigits(first) : i64.or(notDigits(first), notDigits(second));
    f.branch('unusual', i64.ne(fault, 0));
    if (count > 1) f.branch('unusual', i32.eq(i32.load8U(at), 0x30));
    const [next] = behind;
    if (next !== undefined) f.branch('unusual', i32.ne(i32.load8U(at, count), next));
    return { first, second };
  }

  #read(field: TemplateField, { emitter, read }: JsonColumn, behind: Uint8Array): void {
    const { kind } = emitter.column.type;
    if (kind === 'string' && field.kind === 'string') {
      this.#readString(field, { emitter, read });
      return;
    }
    this.#expect(field.before);
    const isWhole = kind === 'bigint' || kind === 'int' || kind === 'timestamp';
    if (isWhole && field.digits > 0 && field.digits <= (kind === 'int' ? 9 : DIGITS_MAX)) {
      this.#readDigits(field.digits, { emitter, read }, behind);
    } else {
      this.#readInGeneral(read);
    }
  }

  #readInGeneral(read: WasmFunction<'i32'>): void {
    const { f, at, row } = this.#scope;
    f.set(at, read.call(at, row));
    f.branch(this.#other, i32.eqz(at));
  }

  #readString({ before }: TemplateField, { emitter, read }: JsonColumn): void {
    const { f, at, row } = this.#scope;
    f.block('read', () => {
      f.block('unusual', () => {
        f.branch('unusual', differs(at, Uint8Array.of(...before, ...QUOTE_BYTE)));
        readShortText(f, emitter, at, row, before.length + 1, 'unusual');
        f.branch('read');
      });
      f.comment('a long text, one with escapes, or null');
      this.#expect(before);
      this.#readInGeneral(read);
    });
  }

  /** As many digits as there were in the lines that the template is learned from. */
  #readDigits(count: number, { emitter, read }: JsonColumn, behind: Uint8Array): void {
    const { f, at, row } = this.#scope;
    const { kind } = emitter.column.type;
    f.block('read', () => {
      f.block('unusual', () => {
        const { first, second } = this.#expectDigits(count, behind);
        const value =
          second === null
            ? eightDigits(first)
            : i64.add(i64.mul(eightDigits(first), 10 ** (count - 8)), lastDigits(second, count - 8));
        const number = f.reuse('number', value);
        if (kind === 'timestamp') {
          if (count >= 10) f.branch(this.#other, i64.gtU(number, EXACT_SECONDS_MAX));
          emitter.storeNumber(f, row, f64.convertI64S(i64.mul(number, 1_000_000)));
        } else {
          emitter.storeNumber(f, row, f64.convertI64S(number));
        }
        f.set(at, i32.add(at, count));
        f.branch('read');
      });
      this.#readInGeneral(read);
    });
  }
}

/** The digits at the high end of a word, of which there are few mostly. */
function lastDigits(values: Code<'i64'>, count: number): Code<'i64'> {
  if (count === 1) return i64.shrU(values, 56);
  if (count > 2) return eightDigits(values);
  return i64.add(i64.mul(i64.and(i64.shrU(values, 48), 0xff), 10), i64.shrU(values, 56));
}

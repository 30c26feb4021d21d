import type { SourceWriter } from './source-writer.ts';

const TABLE_RELOAD = '@reload-table';

/**
 * What the loop declares at its head: arrays that live elsewhere and may be replaced by larger ones. They are taken into local
 * names before the first row and anew whenever somebody else may have replaced them.
 */
export class LoopFrame {
  readonly #writer: SourceWriter;
  readonly #steps: { readonly name: string | null; readonly code: string; readonly isOfTable: boolean }[] = [];
  readonly #names = new Map<string, string>();
  readonly #counters: { readonly name: string; readonly initial: string }[] = [];
  readonly #ends: string[] = [];

  constructor(writer: SourceWriter) {
    this.#writer = writer;
  }

  /** A local name for what `from` gives. */
  local(hint: string, from: string): string {
    return this.#local(hint, from, false);
  }

  /** The same for what a group table may replace when a group is added. */
  tableLocal(hint: string, from: string): string {
    return this.#local(hint, from, true);
  }

  #local(hint: string, from: string, isOfTable: boolean): string {
    const known = this.#names.get(from);
    if (known !== undefined) return known;
    const name = this.#writer.fresh(hint);
    this.#names.set(from, name);
    this.#steps.push({ name, code: from, isOfTable });
    return name;
  }

  /** A statement that has to come before the locals that are asked for after it. */
  before(code: string): void {
    this.#steps.push({ name: null, code, isOfTable: false });
  }

  /** A number that lives as long as the call of the loop. */
  counter(hint: string, initial = '0'): string {
    const name = this.#writer.fresh(hint);
    this.#counters.push({ name, initial });
    return name;
  }

  /** A statement for the end of the loop. */
  atEnd(code: string): void {
    this.#ends.push(code);
  }

  declare(): void {
    for (const { name, code } of this.#steps) this.#writer.line(name === null ? code : `let ${name} = ${code};`);
    for (const { name, initial } of this.#counters) this.#writer.line(`let ${name} = ${initial};`);
  }

  /** Here the loop takes the group table's arrays anew. */
  markTableReload(): void {
    this.#writer.line(TABLE_RELOAD);
  }

  /** The lines of a body with what its marks stand for; to be called once nothing is declared any more. */
  resolved(lines: readonly string[]): string[] {
    return lines.flatMap((line) => {
      const mark = line.trimStart();
      return mark === TABLE_RELOAD ? this.#taken(line.slice(0, line.length - mark.length), true) : [line];
    });
  }

  /** The lines that take all locals anew. */
  reloaded(): string[] {
    return this.#taken('', false);
  }

  #taken(indent: string, isTableOnly: boolean): string[] {
    return this.#steps
      .filter(({ isOfTable }) => isOfTable || !isTableOnly)
      .map(({ name, code }) => `${indent}${name === null ? code : `${name} = ${code};`}`);
  }

  end(): void {
    for (const code of this.#ends) this.#writer.line(code);
  }
}

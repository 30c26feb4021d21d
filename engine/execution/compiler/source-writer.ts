/** Gathers the generated source, indented for people to read, and what it is bound to. */
export class SourceWriter {
  readonly bindings = new Map<string, unknown>();
  readonly #lines: string[] = [];
  #depth = 0;
  #names = 0;

  get source(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  line(code: string): void {
    this.#lines.push(`${'  '.repeat(this.#depth)}${code}`);
  }

  /** `head { … }`; the body is what `write` writes. */
  block(head: string, write: () => void, tail = ''): void {
    this.line(`${head === '' ? '' : `${head} `}{`);
    this.indented(write);
    this.line(`}${tail}`);
  }

  indented(write: () => void): void {
    this.#depth++;
    write();
    this.#depth--;
  }

  /** The lines that `write` would have written; `append` writes them later. */
  captured(write: () => void): readonly string[] {
    const from = this.#lines.length;
    const depth = this.#depth;
    this.#depth = 0;
    write();
    this.#depth = depth;
    return this.#lines.splice(from);
  }

  append(lines: readonly string[]): void {
    for (const code of lines) this.line(code);
  }

  /** A comment for people; nothing in `text` can end it. */
  comment(text: string): void {
    this.line(`// ${text}`);
  }

  /** A name that no other call returns, made of the letters of `hint` and a number. */
  fresh(hint: string): string {
    this.#names++;
    return `${letters(hint)}${this.#names}`;
  }

  /** The name under which the source sees `value`. */
  bind(value: unknown, hint = 'bound'): string {
    const name = this.fresh(hint);
    this.bindings.set(name, value);
    return name;
  }
}

/** A user's text inside a comment or as a name's hint: printable ASCII in double quotes, everything else escaped. */
export function commentText(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(cut)
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('*/', '*\\/');
}

/** ASCII letters of a name, at most 24, starting in lower case. */
function letters(hint: string): string {
  const found = hint.replace(/[^A-Za-z]/g, '').slice(0, 24);
  return found === '' ? 'x' : found.charAt(0).toLowerCase() + found.slice(1);
}

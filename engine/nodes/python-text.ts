/** Characters that stand in a Python text as they are; all others (controls, joiners, marks of direction) are written out. */
const shown = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/**
 * A Python string literal for `text`, with the quotes that leave fewer of them escaped, double ones if in doubt. Safe for
 * any content: what could end the literal or the line, or cannot be seen, is escaped.
 */
export function pythonText(text: string): string {
  const quote = countOf(text, '"') > countOf(text, "'") ? "'" : '"';
  return `${quote}${escaped(text, quote)}${quote}`;
}

/** The text of a docstring, without its quotes. */
export function pythonDocText(text: string): string {
  const body = text
    .split(/\r?\n/)
    .map((line) => escaped(line, '"""').trimEnd())
    .join('\n')
    .trim();
  return body.endsWith('"') ? `${body.slice(0, -1)}\\"` : body;
}

/** `text` as one line of a comment, without its `#`. */
export function pythonCommentText(text: string): string {
  return [...text]
    .map((char) => (shown.test(char) ? char : ' '))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

function escaped(text: string, quote: string): string {
  const body = [...text]
    .map((char) => {
      if (char === '\\' || char === quote) return `\\${char}`;
      if (char === '\n') return '\\n';
      if (char === '\r') return '\\r';
      if (char === '\t') return '\\t';
      if (shown.test(char)) return char;
      const code = char.codePointAt(0) ?? 0;
      return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');
  return quote.length === 1 ? body : body.replaceAll(quote, [...quote].map((char) => `\\${char}`).join(''));
}

function countOf(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** A column's name as Spark's functions take it: dots and backticks would be read as its syntax. */
export function pythonColumn(name: string): string {
  return pythonText(/[.`]/.test(name) ? quotedName(name) : name);
}

/** A list of columns in Spark's DDL, as `.schema(...)` takes it. */
export function columnsDdl(fields: readonly { readonly name: string; readonly type: string }[]): string {
  return fields.map(({ name, type }) => `${sqlName(name)} ${type}`).join(', ');
}

/** A name in Spark SQL, in backticks where it needs them. */
export function sqlName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : quotedName(name);
}

function quotedName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** An expression of Spark SQL that something follows: a comment at its end does not take that in. */
export function closedExpression(text: string): string {
  return text.includes('--') ? `${text}\n` : text;
}

const pythonWords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** A Python name for a node's id: what no name may hold becomes `_`, and a word of the language gets one behind it. */
export function pythonName(id: string): string {
  const name = id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
  return pythonWords.has(name) ? `${name}_` : name;
}

/** Calls that hand a reader or a writer its options. Spark takes numbers and booleans as the texts it would print for them. */
export function sparkOptions(options: Readonly<Record<string, string | number | boolean>> | undefined): string {
  return Object.entries(options ?? {})
    .map(([name, value]) => {
      const written = typeof value === 'boolean' ? (value ? 'True' : 'False') : pythonText(String(value));
      return `.option(${pythonText(name)}, ${typeof value === 'number' && Number.isSafeInteger(value) ? value : written})`;
    })
    .join('');
}

/** The PySpark of a source whose rows are replayed from a folder, a file a trigger. */
export function sparkReplay(
  fields: readonly { readonly name: string; readonly type: string }[],
  isStream: boolean,
  rows = 'rows',
): string {
  const limit = isStream ? '.option("maxFilesPerTrigger", 1)' : '';
  return `spark.${isStream ? 'readStream' : 'read'}.format("json").schema(${pythonText(columnsDdl(fields))})${limit}.load(${rows})`;
}

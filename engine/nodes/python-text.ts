/** A Python string literal for `text`; safe for any content, because everything outside plain ASCII is escaped. */
export function pythonText(text: string): string {
  const body = [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0;
      if (char === '"' || char === '\\') return `\\${char}`;
      if (char === '\n') return '\\n';
      if (code >= 0x20 && code < 0x7f) return char;
      if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
      return `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');
  return `"${body}"`;
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

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

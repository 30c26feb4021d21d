const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Any text as XML can hold it, between tags and inside quotes. What XML cannot hold in any spelling is left out. */
export function escapeXml(text: string): string {
  let escaped = '';
  for (const character of text) {
    if (isXml(character.codePointAt(0) ?? 0)) escaped += entities[character] ?? character;
  }
  return escaped;
}

/** Most control characters and halves of characters are no part of XML. */
function isXml(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** A number of pixels as it is written; what is none becomes 0. */
export function px(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}

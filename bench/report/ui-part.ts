/** Where the window's figures stand in `docs/performance.md`. */
const OPEN = '<!-- the window: written by npm run bench:ui -->';
const CLOSE = '<!-- end of the window -->';

/** The section with its markers, as it is in a document; none where there is none. */
export function uiPart(document: string | null): string {
  const open = document?.indexOf(OPEN) ?? -1;
  const close = document?.indexOf(CLOSE, open) ?? -1;
  return document === null || open === -1 || close === -1 ? '' : document.slice(open, close + CLOSE.length);
}

/** The document with this section in the place of the one it has, or at its end. */
export function withUiSection(document: string, section: string): string {
  const part = `${OPEN}\n${section}\n${CLOSE}`;
  const before = uiPart(document);
  return before === '' ? `${document.trimEnd()}\n\n${part}\n` : document.replace(before, () => part);
}

/** The app's fonts as CSS that carries them along: a picture that is drawn as an image can load nothing. */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import monoUrl from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';

const fonts = [
  { family: 'Inter Variable', weights: '100 900', url: interUrl },
  { family: 'JetBrains Mono Variable', weights: '100 800', url: monoUrl },
] as const;

let loading: Promise<string> | undefined;

/** The same text at every call; an empty one where the fonts cannot be read, so that a picture has others in their place. */
export function loadFontCss(): Promise<string> {
  loading ??= Promise.all(fonts.map(async ({ family, weights, url }) => face(family, weights, await base64(url))))
    .then((faces) => faces.join(''))
    .catch(() => {
      loading = undefined;
      return '';
    });
  return loading;
}

function face(family: string, weights: string, data: string): string {
  return `@font-face{font-family:'${family}';font-weight:${weights};src:url(data:font/woff2;base64,${data}) format('woff2')}`;
}

async function base64(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} cannot be read`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const files = import.meta.glob<string>('../../assets/icons/*.svg', { query: '?raw', import: 'default', eager: true });

const strokes = new Map(
  Object.entries(files).map(([path, text]) => [
    path.replace(/^.*\//, '').replace(/\.svg$/, ''),
    text.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, ''),
  ]),
);

const box = '<rect x="4" y="4" width="16" height="16" rx="2"/>';

/** What a kind's icon is drawn of, as SVG in a field of 24 by 24; a plain box for a kind that has none. */
export function iconStrokes(kind: string): string {
  return strokes.get(kind) ?? box;
}

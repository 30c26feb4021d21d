import { Box } from 'lucide-react';
import { createElement, memo, type ReactNode } from 'react';

const files = import.meta.glob<string>('../../assets/icons/*.svg', { query: '?raw', import: 'default', eager: true });

const texts = new Map(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\//, '').replace(/\.svg$/, ''), text]),
);
const drawn = new Map<string, readonly ReactNode[]>();

/** The strokes of an icon file as elements, so that they take the colour of the text around them. */
function strokes(kind: string): readonly ReactNode[] | undefined {
  const known = drawn.get(kind);
  const text = texts.get(kind);
  if (known !== undefined || text === undefined) return known;
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  const made = [...root.children].map((child, index) =>
    createElement(child.tagName, {
      key: `${kind} ${index}`,
      ...Object.fromEntries([...child.attributes].map(({ name, value }) => [reactName(name), value])),
    }),
  );
  drawn.set(kind, made);
  return made;
}

/** `stroke-width` as React calls it. */
function reactName(attribute: string): string {
  return attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

interface KindIconProps {
  /** A node kind: its icon is the file of that name. */
  readonly kind: string;
  readonly size?: 16 | 20 | 24;
}

/** A node kind's icon; a plain box for a kind that has none. */
export const KindIcon = memo(function KindIcon({ kind, size = 20 }: KindIconProps) {
  const children = strokes(kind);
  if (children === undefined) return <Box aria-hidden="true" size={size} strokeWidth={1.75} />;
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size === 16 ? 2 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
});

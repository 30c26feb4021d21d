import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './paths.mjs';

/** Sections of docs/semantics.md that a text cites: `(semantics 5.1)`, `(semantics 2.1, 2.2)`, `(semantics 1.1 to 1.4)`. */
function citedIn(text: string): string[] {
  const lists = text.matchAll(/\bsemantics (\d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*)/g);
  return [...lists].flatMap(([, list = '']) => list.match(/\d+(?:\.\d+)?/g) ?? []);
}

describe('citations of docs/semantics.md', () => {
  it('name sections that are there', () => {
    const text = readFileSync(join(root, 'docs', 'semantics.md'), 'utf8');
    const sections = new Set([...text.matchAll(/^##+ (\d+(?:\.\d+)?)[. ]/gm)].map(([, section]) => section));
    const files = readdirSync(join(root, 'engine'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const cited = files.flatMap((path) =>
      citedIn(readFileSync(join(root, 'engine', path), 'utf8')).map((section) => ({ path, section })),
    );
    expect(cited.length).toBeGreaterThan(30);
    expect(cited.filter(({ section }) => !sections.has(section))).toEqual([]);
  });
});

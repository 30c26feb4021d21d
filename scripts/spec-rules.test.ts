import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ruleHead = /^- \*\*([A-Z]{2}-\d+)\*\*/gm;
const citation = /\b[A-Z]{2}-\d{1,2}\b/g;

const rules = [...readFileSync('engine/SPEC.md', 'utf8').matchAll(ruleHead)].map(([, id]) => id ?? '');

/** Every rule number in tests of the engine and in expectations of conformance cases, with the first place of each. */
function citations(): Map<string, string> {
  const places = new Map<string, string>();
  const note = (path: string, text: string) => {
    for (const [id] of text.matchAll(citation)) if (!places.has(id)) places.set(id, path);
  };
  for (const path of filesIn('engine').filter((name) => name.endsWith('.test.ts'))) {
    for (const line of readFileSync(path, 'utf8').split('\n'))
      if (/\btest|describe|\[[A-Z]{2}-/.test(line)) note(path, line);
  }
  for (const path of filesIn('e2e').filter((name) => name.endsWith('.e2e.ts'))) note(path, readFileSync(path, 'utf8'));
  for (const path of filesIn('conformance/cases').filter((name) => name.endsWith('.expected.json'))) {
    note(path, JSON.stringify((JSON.parse(readFileSync(path, 'utf8')) as { rules: unknown }).rules));
  }
  return places;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

const cited = citations();

test('each rule has one number', () => {
  expect(rules.length).toBeGreaterThan(100);
  expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([]);
});

test('each rule is shown by a test or a conformance case', () => {
  expect(rules.filter((id) => !cited.has(id))).toEqual([]);
});

test('a conformance case names rules that there are', () => {
  const areas = new Set(rules.map((id) => id.slice(0, 2)));
  const unknown = [...cited].filter(([id]) => areas.has(id.slice(0, 2)) && !rules.includes(id));
  expect(unknown).toEqual([]);
});

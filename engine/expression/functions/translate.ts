import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { lastUsed } from './last-used.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `translate(text, from, to)`: each character of `from` becomes the one at its place in `to`, or goes where there is none. */
export const translate: ScalarFunction = {
  name: 'translate',
  minArgs: 3,
  maxArgs: 3,
  sign: takes([STRING], STRING),
  ...strict(() => {
    const changes = lastUsed(tableOf);
    return (text, from, to) => translated(text as string, changes(from as string, to as string));
  }),
};

function tableOf(from: string, to: string): ReadonlyMap<string, string> {
  const targets = Array.from(to);
  const table = new Map<string, string>();
  for (const [i, character] of Array.from(from).entries()) {
    // Spark marks what goes by a zero, so that a zero in `to` means the same.
    if (!table.has(character)) table.set(character, (targets[i] ?? '').replace('\0', ''));
  }
  return table;
}

function translated(text: string, table: ReadonlyMap<string, string>): string {
  let result = '';
  for (const character of text) result += table.get(character) ?? character;
  return result;
}

import { textFunction } from './text-function.ts';

/** Words begin with a capital, all else is small. Only spaces part words. */
export const initcap = textFunction('initcap', [], (text) =>
  text.toLowerCase().replace(/(^| )([^ ])/gu, (_, before: string, first: string) => before + titleCase(first)),
);

/** Characters with a title form of their own: digraphs, and Greek letters with an iota below. */
const TITLES: readonly (readonly [first: number, last: number, title: (code: number) => number])[] = [
  [0x1c4, 0x1cc, (code) => code - ((code - 0x1c4) % 3) + 1],
  [0x1f1, 0x1f3, () => 0x1f2],
  [0x10d0, 0x10ff, (code) => code],
  [0x1f80, 0x1faf, (code) => code | 8],
  [0x1fb3, 0x1fb3, () => 0x1fbc],
  [0x1fc3, 0x1fc3, () => 0x1fcc],
  [0x1ff3, 0x1ff3, () => 0x1ffc],
];

function titleCase(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const own = TITLES.find(([first, last]) => code >= first && code <= last);
  if (own !== undefined) return String.fromCodePoint(own[2](code));
  // What grows to several letters, as ß does, has one capital.
  const [first = '', ...rest] = character.toUpperCase();
  return /\p{Lu}/u.test(first) ? first + rest.join('').toLowerCase() : first + rest.join('');
}

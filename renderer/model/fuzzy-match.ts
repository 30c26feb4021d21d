/** Finding by a few typed letters: words that begin so first, then words that hold them, then letters in their order. */

/** Small letters without accents: `Évènement` is found by `even`. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words that are looked for. */
export function searchWords(query: string): readonly string[] {
  return plainText(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

const beginsScore = 100;
const holdsScore = 60;
const orderScore = 25;

/**
 * How well a text (plain, see `plainText`) fits all words, 0 to about 100; null where one does not fit. Earlier and shorter is better.
 * @param whole only words that stand there as typed count, not letters in their order: for longer texts, which have nearly all of them
 */
export function fuzzyScore(words: readonly string[], text: string, whole = false): number | null {
  let total = 0;
  for (const word of words) {
    const score = wordScore(word, text, whole);
    if (score === null) return null;
    total += score;
  }
  return words.length === 0 ? 0 : total / words.length - Math.min(15, text.length / 10);
}

function wordScore(word: string, text: string, whole: boolean): number | null {
  const at = text.indexOf(word);
  if (at >= 0) {
    const begins = isStart(text, at) ? at : startOf(word, text);
    if (begins >= 0) return beginsScore - Math.min(10, begins / 5);
    return holdsScore - Math.min(10, at / 5);
  }
  return whole || word.length < 2 ? null : inOrder(word, text);
}

/** Where a word of the text begins so, else -1. */
function startOf(word: string, text: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (isStart(text, at)) return at;
  return -1;
}

function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** The letters one after the other, the first at the start of a word: `sva` for `save as`. */
function inOrder(word: string, text: string): number | null {
  for (let start = 0; start < text.length; start++) {
    if (text[start] !== word[0] || !isStart(text, start)) continue;
    let at = start;
    let next = 1;
    while (next < word.length && at >= 0) at = text.indexOf(word.charAt(next++), at + 1);
    if (at >= 0) return orderScore - Math.min(20, (at - start - word.length) / 2);
  }
  return null;
}

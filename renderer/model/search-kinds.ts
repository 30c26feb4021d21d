import { NODE_FAMILIES, type NodeDescriptor, type NodeFamily } from '../../engine/nodes/descriptor.ts';
import { LANGUAGES } from '../ui/i18n.ts';

export interface PaletteGroup {
  readonly family: NodeFamily;
  readonly kinds: readonly NodeDescriptor[];
}

export interface PaletteSearch {
  readonly groups: readonly PaletteGroup[];
  /** What Enter adds: the first kind whose name begins so, else has it, else whose summary has it, else any; null while nothing is searched. */
  readonly best: NodeDescriptor | null;
}

/** The kinds that fit all words of `search`, by family. Words count in both languages and without accents. */
export function searchKinds(descriptors: readonly NodeDescriptor[], search: string): PaletteSearch {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (text: string): boolean => words.every((word) => text.includes(word));
  const groups = NODE_FAMILIES.map((family) => ({
    family,
    kinds: descriptors.filter((each) => each.family === family && fits(`${wordsOf(each)} ${keywordsOf(each)}`)),
  })).filter((group) => group.kinds.length > 0);
  const shown = groups.flatMap((group) => group.kinds);
  const begins = (text: string): boolean => words.every((word) => ` ${text}`.includes(` ${word}`));
  const [first = null] = shown;
  const best =
    shown.find((each) => begins(nameOf(each))) ??
    shown.find((each) => fits(nameOf(each))) ??
    shown.find((each) => fits(wordsOf(each))) ??
    first;
  return { groups, best: words.length === 0 ? null : best };
}

function nameOf({ kind, words }: NodeDescriptor): string {
  return plain([kind, ...LANGUAGES.map((language) => words[language].title)].join(' '));
}

function wordsOf(descriptor: NodeDescriptor): string {
  return `${nameOf(descriptor)} ${plain(LANGUAGES.map((language) => descriptor.words[language].summary).join(' '))}`;
}

function keywordsOf({ words }: NodeDescriptor): string {
  return plain(LANGUAGES.map((language) => words[language].keywords ?? '').join(' '));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

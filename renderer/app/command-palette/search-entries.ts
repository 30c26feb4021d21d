/** What the command palette offers, and which of it for what is typed. */
import { fuzzyScore, plainText, searchWords } from '../../model/fuzzy-match.ts';

export type EntryGroup = 'command' | 'add' | 'goTo' | 'sample' | 'template' | 'sql' | 'file';

export interface PaletteEntry {
  /** The same from start to start: `command file.save`, `add filter`. */
  readonly id: string;
  readonly group: EntryGroup;
  readonly title: string;
  readonly note?: string | undefined;
  /** Found by these too, and never shown. */
  readonly words?: string | undefined;
  /** Of a command: its menu, whose icon stands before it. */
  readonly menu?: string | undefined;
  /** Kind of node whose icon stands before it. */
  readonly kind?: string | undefined;
  readonly keys?: string | undefined;
  readonly checked?: boolean | undefined;
  /** Why it cannot be chosen now; empty where no one reason is known. Left out: it can. */
  readonly blocked?: string | undefined;
  readonly run: () => unknown;
}

export interface FoundEntry {
  readonly entry: PaletteEntry;
  readonly isRecent: boolean;
}

/** More is not read; more letters find it. */
export const shownMax = 60;
const recentMax = 12;
/** Worth of having been used lately: enough to go before its likes, not before what fits better. */
const recentScore = 8;

/** How well a text beside the title counts, against the title itself. */
const besideShare = 0.6;

/** An entry with its words made ready, once for all that is typed. */
export interface SearchableEntry {
  readonly entry: PaletteEntry;
  readonly title: string;
  readonly beside: string;
}

export function searchable(entries: readonly PaletteEntry[]): readonly SearchableEntry[] {
  return entries.map((entry) => ({
    entry,
    title: plainText(entry.title),
    beside: plainText([entry.title, entry.note ?? '', entry.words ?? ''].join(' ')),
  }));
}

/**
 * The entries to show: what was used last before everything else while nothing is typed, then what fits, best first.
 * @param recent ids of what was used last, the last first
 */
export function searchEntries(
  entries: readonly SearchableEntry[],
  query: string,
  recent: readonly string[],
): readonly FoundEntry[] {
  const words = searchWords(query);
  const lately = new Map(recent.map((id, index) => [id, index]));
  if (words.length === 0) return atFirst(entries, lately);
  const found = entries.flatMap(({ entry, title, beside }) => {
    const own = fuzzyScore(words, title);
    const other = own === null ? fuzzyScore(words, beside, true) : null;
    if (own === null && other === null) return [];
    const isRecent = lately.has(entry.id);
    const fit = own ?? (other ?? 0) * besideShare;
    return [{ entry, isRecent, score: fit + (isRecent ? recentScore : 0) - (entry.blocked === undefined ? 0 : 5) }];
  });
  return found.sort((a, b) => b.score - a.score).slice(0, shownMax);
}

/** Without a word: what was used, then the commands. Nodes and files would be too many to be read. */
function atFirst(entries: readonly SearchableEntry[], lately: ReadonlyMap<string, number>): readonly FoundEntry[] {
  const used = entries
    .filter(({ entry }) => lately.has(entry.id))
    .sort((a, b) => (lately.get(a.entry.id) ?? 0) - (lately.get(b.entry.id) ?? 0))
    .map(({ entry }) => ({ entry, isRecent: true }));
  const others = entries
    .filter(({ entry }) => entry.group === 'command' && !lately.has(entry.id))
    .map(({ entry }) => ({ entry, isRecent: false }));
  return [...used, ...others].slice(0, shownMax);
}

/** The ids of what was used last, out of what the layout holds. */
export function recentEntries(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((id): id is string => typeof id === 'string' && id.length < 500).slice(0, recentMax);
}

export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((each) => each !== id)].slice(0, recentMax);
}

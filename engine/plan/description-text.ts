/** How messages name what a description holds. */
import type { ColumnDescription } from './query-description.ts';

/** A word of the catalogue, for a list that is empty. */
const NONE = '-';

/** A node by its label, where it has one, and its id. */
export function nodeText({ nodeId, label }: { readonly nodeId: string; readonly label?: string | undefined }): string {
  return label === undefined || label === nodeId ? `"${nodeId}"` : `"${label}" (${nodeId})`;
}

export function columnTexts(columns: readonly ColumnDescription[]): string[] {
  return columns.map(({ name, type }) => `${name} ${type}`);
}

export function textsOrNone(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [NONE] : texts;
}

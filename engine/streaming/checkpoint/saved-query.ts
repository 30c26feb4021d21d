import { parseDescription, type QueryDescription } from '../../plan/query-description.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import { openSealed, sealObject } from './metadata.ts';

const QUERY_FILE = 'query';

/** What a checkpoint remembers of its query; null where there is no such file. Throws EXE-106 for one that is damaged. */
export async function readSavedQuery(folder: CheckpointFolder): Promise<QueryDescription | null> {
  const text = await folder.readText(QUERY_FILE);
  if (text === null) return null;
  const opened = openSealed(text);
  if (!opened.ok) throw folder.damaged(QUERY_FILE, opened.error);
  const description = parseDescription(opened.value.query);
  if (description === null) throw folder.damaged(QUERY_FILE, 'content');
  return description;
}

/** Writes it down in the place of an earlier one, unless that says the same. */
export async function saveQuery(
  folder: CheckpointFolder,
  saved: QueryDescription | null,
  now: QueryDescription,
): Promise<void> {
  if (saved !== null && JSON.stringify(saved) === JSON.stringify(now)) return;
  await folder.replace(QUERY_FILE, new TextEncoder().encode(sealObject({ query: now })));
}

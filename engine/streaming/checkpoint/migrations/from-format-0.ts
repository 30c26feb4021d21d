import { InternalError } from '../../../base/assert.ts';
import { CancelledError, EngineError } from '../../../base/errors/engine-error.ts';
import type { OperatorState } from '../../../state/state-table.ts';
import type { CheckpointFolder } from '../checkpoint-folder.ts';
import { encodeLog, parseObject } from '../log-file.ts';
import { encodeMetadata } from '../metadata.ts';
import { saveQuery } from '../saved-query.ts';
import type { OldCheckpoint } from './migration.ts';
import { isStateOf, tablesOfFormat0 } from './state-of-format-0.ts';

/**
 * Format 0 kept logs without checksums and after batch N the whole state as JSON in `state/N.json`:
 *
 *  1. write that state as a snapshot of the version that the next batch loads
 *  2. write each log again, with its checksum
 *  3. write down what the query looks like
 *  4. write the new format into `metadata`; from here on the checkpoint is one of format 1, and the JSON files mean nothing
 */
export async function migrateFromFormat0(checkpoint: OldCheckpoint, signal: AbortSignal): Promise<void> {
  const { folder, state, metadata, query, nextBatchId } = checkpoint;
  if (nextBatchId > 0) await state.writeSnapshot(nextBatchId, await oldState(checkpoint), signal);
  const sources = (await folder.list('sources')).filter((name) => /^\d+$/.test(name));
  for (const log of ['offsets', 'commits', ...sources.map((index) => `sources/${index}`)]) {
    for (const id of await folder.ids(log)) {
      if (signal.aborted) throw new CancelledError();
      const name = `${log}/${id}`;
      await folder.replace(name, encodeLog(await folder.readLog(name, 'optional')));
    }
  }
  await saveQuery(folder, null, query);
  await folder.replace('metadata', encodeMetadata({ ...metadata, format: 1 }));
}

/** Removes the JSON files from a checkpoint of a later format. */
export async function removeStateOfFormat0(folder: CheckpointFolder): Promise<void> {
  const names = (await folder.list('state')).filter((name) => /^\d+\.json$/.test(name));
  await folder.remove(names.map((name) => `state/${name}`));
}

/** The state that the next batch goes on from, as tables. */
async function oldState({ folder, query, states, nextBatchId }: OldCheckpoint): Promise<OperatorState[]> {
  const file = `state/${nextBatchId - 1}.json`;
  const text = await folder.readText(file);
  if (text === null) throw folder.damaged(file, 'missing');
  const saved = parseObject(text);
  if (saved === null) throw folder.damaged(file, text.endsWith('}\n') ? 'content' : 'cut');
  if (!isStateOf(saved.operators, query.operators)) throw new EngineError('EXE-189', { path: folder.path, file });
  try {
    return tablesOfFormat0(saved.state, query.operators, states);
  } catch (error) {
    if (error instanceof InternalError) throw folder.damaged(file, 'content');
    throw error;
  }
}

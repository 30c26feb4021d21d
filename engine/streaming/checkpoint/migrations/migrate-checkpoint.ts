/** Brings a checkpoint of an older format up to the one of today, step by step, before a run goes on from it. */
import { EngineError } from '../../../base/errors/engine-error.ts';
import type { CheckpointFolder } from '../checkpoint-folder.ts';
import { migrateFromFormat0, removeStateOfFormat0 } from './from-format-0.ts';
import type { Migration, OldCheckpoint } from './migration.ts';

/** By the format that they begin from. */
const migrations: readonly Migration[] = [migrateFromFormat0];

/** Throws EXE-106 for files that are damaged and EXE-189 for state that is not this query's. */
export async function migrateCheckpoint(checkpoint: OldCheckpoint, signal: AbortSignal): Promise<void> {
  const { id, format: from } = checkpoint.metadata;
  for (const [step, migrate] of migrations.slice(from).entries()) {
    await migrate({ ...checkpoint, metadata: { id, format: from + step } }, signal);
  }
}

/**
 * Removes what a checkpoint of today's format still has of older ones. Done at every start, since the one that migrated may have been
 * broken off before it came to that; what the disk will not let go of takes room and nothing else.
 */
export async function removeOldFiles(folder: CheckpointFolder): Promise<void> {
  try {
    await removeStateOfFormat0(folder);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

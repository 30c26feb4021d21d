/** Brings a checkpoint of an older format up to the one of today, step by step, before a run goes on from it. */
import { migrateFromFormat0 } from './from-format-0.ts';
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

import { assert } from '../base/assert.ts';

/** Turns a document of version `from` into one of version `from + 1`. Pure; may be handed anything that parsed as JSON. */
export interface Migration {
  readonly from: number;
  readonly migrate: (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** All steps since the first version, oldest first. Version 1 is the first, so there is none yet. */
export const migrations: readonly Migration[] = [];

/**
 * Brings a document of an older version up to `current`, one step at a time.
 *
 * @param document a parsed file whose `version` is a whole number below `current`
 * @returns a new document; the one given is left as it is
 */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  current: number,
  steps: readonly Migration[] = migrations,
): Record<string, unknown> {
  let result: Record<string, unknown> = { ...document };
  for (let version = Number(document.version); version < current; version++) {
    const step = steps.find((candidate) => candidate.from === version);
    assert(step !== undefined, `no migration from pipeline version ${version}`);
    result = { ...step.migrate(result), version: version + 1 };
  }
  return result;
}

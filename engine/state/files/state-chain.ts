/**
 * What the names in a state folder mean and what follows from them: pure decisions. Version N is what batches 0 to N-1 have made of the
 * state; `<v>.delta` leads from version v-1 to v, `<v>.snapshot` is version v whole, and version 0 is empty and has no file.
 */
import type { StateFileKind } from './state-file-format.ts';

export interface StateFileName {
  readonly kind: StateFileKind;
  readonly version: number;
}

/** The files that make a version, in the order in which they are read: at most one snapshot, then deltas without a gap. */
export interface StateChain {
  /** The version of the snapshot; 0 where the chain begins with nothing. */
  readonly base: number;
  readonly files: readonly StateFileName[];
}

/** Deltas that must have gathered before a snapshot is worth a thought, as in Spark. */
const DELTAS_MIN = 10;
/** What opening and reading one more file costs, as bytes. */
const FILE_COST_BYTES = 64 * 1024;
/** Snapshots whose chains are kept, so that a damaged one is not the end. */
const CHAINS_KEPT = 2;

export function fileNameOf({ kind, version }: StateFileName): string {
  return `${version}.${kind}`;
}

/** Null for names that are none of a state file. */
export function parseFileName(name: string): StateFileName | null {
  const found = /^([1-9]\d{0,14})\.(delta|snapshot)$/.exec(name);
  if (found === null) return null;
  return { version: Number(found[1]), kind: found[2] as StateFileKind };
}

/**
 * The chain that makes `version`: the newest snapshot that is not later, and all deltas since. Where a delta is missing, an older
 * snapshot does not help, so null means that the version cannot be made of these files.
 *
 * @param files those that are there and not known to be damaged
 */
export function chainOf(version: number, files: readonly StateFileName[]): StateChain | null {
  const snapshots = versionsOf(files, 'snapshot');
  const deltas = new Set(versionsOf(files, 'delta'));
  const base = Math.max(0, ...snapshots.filter((snapshot) => snapshot <= version));
  const chain: StateFileName[] = base === 0 ? [] : [{ kind: 'snapshot', version: base }];
  for (let next = base + 1; next <= version; next++) {
    if (!deltas.has(next)) return null;
    chain.push({ kind: 'delta', version: next });
  }
  return { base, files: chain };
}

/** The first delta that is missing for `version`, for people to read. */
export function missingFor(version: number, files: readonly StateFileName[]): StateFileName {
  const deltas = new Set(versionsOf(files, 'delta'));
  let first = version;
  while (first > 1 && deltas.has(first)) first--;
  return { kind: 'delta', version: first };
}

/** What was written since the last snapshot. */
export interface SinceSnapshot {
  readonly deltas: number;
  readonly deltaBytes: number;
  /** Of the last snapshot; 0 where there is none. */
  readonly snapshotBytes: number;
}

/**
 * Whether a snapshot is due: when reading what came since the last one costs as much as reading that one. So snapshots together cost as
 * much as the deltas do, and a start reads twice the state at most, however large the state is and however little a batch changes.
 *
 * @param deltasMin deltas that must have gathered before one is worth a thought
 */
export function isSnapshotDue({ deltas, deltaBytes, snapshotBytes }: SinceSnapshot, deltasMin = DELTAS_MIN): boolean {
  return deltas >= deltasMin && deltaBytes + deltas * FILE_COST_BYTES >= snapshotBytes;
}

/**
 * The files that nothing needs any more: what came before the second newest snapshot. Oldest first, so that whatever is left after a
 * crash is still a chain.
 *
 * @param damaged names of files that are no use, and do not count as snapshots
 */
export function removableFiles(files: readonly StateFileName[], damaged: ReadonlySet<string>): StateFileName[] {
  const sound = files.filter((file) => !damaged.has(fileNameOf(file)));
  const kept = versionsOf(sound, 'snapshot')
    .sort((a, b) => b - a)
    .slice(0, CHAINS_KEPT);
  const oldest = kept.length < CHAINS_KEPT ? 0 : Math.min(...kept);
  const isNeeded = ({ kind, version }: StateFileName): boolean =>
    kind === 'snapshot' ? version >= oldest : version > oldest;
  return files.filter((file) => !isNeeded(file)).sort((a, b) => a.version - b.version);
}

function versionsOf(files: readonly StateFileName[], kind: StateFileKind): number[] {
  return files.filter((file) => file.kind === kind).map(({ version }) => version);
}

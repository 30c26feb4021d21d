import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { QueryDescription } from '../../plan/query-description.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import {
  type CheckpointPorts,
  checkedChanges,
  checkedDecision,
  readMetadata,
  stateFolderOf,
  warningsOf,
} from './checkpoint-journal.ts';
import { userOf } from './lock.ts';
import { findFacts, readPosition } from './logged-position.ts';
import { CHECKPOINT_FORMAT } from './metadata.ts';
import { readSavedQuery } from './saved-query.ts';

/** What a start would find. See `CheckpointStatus` of the session. */
export interface CheckpointInspection {
  readonly status: 'none' | 'resumable' | 'in-use' | 'damaged' | 'other-query';
  readonly lastBatchId: number | null;
  readonly watermarkMs: number | null;
  readonly savedAtMs: number | null;
  readonly findings: readonly Diagnostic[];
}

export interface InspectedQuery {
  /** Absolute folder. */
  readonly folder: string;
  readonly query: QueryDescription;
  /** See `CheckpointOptions.mayResume`. */
  readonly mayResume: boolean;
}

type Told = Pick<CheckpointInspection, 'lastBatchId' | 'watermarkMs' | 'savedAtMs'>;

/** Codes with which a checkpoint is refused whose query is another. */
const ofAnotherQuery = /^EXE-(107|108|18\d)$/;

/**
 * Looks at a checkpoint as a start would, but changes nothing and reads neither state nor source logs: what is damaged there is found by
 * the start.
 */
export async function inspectCheckpoint(
  options: InspectedQuery,
  ports: CheckpointPorts,
): Promise<CheckpointInspection> {
  const folder = new CheckpointFolder({ ...ports, path: options.folder });
  let told: Told = { lastBatchId: null, watermarkMs: null, savedAtMs: null };
  const findings: Diagnostic[] = [];
  try {
    const user = await userOf(folder, ports.processes);
    const facts = await findFacts(folder, stateFolderOf(folder, ports));
    told = { ...told, lastBatchId: facts.commitIds.at(-1) ?? null, savedAtMs: await savedAt(folder, facts) };
    if (user !== null) return { ...told, status: 'in-use', findings: [asDiagnostic(user)] };
    const decision = checkedDecision(folder, facts);
    if (decision.action === 'start') return { ...told, status: 'none', findings };
    const { format } = await readMetadata(folder);
    const seal = format === CHECKPOINT_FORMAT ? 'required' : 'optional';
    const position = await readPosition(folder, decision, seal);
    const lastBatchId = position.nextBatchId === 0 ? null : position.nextBatchId - 1;
    told = { ...told, lastBatchId, watermarkMs: position.watermarkMs === 0 ? null : position.watermarkMs };
    const saved = await readSavedQuery(folder);
    if (saved === null && format === CHECKPOINT_FORMAT) throw folder.damaged('query', 'missing');
    if (saved !== null) findings.push(...checkedChanges(saved, options.query));
    if (!options.mayResume) throw new EngineError('EXE-108', { path: folder.path });
    return { ...told, status: 'resumable', findings: [...warningsOf(decision, folder), ...findings] };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const status = ofAnotherQuery.test(error.code) ? 'other-query' : error.code === 'EXE-152' ? 'in-use' : 'damaged';
    return { ...told, status, findings: [asDiagnostic(error)] };
  }
}

/** When the last log was written. */
async function savedAt(
  folder: CheckpointFolder,
  { offsetIds, commitIds }: Awaited<ReturnType<typeof findFacts>>,
): Promise<number | null> {
  const times: number[] = [];
  for (const name of [`offsets/${offsetIds.at(-1)}`, `commits/${commitIds.at(-1)}`]) {
    const facts = await folder.disk.facts(folder.pathOf(name));
    if (facts?.kind === 'file') times.push(facts.modifiedMs);
  }
  return times.length === 0 ? null : Math.max(...times);
}

function asDiagnostic({ code, at, params }: EngineError): Diagnostic {
  return diagnostic(code, { nodeId: at.nodeId, setting: at.setting }, params);
}

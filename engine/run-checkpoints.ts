import { type Diagnostic, diagnostic } from './base/errors/diagnostic.ts';
import { EngineError } from './base/errors/engine-error.ts';
import { describeQuery } from './plan/describe-query.ts';
import type { QueryPlan } from './plan/logical-plan.ts';
import type { CheckpointStatus } from './session-shapes.ts';
import { toSlashes } from './sources/file/slashes.ts';
import { type BatchJournal, NoJournal } from './streaming/batch-journal.ts';
import { CheckpointJournal, type CheckpointPorts } from './streaming/checkpoint/checkpoint-journal.ts';
import { folderNameOf } from './streaming/checkpoint/folder-name.ts';
import { inspectCheckpoint } from './streaming/checkpoint/inspect-checkpoint.ts';
import { setAside } from './streaming/checkpoint/set-aside.ts';

/** Where the queries of a run keep their place. */
export interface CheckpointPlace {
  readonly isStreaming: boolean;
  /** Absolute folder for queries that name none of their own; null for none. */
  readonly shared: string | null;
  /** What the canvas calls its nodes, by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly ports: CheckpointPorts;
}

/** The checkpoints of the queries of one run, before it begins. */
export class RunCheckpoints {
  readonly #queries: readonly QueryPlan[];
  readonly #place: CheckpointPlace;

  constructor(queries: readonly QueryPlan[], place: CheckpointPlace) {
    this.#queries = queries;
    this.#place = place;
  }

  /** Throws EXE-160 where two queries would keep their place in one folder. */
  check(): void {
    const [first] = sharedCheckpoints(this.#queries, (query) => this.#folderOf(query));
    if (first !== undefined) throw new EngineError(first.code, first.params, first.at);
  }

  /** Sets aside what earlier runs have left in the folders of the queries. Throws `EngineError`; see `setAside`. */
  async startAfresh(): Promise<void> {
    const left = this.#queries.map((query) => ({
      checkpoint: this.#folderOf(query),
      output: this.#place.isStreaming && query.sink.type === 'file' ? folderAt(query.sink.path) : null,
    }));
    await setAside(left, this.#place.ports);
  }

  journalOf(query: QueryPlan): BatchJournal {
    const folder = this.#folderOf(query);
    const { ports } = this.#place;
    const newQueryId = ports.random.uuid();
    if (folder === null) return new NoJournal(newQueryId);
    return new CheckpointJournal({ folder, newQueryId, ports, ...this.#described(query) });
  }

  /** How the checkpoint of each query stands. Changes nothing. */
  statuses(): Promise<readonly CheckpointStatus[]> {
    return Promise.all(this.#queries.map((query) => this.#statusOf(query)));
  }

  async #statusOf(query: QueryPlan): Promise<CheckpointStatus> {
    const folder = this.#folderOf(query);
    const of = { query: nameOf(query), sinkNodeId: query.sink.nodeId, folder };
    if (folder !== null) {
      return { ...of, ...(await inspectCheckpoint({ folder, ...this.#described(query) }, this.#place.ports)) };
    }
    return { ...of, status: 'none', lastBatchId: null, watermarkMs: null, savedAtMs: null, findings: [] };
  }

  #described(query: QueryPlan) {
    const mayResume = query.sink.type !== 'memory' || query.outputMode === 'complete';
    return { query: describeQuery(query, this.#place.labels), mayResume };
  }

  #folderOf(query: QueryPlan): string | null {
    const { isStreaming, shared } = this.#place;
    if (!isStreaming) return null;
    if (query.checkpointLocation !== null) return folderAt(query.checkpointLocation);
    return shared === null ? null : `${folderAt(shared)}/${folderNameOf(nameOf(query))}`;
  }
}

/** Findings for queries that name the same checkpoint folder (EXE-160). Looks at no file. */
export function checkCheckpoints(queries: readonly QueryPlan[]): Diagnostic[] {
  return sharedCheckpoints(queries, ({ checkpointLocation }) =>
    checkpointLocation === null ? null : folderAt(checkpointLocation),
  );
}

function sharedCheckpoints(queries: readonly QueryPlan[], folderOf: (query: QueryPlan) => string | null): Diagnostic[] {
  return queries.flatMap((query) => {
    const path = folderOf(query);
    const others = queries.filter((other) => path !== null && folderOf(other) === path);
    if (path === null || others.length < 2) return [];
    const nodes = others.map(({ sink }) => sink.nodeId);
    return [diagnostic('EXE-160', { nodeId: query.sink.nodeId, setting: 'checkpointLocation' }, { path, nodes })];
  });
}

function nameOf(query: QueryPlan): string {
  return query.name ?? query.sink.nodeId;
}

/** Checkpoints know one separator, and no folder ends with it. */
function folderAt(path: string): string {
  return toSlashes(path).replace(/(?<=.)\/+$/, '');
}

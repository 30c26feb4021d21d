import type { CaseFile, Expectation } from './case-format.ts';

/** A node of a pipeline file, as far as cases look at it. */
export interface CaseNode {
  readonly id: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly position: { readonly x: number; readonly y: number };
}

export interface CaseDocument {
  readonly settings: { readonly mode: 'batch' | 'streaming'; readonly timeZone: string };
  readonly nodes: readonly CaseNode[];
  readonly edges: readonly { readonly source: string; readonly target: string; readonly targetPort?: string }[];
}

/** What the sources of a case get, step by step. */
export interface CaseSteps {
  /** By source: the files of each step. A rows source gives one file a step, an empty one where it has nothing. */
  readonly files: ReadonlyMap<string, readonly (readonly CaseFile[])[]>;
  /**
   * Steps that run without a pause between them, so that no batch without data comes in between: they end before a step
   * in which no source has anything, before a restart, and at the end.
   */
  readonly runs: readonly { readonly from: number; readonly to: number; readonly restarts: boolean }[];
}

type Rows = readonly (readonly unknown[])[];

/** The batches of a rows source. */
export function batchesOf(node: CaseNode): Rows {
  return node.config.batches as Rows;
}

/** Takes a case's rows and files apart into steps. */
export function stepsOf(document: CaseDocument, expected: Pick<Expectation, 'files' | 'restartBefore'>): CaseSteps {
  const files = new Map<string, readonly (readonly CaseFile[])[]>();
  for (const node of document.nodes) {
    const given = expected.files?.[node.id];
    if (given !== undefined) files.set(node.id, given);
    else if (node.kind === 'rows-source') files.set(node.id, rowFiles(node));
  }
  const count = Math.max(0, ...[...files.values()].map((steps) => steps.length));
  // What a static source holds is there from the start, and makes no step.
  const statics = new Set(document.nodes.filter(({ config }) => config.static === true).map(({ id }) => id));
  const stepped = [...files].flatMap(([id, steps]) => (statics.has(id) ? [] : [steps]));
  const isEmpty = (step: number) =>
    stepped.every((steps) => (steps[step] ?? []).every(({ text, base64 }) => text === '' && !base64));
  const restarts = new Set(expected.restartBefore ?? []);
  const runs: { from: number; to: number; restarts: boolean }[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && !isEmpty(to) && !isEmpty(to - 1) && !restarts.has(to)) to++;
    runs.push({ from, to, restarts: restarts.has(from) });
    from = to;
  }
  // A step in which nobody has anything is no file: a file would make a batch.
  for (const [id, steps] of files) {
    if (statics.has(id)) continue;
    files.set(
      id,
      steps.map((step, index) => (isEmpty(index) && document.nodes.some((node) => isRows(node, id)) ? [] : step)),
    );
  }
  return { files, runs };
}

function isRows(node: CaseNode, id: string): boolean {
  return node.id === id && node.kind === 'rows-source';
}

function rowFiles(node: CaseNode): CaseFile[][] {
  const steps = batchesOf(node).map((rows, index) => [
    { name: `${String(index).padStart(4, '0')}.json`, text: rows.map((row) => `${JSON.stringify(row)}\n`).join('') },
  ]);
  return node.config.static === true ? [steps.flat()] : steps;
}

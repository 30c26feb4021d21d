/** The rows of a case as files, for queries that read files. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseFile } from './case-format.ts';
import type { CaseDocument, CaseSteps } from './steps.ts';

/** The pipeline with every rows source replaced by a file source and its schema, all reading below `where`. */
export function fromFiles(document: CaseDocument, where: string, steps: CaseSteps): CaseDocument {
  const rows = new Set(document.nodes.filter(({ kind }) => kind === 'rows-source').map(({ id }) => id));
  const nodes = document.nodes.flatMap((node) => {
    if (!steps.files.has(node.id)) return [node];
    const path = join(where, node.id);
    if (!rows.has(node.id)) return [{ ...node, config: { ...node.config, path } }];
    const { fields, static: isStatic = false } = node.config;
    const limit = isStatic === true ? { static: true } : { maxFilesPerTrigger: 1 };
    return [
      { ...node, kind: 'file-source', config: { path, format: 'json', ...limit } },
      { ...node, id: `${node.id}.schema`, kind: 'schema', config: { fields } },
    ];
  });
  const edges = document.edges.map((edge) =>
    rows.has(edge.source) ? { ...edge, source: `${edge.source}.schema` } : edge,
  );
  const declared = [...rows].map((id) => ({ source: id, target: `${id}.schema` }));
  return { ...document, nodes, edges: [...edges, ...declared] };
}

/** Files get times a second apart in the order of their steps and names. */
export function writeFiles(where: string, { files }: CaseSteps, from: number, to: number): void {
  for (const [id, steps] of files) {
    for (let step = from; step < to; step++) {
      (steps[step] ?? []).forEach((file, index) => {
        writeCaseFile(join(where, id), file, 1_700_000_000 + step * 100 + index);
      });
    }
  }
}

/** Takes away the files of all steps from one on. */
export function removeFiles(where: string, { files }: CaseSteps, from: number): void {
  for (const [id, steps] of files) {
    for (const file of steps.slice(from).flat()) rmSync(join(where, id, file.name), { force: true });
  }
}

/** What a static source reads is there before the query starts. */
export function writeStatic(document: CaseDocument, where: string, steps: CaseSteps | null): void {
  if (steps === null) return;
  for (const node of document.nodes) {
    if (node.config.static !== true) continue;
    for (const file of (steps.files.get(node.id) ?? []).flat()) {
      writeCaseFile(join(where, node.id), file, 1_700_000_000);
    }
  }
}

function writeCaseFile(folder: string, file: CaseFile, seconds: number): void {
  const path = join(folder, file.name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, file.base64 === undefined ? (file.text ?? '') : Buffer.from(file.base64, 'base64'));
  utimesSync(path, seconds, seconds);
}

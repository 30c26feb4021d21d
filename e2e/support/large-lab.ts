/** The lab over so much input that the engine shares it out to several threads and is busy for a while. */
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';

const pipeline = join(root, 'assets', 'pipelines', 'lab-5.millrace.json');
const sample = join(root, 'assets', 'samples', 'lab5');

export interface LargeLab {
  /** The pipeline's file. */
  readonly path: string;
  readonly rows: number;
  /** How often each row of the lab is in it. */
  readonly times: number;
  remove(): void;
}

/**
 * Makes the input and its pipeline in a folder of its own.
 *
 * @param millionsOfRows of the file, about 36 MB each
 * @param names under which the file lies in the folder: each is read
 */
export function makeLargeLab(millionsOfRows: number, names: number): LargeLab {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-large-'));
  const events = join(folder, 'events');
  mkdirSync(events);
  const files = readdirSync(sample).sort();
  const once = Buffer.concat(files.map((name) => readFileSync(join(sample, name))));
  const sampleRows = once.toString('latin1').split('\n').length - 1;
  const repeats = Math.round((millionsOfRows * 1_000_000) / sampleRows);
  const first = join(events, '000.json');
  writeFileSync(first, Buffer.concat(Array.from({ length: repeats }, () => once)));
  for (let name = 1; name < names; name++) linkSync(first, join(events, `${String(name).padStart(3, '0')}.json`));

  const path = join(folder, 'large.millrace.json');
  const document: { nodes: { kind: string; config: object }[] } = JSON.parse(readFileSync(pipeline, 'utf8'));
  const large = document.nodes.map((node) =>
    node.kind === 'file-source' ? { ...node, config: { ...node.config, path: 'events' } } : node,
  );
  writeFileSync(path, JSON.stringify({ ...document, name: 'Large lab', nodes: large }));
  return {
    path,
    rows: sampleRows * repeats * names,
    times: repeats * names,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a file sink's folder holds for a reader. */
export interface Committed {
  /** Each row as its line of the file, behind the partition folder that it lies in. */
  readonly rows: readonly string[];
  readonly parts: number;
  /** What is wrong with the log or its parts, in words. */
  readonly faults: readonly string[];
}

/** Reads the folder by its log, as Spark does, without the engine's help; a folder without a log as it lies there. */
export function readCommitted(folder: string): Committed {
  const log = join(folder, '_spark_metadata');
  if (existsSync(log)) return readLogged(folder, log);
  const parts = existsSync(folder) ? partsBelow(folder) : [];
  return { rows: parts.flatMap((part) => rowsOf(folder, part)), parts: parts.length, faults: [] };
}

function readLogged(folder: string, log: string): Committed {
  const faults: string[] = [];
  const seen = new Set<string>();
  const rows: string[] = [];
  for (const name of neededLogs(readdirSync(log), faults)) {
    const [version, ...lines] = readFileSync(join(log, name), 'utf8').split('\n');
    if (version !== 'v1') faults.push(`${name} begins with ${version}`);
    for (const line of lines.filter((each) => each !== '')) {
      const { path, size } = JSON.parse(line) as { path: string; size: number };
      const part = fileURLToPath(path);
      if (seen.has(part)) faults.push(`${part} is listed twice, again in ${name}`);
      else if (!existsSync(part)) faults.push(`${part} is listed in ${name} and not there`);
      else {
        if (statSync(part).size !== size) faults.push(`${part} is not as large as ${name} says`);
        rows.push(...rowsOf(folder, part));
      }
      seen.add(part);
    }
  }
  return { rows, parts: seen.size, faults };
}

/** The newest compact log and all after it, in their order. */
function neededLogs(names: readonly string[], faults: string[]): string[] {
  const ids = (pattern: RegExp) =>
    names.flatMap((name) => (pattern.test(name) ? [Number.parseInt(name, 10)] : [])).sort((a, b) => a - b);
  const compact = ids(/^\d+\.compact$/).at(-1) ?? -1;
  const later = ids(/^\d+$/).filter((id) => id > compact);
  for (const [i, id] of later.entries()) {
    if (id !== compact + 1 + i) faults.push(`the log of batch ${compact + 1 + i} is missing`);
  }
  return [...(compact < 0 ? [] : [`${compact}.compact`]), ...later.map(String)];
}

function partsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return partsBelow(path);
    return entry.name.startsWith('part-') ? [path] : [];
  });
}

function rowsOf(folder: string, part: string): string[] {
  const below = relative(folder, join(part, '..'));
  const lines = readFileSync(part, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => `${below} ${line}`);
}

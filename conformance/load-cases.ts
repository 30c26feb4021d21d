import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type ConformanceCase, expectationSchema, recordingSchema } from './case-format.ts';

const ending = '.millrace.json';

/**
 * All cases below a folder, in the order of their names.
 *
 * @param wanted parts of ids; empty for all
 */
export function loadCases(folder: string, wanted: readonly string[] = []): ConformanceCase[] {
  return pipelinesIn(folder)
    .map((path) => loadCase(folder, path.slice(0, -ending.length)))
    .filter(({ id }) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
}

function pipelinesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pipelinesIn(path);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

function loadCase(folder: string, path: string): ConformanceCase {
  const id = relative(folder, path).split(sep).join('/');
  const read = (file: string): unknown => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const parsed = <Shape>(name: string, schema: { parse(value: unknown): Shape }): Shape | null => {
    const file = `${path}.${name}.json`;
    if (!existsSync(file)) return null;
    const value = read(file);
    try {
      return schema.parse(value);
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    id,
    path,
    document: read(`${path}${ending}`),
    expected: parsed('expected', expectationSchema),
    recording: parsed('spark', recordingSchema),
  };
}

/** Runs a document whose queries keep everything in one folder, and reads what their file sinks have written there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSession } from '../session.ts';
import type { CheckpointStatus, RunOptions } from '../session-shapes.ts';

/** Runs all queries over what is there; the code that each ended with, or null, by its sink. */
export async function runIn(
  folder: string,
  document: unknown,
  options: Pick<RunOptions, 'maxBatches' | 'interpreted'> = {},
): Promise<Record<string, string | null>> {
  const session = await createSession({ threads: 1 });
  try {
    const started = await session.run(document, { ...options, baseDirectory: folder, follow: false });
    await started.awaitTermination();
    const { queries } = started.snapshot();
    return Object.fromEntries(queries.map(({ sinkNodeId, exception }) => [sinkNodeId, exception?.code ?? null]));
  } finally {
    await session.stop();
  }
}

/** How the checkpoints of the document's queries stand. */
export async function checkpointsIn(folder: string, document: unknown): Promise<readonly CheckpointStatus[]> {
  const session = await createSession({ threads: 1 });
  try {
    return await session.checkpoints(document, { baseDirectory: folder });
  } finally {
    await session.stop();
  }
}

/** The lines of the files that the log of a file sink names, sorted. Each file counts once, and only where the log puts it. */
export function loggedLines(output: string): string[] {
  const log = join(output, '_spark_metadata');
  const paths = readdirSync(log).flatMap((name) =>
    readFileSync(join(log, name), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"path"'))
      .map((line) => (JSON.parse(line) as { path: string }).path.replace(/^file:\/\//, '')),
  );
  return [...new Set(paths)].flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean)).sort();
}

/** These lines of each of the sinks that write to `output` in the folder. */
export function rowsIn(folder: string, sinks: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(sinks.map((sink) => [sink, loggedLines(join(folder, 'output', sink))]));
}

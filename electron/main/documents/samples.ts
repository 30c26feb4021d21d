import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ShellError } from '../../contract/shell-error.ts';
import { readDocument } from './document-file.ts';

export const SAMPLE_ENDING = '.millrace.json';

/** The pipeline that a first start shows. */
export const FIRST_SAMPLE = 'lab-5';

export interface Sample {
  /** The file's name without its ending. */
  readonly id: string;
  readonly name: string;
}

const named = z.object({ name: z.string().min(1) });

/** The pipelines that ship with the app, in the order of their ids; the name is the document's own. */
export async function listSamples(directory: string): Promise<readonly Sample[]> {
  const files = (await readdir(directory).catch(() => [])).filter((file) => file.endsWith(SAMPLE_ENDING)).sort();
  return Promise.all(
    files.map(async (file) => {
      const id = file.slice(0, -SAMPLE_ENDING.length);
      const { text } = await readDocument(join(directory, file));
      return { id, name: nameIn(text) ?? id };
    }),
  );
}

/** Path of the sample `id`. Only names that the folder really has are taken, so an id cannot lead out of it. */
export async function samplePath(directory: string, id: string): Promise<string> {
  const files = await readdir(directory).catch(() => []);
  const file = files.find((name) => name === id + SAMPLE_ENDING);
  if (file === undefined) throw new ShellError('SHELL-017', { id });
  return join(directory, file);
}

function nameIn(text: string): string | undefined {
  try {
    return named.safeParse(JSON.parse(text)).data?.name;
  } catch {
    return undefined;
  }
}

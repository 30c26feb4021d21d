import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ShellError } from '../../contract/shell-error.ts';
import { readDocument } from './document-file.ts';

export const SAMPLE_ENDING = '.millrace.json';

/** The pipeline that a first start shows. */
export const FIRST_SAMPLE = 'lab-5';

/** Folder of the templates in English, which has one for each other language: the same graphs in its words. */
const TEMPLATES = 'templates';

export interface Sample {
  /** The file's name without its ending; of a template behind its folder, whatever the language. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'sample' | 'template';
  readonly text: string;
}

type Language = 'en' | 'fr';

const named = z.object({ name: z.string().min(1) });

/** The pipelines that ship with the app, samples before templates, in the order of their ids; the name is the document's own. */
export async function listSamples(directory: string, language: Language): Promise<Sample[]> {
  const [samples, templates] = await Promise.all([namesIn(directory), namesIn(join(directory, TEMPLATES))]);
  const ids = [...samples, ...templates.map((name) => `${TEMPLATES}/${name}`)];
  return Promise.all(
    ids.map(async (id): Promise<Sample> => {
      const { text } = await readDocument(await samplePath(directory, id, language));
      return { id, name: nameIn(text) ?? id, kind: id.startsWith(`${TEMPLATES}/`) ? 'template' : 'sample', text };
    }),
  );
}

/**
 * Path of the sample or template `id`, in the given language where it is there in it. Only names that the folders really have are
 * taken, so an id cannot lead out of them.
 */
export async function samplePath(directory: string, id: string, language: Language): Promise<string> {
  const isTemplate = id.startsWith(`${TEMPLATES}/`);
  const name = isTemplate ? id.slice(TEMPLATES.length + 1) : id;
  const english = isTemplate ? join(directory, TEMPLATES) : directory;
  for (const folder of isTemplate && language !== 'en' ? [join(english, language), english] : [english]) {
    if ((await namesIn(folder)).includes(name)) return join(folder, name + SAMPLE_ENDING);
  }
  throw new ShellError('SHELL-017', { id });
}

/** Names of the pipelines in a folder, without their ending, sorted. */
async function namesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => file.endsWith(SAMPLE_ENDING))
    .map((file) => file.slice(0, -SAMPLE_ENDING.length))
    .sort();
}

function nameIn(text: string): string | undefined {
  try {
    return named.safeParse(JSON.parse(text)).data?.name;
  } catch {
    return undefined;
  }
}

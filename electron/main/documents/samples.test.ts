import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSamples, samplePath } from './samples.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-samples-'));
  mkdirSync(join(folder, 'templates', 'fr'), { recursive: true });
  const put = (name: string, text: string) => writeFileSync(join(folder, `${name}.millrace.json`), text);
  put('lab', '{"name":"Lab"}');
  put('templates/a', '{"name":"Count"}');
  put('templates/b', '{"name":"Sum"}');
  put('templates/fr/a', '{"name":"Compte"}');
  put('secret', 'x');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('samples and templates', () => {
  it('are listed with their text, in the language where there is one', async () => {
    const shown = async (language: 'en' | 'fr') =>
      (await listSamples(folder, language)).map(({ id, name, kind }) => `${kind} ${id} ${name}`);
    const samples = ['sample lab Lab', 'sample secret secret'];
    expect(await shown('en')).toEqual([...samples, 'template templates/a Count', 'template templates/b Sum']);
    expect(await shown('fr')).toEqual([...samples, 'template templates/a Compte', 'template templates/b Sum']);
    expect((await listSamples(folder, 'fr')).map(({ text }) => text)).toContain('{"name":"Compte"}');
  });

  it('are found by ids that the folders have, and by no others', async () => {
    expect(await samplePath(folder, 'templates/a', 'fr')).toBe(join(folder, 'templates', 'fr', 'a.millrace.json'));
    expect(await samplePath(folder, 'templates/b', 'fr')).toBe(join(folder, 'templates', 'b.millrace.json'));
    for (const id of ['templates/../lab', '../lab', 'templates/fr/a', 'templates/', 'none', 'templates/../../x']) {
      await expect(samplePath(folder, id, 'fr')).rejects.toMatchObject({ code: 'SHELL-017' });
    }
  });

  it('of the app are one sample and seven templates in both languages', async () => {
    const directory = fileURLToPath(new URL('../../../assets/pipelines', import.meta.url));
    const [english, french] = await Promise.all([listSamples(directory, 'en'), listSamples(directory, 'fr')]);
    expect(english.filter(({ kind }) => kind === 'template')).toHaveLength(7);
    expect(french.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    const same = french.filter(({ kind, name }, at) => kind === 'template' && name === english[at]?.name);
    expect(same.map(({ name }) => name)).toEqual(['Sessions']);
  });
});

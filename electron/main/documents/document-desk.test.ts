import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../../engine/base/assert.ts';
import { type DeskForTest, deskForTest } from '../../testing/desk-for-test.ts';
import { fileName, shortPath } from './document-desk.ts';
import { documentArgument } from './launch-arguments.ts';

let folder = '';
let given: DeskForTest;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-desk-'));
  given = await deskForTest(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const open = async (name: string, text = '{}') => {
  given.answers.open = given.write(name, text);
  return must(await given.desk.open(undefined), 'an open document');
};

describe('opening', () => {
  it('gives text, path and time, and takes the file up in the recent list', async () => {
    const opened = await open('a.millrace.json', '{"a":1}');
    expect(opened).toMatchObject({ text: '{"a":1}', path: at('work/a.millrace.json'), origin: 'file' });
    expect(given.desk.recent).toEqual([{ path: at('work/a.millrace.json'), name: 'a' }]);
    expect(given.desk.baseDirectory(opened.path)).toBe(at('work'));
  });

  it('is null when the dialog is left', async () => {
    expect(await given.desk.open(undefined)).toBeNull();
    expect(await given.desk.import()).toBeNull();
    expect(given.shown).toEqual([`open ${at('home')}`, `import ${at('home')}`]);
  });

  it('starts the dialog where the last file was', async () => {
    await open('a.millrace.json');
    await given.desk.open(undefined);
    expect(given.shown.at(-1)).toBe(`open ${at('work')}`);
  });

  it('opens a recent file after a new start, and forgets one that is gone', async () => {
    const { path } = await open('a.millrace.json');
    const again = await given.restart();
    expect(await again.desk.open(must(path, 'a path'))).toMatchObject({ text: '{}', path });
    rmSync(must(path, 'a path'));
    await expect(again.desk.open(must(path, 'a path'))).rejects.toMatchObject({ code: 'SHELL-009' });
    expect(again.desk.recent).toEqual([]);
  });

  it('keeps ten recent files, newest first and each once', async () => {
    for (let index = 0; index < 12; index++) await open(`f${index}.millrace.json`);
    await open('f5.millrace.json');
    expect(given.desk.recent.map(({ name }) => name)).toEqual([
      'f5',
      'f11',
      'f10',
      'f9',
      'f8',
      'f7',
      'f6',
      'f4',
      'f3',
      'f2',
    ]);
    await given.desk.clearRecent();
    expect((await given.restart()).desk.recent).toEqual([]);
  });

  it.each(['not json', '{"a":1}', '[{"path":5}]', 'null'])(
    'takes a recent list of %j for an empty one',
    async (text) => {
      writeFileSync(at('data/recent.json'), text);
      expect((await given.restart()).desk.recent).toEqual([]);
    },
  );

  it('imports without a path, but with a start for relative paths', async () => {
    given.answers.open = given.write('b.json', '{"b":1}');
    const imported = must(await given.desk.import(), 'a document');
    expect(imported).toMatchObject({ text: '{"b":1}', path: null, basePath: at('work/b.json'), origin: 'import' });
    expect(given.desk.baseDirectory(imported.basePath)).toBe(at('work'));
    expect(given.desk.recent).toEqual([]);
  });

  it('shows why a file from outside cannot be opened, in the user’s language', async () => {
    given.setLanguage('fr');
    expect(await given.desk.openOutside(at('none.millrace.json'))).toBeNull();
    expect(given.shown).toEqual([`error le fichier «\u00a0${at('none.millrace.json')}\u00a0» n’existe pas`]);
  });
});

describe('samples', () => {
  it('are listed with the names of their documents', async () => {
    writeFileSync(at('assets/zz.millrace.json'), 'broken');
    writeFileSync(at('assets/notes.txt'), 'x');
    expect(await given.desk.samples()).toMatchObject([
      { id: 'lab-5', name: 'Lab 5', kind: 'sample' },
      { id: 'zz', name: 'zz', kind: 'sample', text: 'broken' },
    ]);
  });

  it('open unsaved, with a start for their paths', async () => {
    const sample = await given.desk.openSample('lab-5');
    expect(sample).toMatchObject({ path: null, origin: 'sample', fingerprint: null });
    expect(given.desk.baseDirectory(sample.basePath)).toBe(at('assets'));
  });
});

describe('saving', () => {
  it('says conflict when somebody else changed the file, and overwrites when told to', async () => {
    const { path, fingerprint } = await open('a.millrace.json');
    const file = must(path, 'a path');
    writeFileSync(file, 'theirs');
    utimesSync(file, 5, 5);
    const input = { path: file, text: 'ours', expectedFingerprint: fingerprint, overwrite: false };
    expect(await given.desk.save(input)).toEqual({ outcome: 'conflict' });
    expect(await given.desk.save({ ...input, overwrite: true })).toMatchObject({ outcome: 'saved', path: file });
  });

  it('follows what other programs do to the open file, and reads it again', async () => {
    const { path } = await open('a.millrace.json');
    const file = must(path, 'a path');
    given.desk.follow(file);
    await given.desk.lookAtFile();
    writeFileSync(file, '{"theirs":1}');
    await given.desk.lookAtFile();
    expect(given.shown.at(-1)).toBe(`changed ${file}`);
    expect(await given.desk.reload(file)).toMatchObject({ text: '{"theirs":1}', path, origin: 'file' });
    const told = given.shown.length;
    await given.desk.lookAtFile();
    const expectedFingerprint = (await given.desk.reload(file)).fingerprint;
    await given.desk.save({ path: file, text: 'ours', expectedFingerprint, overwrite: false });
    await given.desk.lookAtFile();
    expect(given.shown).toHaveLength(told);
    rmSync(file);
    await given.desk.lookAtFile();
    await given.desk.lookAtFile();
    expect(given.shown.at(-1)).toBe(`missing ${file}`);
    given.desk.close();
  });

  it('reads no file again that the user never chose', () => {
    expect(() => given.desk.reload('/etc/hostname')).toThrow(expect.objectContaining({ code: 'SHELL-006' }));
  });

  it('as: rewrites relative paths, takes the file over and gives back what it wrote', async () => {
    const sample = await given.desk.openSample('lab-5');
    given.answers.target = at('home/mine.millrace.json');
    const saved = await given.desk.saveAs({
      suggestedName: 'Lab 5: open/close?',
      text: sample.text,
      basePath: sample.basePath,
      copyOnly: false,
    });
    expect(given.shown).toEqual([`save ${at('home/Lab 5 open close.millrace.json')}`]);
    expect(saved?.path).toBe(at('home/mine.millrace.json'));
    expect(JSON.parse(must(saved, 'a save').text).nodes[0].config.path).toBe('../samples/lab5');
    expect(readFileSync(at('home/mine.millrace.json'), 'utf8')).toBe(saved?.text);
    expect(
      await given.desk.save({
        path: must(saved, 'a save').path,
        text: '{}',
        expectedFingerprint: must(saved, 'a save').fingerprint,
        overwrite: false,
      }),
    ).toMatchObject({ outcome: 'saved' });
    expect(given.desk.recent[0]?.name).toBe('mine');
  });

  it('as, deeper: one folder more to go up', async () => {
    mkdirSync(at('home/deep'));
    const sample = await given.desk.openSample('lab-5');
    given.answers.target = at('home/deep/mine.millrace.json');
    const saved = await given.desk.saveAs({
      suggestedName: 'x',
      text: sample.text,
      basePath: sample.basePath,
      copyOnly: true,
    });
    expect(JSON.parse(must(saved, 'a save').text).nodes[0].config.path).toBe('../../samples/lab5');
    expect(given.desk.recent).toEqual([]);
  });

  it('as: paths of a document that was never saved start in the user’s documents', async () => {
    given.answers.target = at('work/x.millrace.json');
    const text = '{"nodes":[{"config":{"path":"data"}}]}';
    const saved = await given.desk.saveAs({ suggestedName: 'x', text, basePath: null, copyOnly: false });
    expect(JSON.parse(must(saved, 'a save').text).nodes[0].config.path).toBe('../home/data');
  });

  it('as: keeps text that is no JSON', async () => {
    given.answers.target = at('work/x.millrace.json');
    expect(await given.desk.saveAs({ suggestedName: 'x', text: '{', basePath: null, copyOnly: false })).toMatchObject({
      text: '{',
    });
  });

  it('as: gives a name its ending, and asks before that replaces a file', async () => {
    given.answers.target = at('work/x');
    const input = { suggestedName: 'x', text: '{}', basePath: null, copyOnly: false };
    expect((await given.desk.saveAs(input))?.path).toBe(at('work/x.millrace.json'));
    given.answers.replace = false;
    expect(await given.desk.saveAs({ ...input, text: 'other' })).toBeNull();
    expect(given.shown.at(-1)).toBe(`replace ${at('work/x.millrace.json')}`);
    expect(readFileSync(at('work/x.millrace.json'), 'utf8')).toBe('{}');
    given.answers.replace = true;
    expect(await given.desk.saveAs({ ...input, text: 'other' })).toMatchObject({ text: 'other' });
  });

  it('as: is null when the dialog is left', async () => {
    expect(await given.desk.saveAs({ suggestedName: 'x', text: '{}', basePath: null, copyOnly: false })).toBeNull();
  });
});

describe('what the window starts with', () => {
  it('the first sample', async () => {
    expect(await given.desk.initial()).toMatchObject({ origin: 'sample' });
  });

  it('nothing where there is no sample', async () => {
    rmSync(at('assets'), { recursive: true });
    expect(await given.desk.initial()).toBeNull();
  });

  it('the file it was started for, once', async () => {
    const path = given.write('a.millrace.json', '{"a":1}');
    const again = await given.restart(path);
    expect(await again.desk.initial()).toMatchObject({ text: '{"a":1}', path, origin: 'file' });
    expect(await again.desk.initial()).toMatchObject({ origin: 'sample' });
  });

  it('a file that came before the window asked, and none after', async () => {
    const path = given.write('a.millrace.json', '{}');
    expect(given.desk.launchWith(path)).toBe(true);
    expect(await given.desk.initial()).toMatchObject({ path });
    expect(given.desk.launchWith(path)).toBe(false);
  });

  it('after a reload: the file that it had', async () => {
    const { path } = await open('a.millrace.json');
    await given.desk.initial();
    given.desk.follow(path);
    expect(await given.desk.initial()).toMatchObject({ path, origin: 'file' });
    given.desk.follow(null);
    expect(await given.desk.initial()).toMatchObject({ origin: 'sample' });
  });

  it('the sample, and a word about it, when its file cannot be read', async () => {
    const again = await given.restart(at('none.millrace.json'));
    expect(await again.desk.initial()).toMatchObject({ origin: 'sample' });
    expect(again.shown[0]).toMatch(/^error /);
  });
});

describe('choosing a path for a setting', () => {
  it.each([
    ['work/data', 'data'],
    ['work/data/x.json', 'data/x.json'],
    ['samples/lab5', '../samples/lab5'],
    ['work', '.'],
  ])('%s becomes %s', async (chosen, expected) => {
    const { path } = await open('a.millrace.json');
    given.answers.path = at(chosen);
    expect(await given.desk.pickPath({ kind: 'folder', documentPath: path })).toBe(expected);
    expect(given.shown.at(-1)).toBe(`folder ${at('work')}`);
  });

  it('stays absolute when it is far away, or the document has no place', async () => {
    const { path } = await open('a.millrace.json');
    given.answers.path = '/var/data';
    expect(await given.desk.pickPath({ kind: 'file', documentPath: path })).toBe('/var/data');
    given.answers.path = at('home/data');
    expect(await given.desk.pickPath({ kind: 'file', documentPath: null })).toBe(at('home/data'));
  });

  it('is null when the dialog is left', async () => {
    expect(await given.desk.pickPath({ kind: 'file', documentPath: null })).toBeNull();
  });
});

describe('a program for Spark', () => {
  const made = async (folderOf: string) => `# runs in ${folderOf}\n`;

  it('is written for the folder that was chosen, with its ending, and cannot be named by the page then', async () => {
    const { path } = await open('a.millrace.json');
    given.answers.target = at('home/a');
    expect(await given.desk.saveProgram('Lab: 5', path, made)).toBe(at('home/a.py'));
    expect(given.shown.at(-1)).toBe(`pyspark ${at('work/Lab 5.py')}`);
    expect(readFileSync(at('home/a.py'), 'utf8')).toBe(`# runs in ${at('home')}\n`);
    expect(given.desk.recent).toEqual([{ path, name: 'a' }]);
    const input = { path: at('home/a.py'), text: '{}', expectedFingerprint: null, overwrite: true };
    await expect(given.desk.save(input)).rejects.toMatchObject({ code: 'SHELL-006' });
  });

  it('leaves what is there alone unless the user says otherwise', async () => {
    writeFileSync(at('home/a.py'), 'mine');
    given.answers.target = at('home/a');
    given.answers.replace = false;
    expect(await given.desk.saveProgram('a', null, made)).toBeNull();
    given.answers.target = null;
    expect(await given.desk.saveProgram('a', null, made)).toBeNull();
    expect(readFileSync(at('home/a.py'), 'utf8')).toBe('mine');
  });
});

describe('names', () => {
  it.each([
    ['Lab 5', 'Lab 5.millrace.json'],
    ['x.millrace.json', 'x.millrace.json'],
    ['x.json', 'x.millrace.json'],
    ['../../etc/passwd', 'etc passwd.millrace.json'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.millrace.json'],
    ['line\nbreak\u0000', 'line break.millrace.json'],
    ['...', 'pipeline.millrace.json'],
    ['', 'pipeline.millrace.json'],
    ['été 漢', 'été 漢.millrace.json'],
    ['x'.repeat(255), `${'x'.repeat(100)}.millrace.json`],
  ])('%j is suggested as %j', (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });

  it.each([
    ['/a/b', '/a/b/c', 'c'],
    ['/a/b', '/a/c', '../c'],
    ['/a/b', '/c', '/c'],
    ['/a/b', '/a', '..'],
  ])('from %s, %s is %s', (from, path, expected) => {
    expect(shortPath(from, path)).toBe(expected);
  });
});

describe('the command line', () => {
  it.each([
    [['x.millrace.json'], '/home/ada/x.millrace.json'],
    [['.', '--no-sandbox', '/a/X.MILLRACE.JSON'], '/a/X.MILLRACE.JSON'],
    [['--user-data-dir=/x.millrace.json', 'other.json'], null],
    [['../x.millrace.json', 'y.millrace.json'], '/home/x.millrace.json'],
    [[], null],
  ])('%j names %s', (args, expected) => {
    expect(documentArgument(args, '/home/ada')).toBe(expected);
  });
});

import { isAbsolute, posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRelativePath, rebasePath, rebasePaths } from './rebase-paths.ts';

describe('rebasePath with slashes', () => {
  it.each([
    ['same folder', 'data', '/a/b', '/a/b', 'data'],
    ['from a subfolder to its parent', 'data/x.json', '/a/b', '/a', 'b/data/x.json'],
    ['to a sibling', '../samples/lab5', '/app/pipelines', '/home/me', '../../app/samples/lab5'],
    ['out of the old folder, into it', '../c/x', '/a/b', '/a/c', 'x'],
    ['to the folder itself', '../c', '/a/b', '/a/c', '.'],
    ['a glob', 'in/*.json', '/a', '/a/b', '../in/*.json'],
    ['a trailing slash is kept', 'in/', '/a', '/b', '../a/in/'],
    ['a dot', '.', '/a/b', '/a', 'b'],
    ['more steps up than there are', '../../../x', '/a', '/b', '../x'],
    ['a prefix that is no folder', 'x', '/a/bc', '/a/b', '../bc/x'],
    ['letters differ in case', 'x', '/a/B', '/a/b', '../B/x'],
    ['a backslash is a letter of the name', 'a\\b', '/x', '/y', '../x/a\\b'],
    ['absolute', '/var/data', '/a', '/b', '/var/data'],
    ['an address', 's3://bucket/x', '/a', '/b', 's3://bucket/x'],
    ['a file address', 'file:/var/x', '/a', '/b', 'file:/var/x'],
    ['empty', '', '/a', '/b', ''],
    ['spaces and accents', 'été 1/ü', '/a', '/b', '../a/été 1/ü'],
    ['a first folder with a colon', '../up:load/x', '/a/b', '/a', './up:load/x'],
  ])('%s', (_, path, from, to, expected) => {
    expect(rebasePath(path, from, to, '/')).toBe(expected);
  });
});

describe('rebasePath with drives', () => {
  it.each([
    ['same drive', 'data\\x', 'C:\\work', 'C:\\work\\sub', '../data/x'],
    ['slashes in the file', '../samples/lab5', 'C:\\app\\pipelines', 'C:\\Users\\me', '../../app/samples/lab5'],
    ['letters differ in case', 'data', 'c:\\Work', 'C:\\work', 'data'],
    ['another drive', 'data/x', 'C:\\work', 'D:\\', 'C:/work/data/x'],
    ['a share', 'x', '\\\\server\\share\\a', '\\\\server\\share', 'a/x'],
    ['from a share to a drive', 'x', '\\\\server\\share\\a', 'C:\\b', '//server/share/a/x'],
    ['absolute with a drive', 'E:\\data', 'C:\\a', 'C:\\b', 'E:\\data'],
    ['absolute on a share', '\\\\server\\share\\x', 'C:\\a', 'C:\\b', '\\\\server\\share\\x'],
  ])('%s', (_, path, from, to, expected) => {
    expect(rebasePath(path, from, to, '\\')).toBe(expected);
  });
});

describe('rebasePath in general', () => {
  const name = fc.constantFrom('a', 'b', 'c', '..');
  const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });

  it('names the same file from the new folder', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), folder, folder, (path, from, to) => {
        const source = `/${from.join('/')}`;
        const target = `/${to.join('/')}`;
        const rebased = rebasePath(path.join('/'), source, target, '/');
        expect(isAbsolute(rebased)).toBe(false);
        expect(posix.resolve(target, rebased)).toBe(posix.resolve(source, path.join('/')));
      }),
      { seed: 5 },
    );
  });

  it('names the same file across drives', () => {
    const drive = fc.constantFrom('C:\\', 'D:\\');
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        drive,
        folder,
        drive,
        folder,
        (path, d1, from, d2, to) => {
          const source = d1 + from.join('\\');
          const target = d2 + to.join('\\');
          const rebased = rebasePath(path.join('\\'), source, target, '\\');
          expect(win32.resolve(target, rebased)).toBe(win32.resolve(source, path.join('\\')));
        },
      ),
      { seed: 5 },
    );
  });
});

describe('rebasePaths', () => {
  const document = {
    format: 'millrace.pipeline',
    nodes: [
      { id: 'events', kind: 'file-source', config: { path: '../samples/lab5', format: 'json' } },
      { id: 'table', kind: 'memory-sink', config: { queryName: 'counts', checkpointLocation: 'state' } },
      { id: 'plain', kind: 'filter', config: { condition: 'path = 1' } },
    ],
    edges: [],
  };

  it('rewrites path and checkpointLocation and leaves the rest alone', () => {
    const before = structuredClone(document);
    const rebased = rebasePaths(document, '/app/pipelines', '/home/me', '/');
    expect(rebased).toEqual({
      ...document,
      nodes: [
        { ...document.nodes[0], config: { path: '../../app/samples/lab5', format: 'json' } },
        { ...document.nodes[1], config: { queryName: 'counts', checkpointLocation: '../../app/pipelines/state' } },
        document.nodes[2],
      ],
    });
    expect(document).toEqual(before);
  });

  it('gives back the same object when nothing changes', () => {
    expect(rebasePaths(document, '/app/pipelines', '/app/pipelines', '/')).toBe(document);
  });

  it.each([
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['no nodes', { edges: [] }],
    ['nodes that are no list', { nodes: { config: { path: 'x' } } }],
    ['nodes that are no objects', { nodes: [null, 1, 'x', [], { config: null }, { config: 'x' }, {}] }],
    ['a path that is no text', { nodes: [{ config: { path: 5 } }, { config: { path: ['x'] } }] }],
    ['a path that is inherited', { nodes: [{ config: Object.create({ path: 'x' }) }] }],
  ])('leaves %s as it is', (_, value) => {
    expect(rebasePaths(value, '/a', '/b', '/')).toBe(value);
  });
});

describe('isRelativePath', () => {
  it.each([
    ['in/*.json', '/', true],
    ['../in', '/', true],
    ['/data/in', '/', false],
    ['s3a://bucket/in', '/', false],
    ['file:/data/in', '\\', false],
    ['C:\\data', '\\', false],
    ['\\\\server\\share\\in', '\\', false],
    ['data\\in', '\\', true],
  ] as const)('%s with %s: %s', (path, separator, isRelative) => {
    expect(isRelativePath(path, separator)).toBe(isRelative);
  });
});

import { describe, expect, it } from 'vitest';
import { archivedPath, archiveOverlaps } from './source-cleaner.ts';

describe('[1.6] archives', () => {
  it.each([
    ['/arch', '/in/a.json', '/arch/in/a.json'],
    ['/arch/', '/in/k=1/a.json', '/arch/in/k=1/a.json'],
    ['D:/arch', 'C:/in/a.json', 'D:/arch/C/in/a.json'],
  ])('%s keep the whole path of %s', (folder, path, archived) => {
    expect(archivedPath(folder, path)).toBe(archived);
  });

  // As Spark 4.2.1 takes or refuses them, but for the root folder, at which it breaks.
  it.each([
    ['/d/in', '/d/in', true],
    ['/d/in/', '/d/in', true],
    ['/d/in/sub', '/d/in', true],
    ['/d/in/sub/deep', '/d/in', true],
    ['/d', '/d/in', true],
    ['/', '/d/in', true],
    ['/d/arch', '/d/*', true],
    ['/d/arch', '/d/in', false],
    ['/d/arch', '/d/in/*.json', false],
    ['/d/in/x', '/d/in/*', true],
    ['/d/in/x.json', '/d/in/*.json', true],
    ['/d/in/x', '/d/in/*.json', false],
    ['/d/inn', '/d/i*/a.json', true],
    ['/d/[', '/d/[', true],
    ['/e', '/d/[', false],
  ])('%s and source %s overlap: %s', (folder, path, overlaps) => {
    expect(archiveOverlaps(folder, path)).toBe(overlaps);
  });
});

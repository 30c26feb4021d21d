import { describe, expect, it } from 'vitest';
import { compileGlob, expandBraces, isGlob } from './glob.ts';

describe('globs', () => {
  it.each([
    ['*.json', 'a.json', true],
    ['*.json', '.json', true],
    ['*.json', 'a.jsonl', false],
    ['*', 'a/b', true],
    ['file-?', 'file-1', true],
    ['file-?', 'file-10', false],
    ['file-?', 'file-😀', true],
    ['[a-c]x', 'bx', true],
    ['[a-c]x', 'dx', false],
    ['[^a-c]x', 'dx', true],
    ['[!a]x', 'ax', false],
    ['[]]x', ']x', true],
    ['[a-]x', '-x', true],
    ['[\\]]x', ']x', true],
    ['{a,b*}.csv', 'bbb.csv', true],
    ['{a,b{1,2}}', 'b2', true],
    ['{a,b{1,2}}', 'b3', false],
    ['{,x}y', 'y', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a.b', 'axb', false],
    ['a,b}', 'a,b}', true],
    ['**', 'anything', true],
    ['', '', true],
  ])('%s against %s: %s', (glob, name, expected) => {
    expect(compileGlob(glob)?.(name)).toBe(expected);
  });

  it.each(['[a', '{a', '[', '{a,{b}', 'a\\', '[a-', '{a,b}{c,d}'.repeat(12)])('refuses %j', (glob) => {
    expect(compileGlob(glob)).toBeNull();
  });

  it('writes braces out in their order', () => {
    expect(expandBraces('/x/{a/b,c}/{1,2}')).toEqual(['/x/a/b/1', '/x/a/b/2', '/x/c/1', '/x/c/2']);
    expect(expandBraces('\\{a,b\\}')).toEqual(['\\{a,b\\}']);
  });

  it('knows globs from plain paths', () => {
    expect(['/a/*.json', '/a/[b]', '/{a}', '/a?'].every(isGlob)).toBe(true);
    expect(isGlob('/data/plain-name (1)')).toBe(false);
  });

  it('is not slowed down by stars', () => {
    const matches = compileGlob(`${'*a'.repeat(200)}b`);
    expect(matches?.('a'.repeat(5000))).toBe(false);
  });
});

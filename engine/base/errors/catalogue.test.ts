import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, describeError, type ErrorCode } from './catalogue.ts';
import type { ErrorEntry } from './entry.ts';

const entries = Object.entries(catalogue) as [ErrorCode, ErrorEntry][];
const parametersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);

/** The text of every test of the engine and of the command line, and of the tables that tests run. */
function testSources(): string {
  const folders = ['engine', 'e2e'];
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.(test|e2e)\.ts$|[\\/]testing[\\/]cases[\\/]/.test(path) && !path.endsWith('catalogue.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

describe('the error catalogue', () => {
  const tests = testSources();

  test.each(entries)('%s is provoked by a test', (code) => {
    expect(tests.includes(code)).toBe(true);
  });

  test.each(entries)('%s is said in both languages, of the same things, in the agreed style', (code, entry) => {
    expect(code).toMatch(/^[A-Z]{3}-\d{3}$/);
    for (const text of [entry.en, entry.fr]) {
      expect(text.message).not.toMatch(/^[A-Z][a-z]/);
      expect(text.message).not.toMatch(/\.$/);
    }
    expect(new Set(parametersOf(entry.fr.message))).toEqual(new Set(parametersOf(entry.en.message)));
    expect(new Set(parametersOf(entry.fr.hint ?? ''))).toEqual(new Set(parametersOf(entry.en.hint ?? '')));
    expect(entry.fr.hint === undefined).toBe(entry.en.hint === undefined);
  });

  test.each(entries)('%s has French spacing', (_, entry) => {
    for (const text of [entry.fr.message, entry.fr.hint ?? '']) {
      // A space that a line may break at must not stand before these marks, nor inside quotation marks.
      expect(text).not.toMatch(/ [:;?!»]|« |[^\s\d:/][;?!](?![\w/])/);
    }
  });

  test('a hint whose parameter is empty is left out', () => {
    expect(describeError('PIP-005', { key: 'a', path: 'a', near: [] })).toEqual({
      message: 'key "a" at a is not known',
    });
    expect(describeError('PIP-005', { key: 'a', path: 'a', near: ['b', 'c'] }).hint).toBe('did you mean b, c?');
  });

  test('ids of the engine are said in words of the language, in lists too; other values stand as they are', () => {
    const unwired = { node: 'n', port: 'left' };
    expect(describeError('PIP-029', unwired).message).toBe('the left input of node "n" is not wired');
    expect(describeError('PIP-029', unwired, 'fr').message).toBe(
      'l’entrée gauche du nœud «\u00a0n\u00a0» n’est pas branchée',
    );
    expect(describeError('PLN-066', { sides: ['left', 'right'] }, 'fr').message).toContain('(côté gauche, côté droit)');
    expect(describeError('PIP-029', { node: 'n', port: 'constructor' }).message).toContain('constructor of node');
  });

  test.each(entries)('%s has words only for parameters that its message names', (_, entry) => {
    for (const text of [entry.en, entry.fr]) {
      for (const name of Object.keys(text.words ?? {})) expect(parametersOf(text.message)).toContain(name);
    }
  });

  test('parameters are values: braces and names of prototypes in them mean nothing', () => {
    expect(describeError('PIP-010', { kind: '{near} {constructor}', near: [] }).message).toContain(
      '{near} {constructor}',
    );
  });
});

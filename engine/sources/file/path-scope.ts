import { compileGlob, expandBraces, isGlob } from './glob.ts';

/**
 * Tells which paths a source of `path` could have listed: the path itself, or what a glob names, and all below it. Decides by the
 * names alone, so a path that leads elsewhere by `..` belongs nowhere.
 */
export function pathScope(path: string): (file: string) => boolean {
  const scopes = isGlob(path) ? [partsOf(path), ...(expandBraces(path) ?? []).map(partsOf)] : [partsOf(path)];
  const matchers = scopes.map((parts, index) =>
    parts.map((part) =>
      isGlob(part) && index > 0 ? (compileGlob(part) ?? (() => false)) : (name: string) => name === part,
    ),
  );
  return (file) => {
    const names = partsOf(file);
    if (file.includes('\0') || names.some((name) => name === '.' || name === '..')) return false;
    return matchers.some(
      (parts) => names.length >= parts.length && parts.every((matches, i) => matches(names[i] ?? '')),
    );
  };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells of each name that appears, changes or goes in a folder and in all below it, the new ones included, as soon as the
 * system tells. @returns what ends it
 */
export function watchTree(root: string, told: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const add = (path: string) => {
    if (watchers.has(path)) return;
    try {
      const names = readdirSync(join(root, path), { withFileTypes: true });
      const watcher = watch(join(root, path), (event, name) => {
        if (event !== 'rename' || name === null) return;
        const below = path === '' ? name : `${path}/${name}`;
        told(below);
        add(below);
      });
      // A folder that goes takes its watcher with it.
      watcher.on('error', () => watchers.delete(path));
      watchers.set(path, watcher);
      for (const each of names) if (each.isDirectory()) add(path === '' ? each.name : `${path}/${each.name}`);
    } catch {
      // It is a file, or it is gone already.
    }
  };
  add('');
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}

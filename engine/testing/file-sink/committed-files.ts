import { assert, must } from '../../base/assert.ts';
import { entriesToRead, readEntry } from '../../sources/file/sink-log.ts';
import type { FaultDisk } from '../fault-disk.ts';

/** Names in the log's folder of a target, hidden ones too. */
export function logOn(disk: FaultDisk, target: string): string[] {
  const folder = `${target}/_spark_metadata/`;
  return [...disk.files().keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
}

/** The files that the log of a target names, in its order, by what is in them. Fails where one is missing, cut or named twice. */
export function committedOn(disk: FaultDisk, target: string): Record<string, string> {
  const files = disk.files();
  const textOf = (path: string) => new TextDecoder().decode(must(files.get(path), `${path} is there`));
  const entries = must(entriesToRead(logOn(disk, target)), 'the log has no hole');
  const slices = entries.flatMap((entry) =>
    must(readEntry(textOf(`${target}/_spark_metadata/${entry}`)), `entry ${entry} is sound`),
  );
  assert(new Set(slices.map(({ path }) => path)).size === slices.length, 'a file is logged once');
  return Object.fromEntries(
    slices.map(({ path, sizeBytes }) => {
      assert(files.get(path)?.length === sizeBytes, `${path} is whole`);
      return [path, textOf(path)];
    }),
  );
}

import { checksumOf } from './log-file.ts';

/** Longer names are cut: file systems take 255 bytes, and a letter may have three. */
const NAME_MAX = 60;

/** A query's name as the name of a folder: names that could mean another place, or are none on some system, are written another way. */
export function folderNameOf(queryName: string): string {
  const isPlain = /^[\p{L}\p{N}_-](?:[\p{L}\p{N}_ .-]*[\p{L}\p{N}_-])?$/u.test(queryName);
  if (isPlain && queryName.length <= NAME_MAX && !isDevice(queryName)) return queryName;
  const letters = queryName.slice(0, NAME_MAX).replace(/[^\p{L}\p{N}_-]/gu, '_');
  return `${letters}-${checksumOf(queryName)}`;
}

/** Names that stand for devices on Windows, whatever follows a dot. */
function isDevice(name: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
}

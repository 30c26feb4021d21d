import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a file costs that is whole or not there, and outlasts a power cut, without any engine: written under another name, forced to
 * the disk, renamed, and the folder forced to the disk.
 */
export function publishPlainly(folder: string, name: string, bytes: Uint8Array): void {
  const aside = join(folder, `.${name}.tmp`);
  const file = openSync(aside, 'w');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, join(folder, name));
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

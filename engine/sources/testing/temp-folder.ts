import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for one test. */
export class TempFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'millrace-sources-'));

  /** Writes a file and gives it a modification time in seconds since 1970. Returns its absolute path. */
  write(name: string, content: string | Uint8Array, modifiedSeconds = 1000): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, modifiedSeconds, modifiedSeconds);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

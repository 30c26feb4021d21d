import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assert, must } from '../../base/assert.ts';
import { entriesToRead, readEntry } from '../../sources/file/sink-log.ts';

/** A folder of its own for one test, with a target folder in it that is not there yet. */
export class TempTarget {
  readonly root = mkdtempSync(join(tmpdir(), 'millrace-sink-'));
  readonly path = join(this.root, 'out');

  /** Puts a file below the target. */
  put(name: string, content: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), content);
  }

  /** Paths below the target of all files, hidden ones too, sorted; empty where there is no target. */
  names(): string[] {
    try {
      return readdirSync(this.path, { recursive: true, encoding: 'utf8' })
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => statSync(join(this.path, name)).isFile())
        .sort();
    } catch {
      return [];
    }
  }

  /** Names of part files, by what is in them. */
  parts(): Record<string, string> {
    const files = this.names().filter((name) => /(^|\/)part-/.test(name));
    return Object.fromEntries(files.map((name) => [name, this.text(name)]));
  }

  text(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  /** Lines of one log of the target, parsed; the first is the version. */
  log(batch: string): [version: string, ...entries: Record<string, unknown>[]] {
    const [version = '', ...lines] = this.text(`_spark_metadata/${batch}`).split('\n');
    return [version, ...lines.map((line) => JSON.parse(line) as Record<string, unknown>)];
  }

  /** Names of the part files that the log names, by what is in them; a file that two entries name comes up twice as an error. */
  committed(): Record<string, string> {
    const entries = entriesToRead(this.names().flatMap((name) => /^_spark_metadata\/(.*)$/.exec(name)?.[1] ?? []));
    const paths = must(entries, 'the log has no hole').flatMap((entry) =>
      must(readEntry(this.text(`_spark_metadata/${entry}`)), 'the log is sound').map(({ path }) => path),
    );
    assert(new Set(paths).size === paths.length, 'a file is logged once');
    return Object.fromEntries(paths.map((path) => [path.slice(this.path.length + 1), readFileSync(path, 'utf8')]));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

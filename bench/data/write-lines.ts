import { closeSync, openSync, writeSync } from 'node:fs';

/** Lines that are turned into bytes at a time. */
const LINES_AT_ONCE = 4096;

/** Writes the lines `from` to `to` (exclusive) of a file, each with a line end, and gives the file's size. */
export function writeLines(
  path: string,
  header: string | undefined,
  from: number,
  to: number,
  line: (index: number) => string,
): number {
  const file = openSync(path, 'w');
  let bytes = 0;
  try {
    const write = (text: string) => {
      const block = Buffer.from(text);
      let at = 0;
      while (at < block.length) at += writeSync(file, block, at);
      bytes += block.length;
    };
    if (header !== undefined) write(`${header}\n`);
    for (let start = from; start < to; start += LINES_AT_ONCE) {
      const lines: string[] = [];
      for (let index = start; index < Math.min(to, start + LINES_AT_ONCE); index++) lines.push(line(index));
      write(`${lines.join('\n')}\n`);
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}

/** What a file or folder is that was dropped on the window: a pipeline, or data and in which format. */
import { open, opendir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { diskFaultOf } from '../../../engine/base/disk-fault.ts';
import { systemCode } from '../../../engine/base/system-code.ts';
import { PIPELINE_FORMAT } from '../../../engine/pipeline/document.ts';
import { ShellError } from '../../contract/shell-error.ts';

export type DataFormat = 'json' | 'csv' | 'text' | 'parquet';

/** What names end in, before `.gz` where they are packed. */
const endings: Readonly<Record<string, DataFormat>> = {
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  csv: 'csv',
  tsv: 'csv',
  txt: 'text',
  text: 'text',
  log: 'text',
  parquet: 'parquet',
};
/** How far into a file it is looked for what makes it a pipeline. */
const headBytes = 4096;
/** How many names of a folder are looked at. */
const namesMax = 500;
const pipelineHead = new RegExp(
  String.raw`^\uFEFF?\s*\{[\s\S]*?"format"\s*:\s*"${PIPELINE_FORMAT.replace('.', '\\.')}"`,
);

/**
 * Looks at what lies at an absolute path. Of a file only the beginning is read, of a folder only names. Throws SHELL-009 to SHELL-012
 * for what cannot be looked at, SHELL-023 for a file that is neither a pipeline nor data, SHELL-024 for a folder without data.
 */
export async function lookAtDropped(path: string): Promise<'pipeline' | DataFormat> {
  if (!isAbsolute(path) || path.includes('\0')) throw new ShellError('SHELL-009', { path });
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await formatOfFolder(path);
    if (!found.isFile()) throw new ShellError('SHELL-011', { path });
    if (/\.json$/i.test(path) && pipelineHead.test(await headOf(path))) return 'pipeline';
    const format = formatOfName(path);
    if (format === null) throw new ShellError('SHELL-023', { path });
    return format;
  } catch (error) {
    if (error instanceof ShellError) throw error;
    const code = systemCode(error);
    if (code === 'ENOENT') throw new ShellError('SHELL-009', { path }, error);
    if (code !== undefined && diskFaultOf(code) === 'forbidden') throw new ShellError('SHELL-010', { path }, error);
    throw new ShellError('SHELL-012', { path, reason: code ?? String(error) }, error);
  }
}

function formatOfName(path: string): DataFormat | null {
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(endings, ending) ? (endings[ending] ?? null) : null;
}

/** The format of most files of a folder; those that a source passes over (`_SUCCESS`, `.hidden`) do not count. */
async function formatOfFolder(path: string): Promise<DataFormat> {
  const counts = new Map<DataFormat, number>();
  let looked = 0;
  for await (const entry of await opendir(path)) {
    if (++looked > namesMax) break;
    const format = entry.isFile() && !/^[._]/.test(entry.name) ? formatOfName(join(path, entry.name)) : null;
    if (format !== null) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  const most = [...counts].sort(([, a], [, b]) => b - a)[0];
  if (most === undefined) throw new ShellError('SHELL-024', { path });
  return most[0];
}

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import { documentBytesMax } from '../pipeline/document.ts';
import type { Session } from '../session.ts';

export interface PipelineFile {
  /** What the file holds, parsed and not yet checked. */
  readonly document: unknown;
  /** Where its relative paths start. */
  readonly baseDirectory: string;
}

/** Reads a pipeline file; fails when it cannot be read, is too large, or is not JSON. */
export async function readPipeline(path: string, session: Session): Promise<Result<PipelineFile, Diagnostic>> {
  const absolute = resolve(path);
  let text: string;
  try {
    const { size } = await stat(absolute);
    if (size > documentBytesMax) {
      return err(diagnostic('PIP-002', {}, { size: Math.ceil(size / 2 ** 20), limit: documentBytesMax / 2 ** 20 }));
    }
    text = await readFile(absolute, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return err(diagnostic('PIP-013', {}, { path, reason: reasons[reason] ?? reason }));
  }
  const parsed = session.parse(text);
  return parsed.ok ? ok({ document: parsed.value, baseDirectory: dirname(absolute) }) : err(parsed.error);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'access is denied',
};

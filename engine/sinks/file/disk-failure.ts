import { type DiskFault, diskFaultOf } from '../../base/disk-fault.ts';
import type { ErrorCode } from '../../base/errors/catalogue.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { systemCode } from '../../base/system-code.ts';

const CODES: Readonly<Record<DiskFault, ErrorCode>> = {
  full: 'EXE-192',
  forbidden: 'EXE-193',
  gone: 'EXE-194',
  'name-too-long': 'EXE-195',
  other: 'EXE-122',
};

/** How the writer of Parquet files says it: by the system's text for the fault. */
const TEXTS: Readonly<Record<string, string>> = {
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'Read-only file system': 'EROFS',
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
  'No such file or directory': 'ENOENT',
  'Not a directory': 'ENOTDIR',
  'File name too long': 'ENAMETOOLONG',
};

/** A fault of the disk in words; null for an error that is none. `path` is the folder that was written. */
export function diskFailure(error: unknown, path: string): EngineError | null {
  const reason = systemCode(error) ?? parquetReason(error);
  if (reason === undefined) return null;
  return new EngineError(CODES[diskFaultOf(reason)], { path, reason }, {}, error);
}

function parquetReason(error: unknown): string | undefined {
  const text = error instanceof Error ? /^IO Error: .*: ([^:]+)$/.exec(error.message)?.[1] : undefined;
  return text === undefined ? undefined : (TEXTS[text] ?? text);
}

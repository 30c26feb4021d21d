/** What a disk that fails means for whoever runs into it: people can do something about most of it. */
export type DiskFault = 'full' | 'forbidden' | 'gone' | 'name-too-long' | 'other';

const FAULTS: Readonly<Record<string, DiskFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'forbidden',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENAMETOOLONG: 'name-too-long',
};

/** @param code the system's name for it; see `systemCode` */
export function diskFaultOf(code: string): DiskFault {
  return Object.hasOwn(FAULTS, code) ? (FAULTS[code] ?? 'other') : 'other';
}

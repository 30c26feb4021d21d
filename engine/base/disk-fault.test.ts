import { expect, test } from 'vitest';
import { diskFaultOf } from './disk-fault.ts';

test.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'forbidden'],
  ['EACCES', 'forbidden'],
  ['EPERM', 'forbidden'],
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'gone'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['EIO', 'other'],
  ['constructor', 'other'],
])('%s: %s', (code, fault) => {
  expect(diskFaultOf(code)).toBe(fault);
});

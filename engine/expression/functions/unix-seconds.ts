import { unixCount } from './unix-count.ts';

export const unixSeconds = unixCount('unix_seconds', 1_000_000n);

import { unixCount } from './unix-count.ts';

export const unixMillis = unixCount('unix_millis', 1_000n);

import { unixCount } from './unix-count.ts';

export const unixMicros = unixCount('unix_micros', 1n);

import { secondsSince1970 } from './unix-timestamp.ts';

/** `unix_timestamp` with at least one argument. */
export const toUnixTimestamp = secondsSince1970('to_unix_timestamp', 1);

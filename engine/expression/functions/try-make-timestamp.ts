import { momentFromParts } from './moment-from-parts.ts';

/** `make_timestamp`, with null in place of an error. */
export const tryMakeTimestamp = momentFromParts('try_make_timestamp', ['try_make_timestamp_ltz'], true);

import { momentFromParts } from './moment-from-parts.ts';

/** `make_timestamp(year, month, day, hour, minute, second[, zone])`, on the session's clock where no zone is given. */
export const makeTimestamp = momentFromParts('make_timestamp', ['make_timestamp_ltz'], false);

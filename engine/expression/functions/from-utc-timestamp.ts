import { zoneOffsetMicros } from '../../types/time-zone.ts';
import { zoneShift } from './zone-shift.ts';

/** `from_utc_timestamp(timestamp, zone)`: what the zone's clock shows when that of UTC shows `timestamp`. */
export const fromUtcTimestamp = zoneShift(
  'from_utc_timestamp',
  (micros, zone) => micros + zoneOffsetMicros(micros, zone),
);

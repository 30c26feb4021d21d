import { localToEpochMicros } from '../../types/time-zone.ts';
import { zoneShift } from './zone-shift.ts';

/** `to_utc_timestamp(timestamp, zone)`: what the clock of UTC shows when the zone's shows `timestamp`. */
export const toUtcTimestamp = zoneShift('to_utc_timestamp', localToEpochMicros);

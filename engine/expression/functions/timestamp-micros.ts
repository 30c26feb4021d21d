import { epochTimestamp } from './epoch-timestamp.ts';

export const timestampMicros = epochTimestamp('timestamp_micros', 1n);

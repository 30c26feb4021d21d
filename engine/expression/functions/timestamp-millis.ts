import { epochTimestamp } from './epoch-timestamp.ts';

export const timestampMillis = epochTimestamp('timestamp_millis', 1_000n);

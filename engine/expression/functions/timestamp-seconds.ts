import { epochTimestamp } from './epoch-timestamp.ts';

export const timestampSeconds = epochTimestamp('timestamp_seconds', 1_000_000n);

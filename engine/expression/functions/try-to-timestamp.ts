import { TIMESTAMP } from '../../types/data-type.ts';
import { momentParsing } from './moment-parsing.ts';

/** `to_timestamp`, with null for a text that does not fit. */
export const tryToTimestamp = momentParsing('try_to_timestamp', TIMESTAMP, [], true);

import { TIMESTAMP } from '../../types/data-type.ts';
import { momentParsing } from './moment-parsing.ts';

export const toTimestamp = momentParsing('to_timestamp', TIMESTAMP, ['to_timestamp_ltz']);

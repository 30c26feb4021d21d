import { DATE } from '../../types/data-type.ts';
import { momentParsing } from './moment-parsing.ts';

/** `to_date`, with null for a text that does not fit. */
export const tryToDate = momentParsing('try_to_date', DATE, [], true);

import { DATE } from '../../types/data-type.ts';
import { momentParsing } from './moment-parsing.ts';

export const toDate = momentParsing('to_date', DATE);

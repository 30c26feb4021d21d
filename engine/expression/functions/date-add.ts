import { dayShift } from './day-shift.ts';

export const dateAdd = dayShift('date_add', ['dateadd'], 1);

import { dayShift } from './day-shift.ts';

export const dateSub = dayShift('date_sub', [], -1);

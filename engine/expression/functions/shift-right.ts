import { bitShift } from './bit-shift.ts';

/** The sign stays. */
export const shiftRight = bitShift(
  'shiftright',
  '>>',
  (value, count) => value >> count,
  (value, count) => value >> count,
);

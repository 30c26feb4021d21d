import { bitShift } from './bit-shift.ts';

export const shiftLeft = bitShift(
  'shiftleft',
  '<<',
  (value, count) => value << count,
  (value, count) => value << count,
);

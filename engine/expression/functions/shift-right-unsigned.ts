import { bitShift } from './bit-shift.ts';

/** Zeros come in where the sign was. */
export const shiftRightUnsigned = bitShift(
  'shiftrightunsigned',
  null,
  (value, count) => value >>> count,
  (value, count) => BigInt.asUintN(64, value) >> count,
);

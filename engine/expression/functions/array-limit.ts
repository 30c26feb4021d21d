import { EngineError } from '../../base/errors/engine-error.ts';

/** Longer arrays are not made: a row must not exhaust the memory of the machine. */
const ELEMENTS_MAX = 10_000_000;

/** Throws EXP-078 before an array of `size` elements is made that is too long. */
export function checkArraySize(size: number | bigint): void {
  if (size > ELEMENTS_MAX) throw new EngineError('EXP-078', { size: String(size), limit: ELEMENTS_MAX });
}

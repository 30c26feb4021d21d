import { EngineError } from '../../base/errors/engine-error.ts';
import { isTimeZone } from '../../types/time-zone.ts';

/** `name`, if it is a time zone. Throws EXP-068 otherwise. */
export function checkedZone(name: string): string {
  if (!isTimeZone(name)) throw new EngineError('EXP-068', { zone: name.slice(0, 80) });
  return name;
}

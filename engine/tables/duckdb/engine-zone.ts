import { EngineError } from '../../base/errors/engine-error.ts';

/**
 * The name under which DuckDB knows a zone. It takes names (`Europe/Paris`); of Spark's offsets (`+02:00`) those of whole
 * hours have a name too, turned about in sign as the zone database has it.
 *
 * @throws EngineError SQL-064 for an offset that has no name
 */
export function engineZone(zone: string): string {
  if (/^(Z|UTC|GMT|UT)$/i.test(zone)) return 'UTC';
  const offset = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{2}))?(?::?00)?$/i.exec(zone);
  if (offset === null) return zone;
  const [, sign, hours = '0', minutes = '00'] = offset;
  const isNamed = Number(minutes) === 0 && Number(hours) <= (sign === '+' ? 14 : 12);
  if (!isNamed) throw new EngineError('SQL-064', { zone });
  return Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
}

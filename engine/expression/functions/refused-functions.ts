import type { ErrorCode } from '../../base/errors/catalogue.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';

/** Why a function of Spark's that exists cannot be used. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/**
 * Their result does not depend on the row alone, and a batch that is run again after a failure must give the same rows. Spark
 * itself refuses the first of them on a stream.
 */
const UNSTABLE = [
  'monotonically_increasing_id',
  'rand',
  'randn',
  'random',
  'randstr',
  'shuffle',
  'spark_partition_id',
  'uniform',
  'uuid',
];

const GENERATORS = [
  'explode',
  'explode_outer',
  'inline',
  'inline_outer',
  'json_tuple',
  'posexplode',
  'posexplode_outer',
  'stack',
];

/** Values of these types are not held here. */
const MAPS = ['map', 'map_concat', 'map_entries', 'map_from_arrays', 'map_from_entries', 'map_keys', 'map_values'];
const OTHER_MAPS = [
  'map_contains_key',
  'map_filter',
  'map_zip_with',
  'str_to_map',
  'transform_keys',
  'transform_values',
];
const BINARIES = ['aes_decrypt', 'aes_encrypt', 'binary', 'encode', 'to_binary', 'try_to_binary', 'unbase64', 'unhex'];

const WALL_CLOCK_TIMES = [
  'convert_timezone',
  'localtimestamp',
  'make_timestamp_ntz',
  'to_timestamp_ntz',
  'try_make_timestamp_ntz',
];
const VARIANTS = [
  'is_variant_null',
  'parse_json',
  'schema_of_variant',
  'to_variant_object',
  'try_parse_json',
  'try_variant_get',
  'variant_get',
];

const refusals: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ...UNSTABLE.map((name) => [name, { code: 'EXP-064', params: {} }] as const),
  ...GENERATORS.map((name) => [name, { code: 'EXP-075', params: {} }] as const),
  ...[...MAPS, ...OTHER_MAPS].map((name) => [name, { code: 'EXP-010', params: { construct: 'MAP' } }] as const),
  ...BINARIES.map((name) => [name, { code: 'EXP-010', params: { construct: 'BINARY' } }] as const),
  ...WALL_CLOCK_TIMES.map((name) => [name, { code: 'PLN-908', params: { type: 'timestamp_ntz' } }] as const),
  ...VARIANTS.map((name) => [name, { code: 'PLN-908', params: { type: 'variant' } }] as const),
]);

/** The problem of a function of Spark's that is left out on purpose, by its name in lower case. */
export function refusedFunction(name: string): Refusal | undefined {
  return refusals.get(name);
}

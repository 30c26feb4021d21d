/** Expressions over the columns of random pipelines, each as Spark and as DuckDB write it. */

export interface Phrase {
  readonly spark: string;
  readonly duck: string;
}

const same = (text: string): Phrase => ({ spark: text, duck: text });

export const conditions: readonly Phrase[] = [
  same('v > 1'),
  same('v + 1 < 3'),
  same('v % 2 = 0'),
  same("k = 'a'"),
  same("k <> 'b'"),
  same('k is not null'),
  same("k in ('a', '', 'é')"),
  same('n >= 1.25'),
  same('d is null'),
  same('b'),
  same('coalesce(v, 0) between -1 and 4'),
  same('length(k) = 1'),
  { spark: "time >= timestamp '1970-01-01 00:00:20'", duck: "time >= timestamptz '1970-01-01 00:00:20+00'" },
  same('time is not null'),
  same("case when v > 0 then k = 'a' else b end"),
  { spark: 'v <=> null', duck: 'v is not distinct from null' },
];

export const computed: readonly (Phrase & { readonly name: string })[] = [
  { ...same('v * 2'), name: 'w' },
  { ...same('upper(k)'), name: 'u' },
  { ...same("coalesce(k, 'none')"), name: 'kk' },
  { ...same("case when v > 0 then 'p' when v < 0 then 'n' end"), name: 's' },
  { ...same('n + 1.50'), name: 'm' },
  { ...same('abs(v)'), name: 'a' },
  { ...same('d * 2'), name: 'dd' },
];

export interface AggregatePhrase {
  readonly function: string;
  readonly expr: string | null;
  readonly as: string;
  /** Null where DuckDB has nothing that is the same to the last digit. */
  readonly duck: string | null;
  /** Whether the order of rows makes no difference. */
  readonly isOrderFree: boolean;
}

export const aggregates: readonly AggregatePhrase[] = [
  { function: 'count', expr: null, as: 'c', duck: 'count(*)', isOrderFree: true },
  { function: 'count', expr: 'v', as: 'cv', duck: 'count(v)', isOrderFree: true },
  { function: 'sum', expr: 'v', as: 'sv', duck: 'cast(sum(v) as bigint)', isOrderFree: true },
  { function: 'sum', expr: 'v * 2 + 1', as: 'sv2', duck: 'cast(sum(v * 2 + 1) as bigint)', isOrderFree: true },
  { function: 'sum', expr: 'n', as: 'sn', duck: 'cast(sum(n) as decimal(16,2))', isOrderFree: true },
  { function: 'avg', expr: 'v', as: 'av', duck: 'avg(v)', isOrderFree: true },
  { function: 'min', expr: 'k', as: 'mk', duck: 'min(k)', isOrderFree: true },
  { function: 'max', expr: 'd', as: 'xd', duck: 'max(d)', isOrderFree: true },
  { function: 'max', expr: 'time', as: 'xt', duck: 'max(time)', isOrderFree: true },
  { function: 'avg', expr: 'n', as: 'an', duck: null, isOrderFree: true },
  { function: 'stddev', expr: 'v', as: 'dv', duck: null, isOrderFree: false },
  { function: 'first', expr: 'v', as: 'fv', duck: null, isOrderFree: false },
  { function: 'last', expr: 'k', as: 'lk', duck: null, isOrderFree: false },
  { function: 'collect_list', expr: 'v', as: 'lv', duck: null, isOrderFree: false },
  { function: 'approx_count_distinct', expr: 'k', as: 'dk', duck: null, isOrderFree: true },
];

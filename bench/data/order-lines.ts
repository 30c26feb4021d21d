import type { DataSetSpec } from './data-set.ts';

/** Lines of orders, for arithmetic: `{"category":"c07","price":129.95,"quantity":3,"discount":0.15}`. */
export function orderLines(rows: number): DataSetSpec {
  return {
    name: 'orders',
    version: 1,
    seed: 4,
    rows,
    files: 1,
    extension: '.json',
    lines: () => (_, random) => {
      const category = `c${String(random.below(40)).padStart(2, '0')}`;
      const price = random.below(50_000) / 100;
      const discount = random.below(8) / 20;
      return `{"category":"${category}","price":${price},"quantity":${1 + random.below(9)},"discount":${discount}}`;
    },
  };
}

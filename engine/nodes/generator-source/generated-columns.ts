import { z } from 'zod';
import { catalogueIssue } from '../../pipeline/issue.ts';
import type { GeneratedColumn } from '../../plan/operators/generator-scan.ts';
import { columnName } from '../setting-schemas.ts';

export const fraction = z.number().min(0).max(1);

const shared = {
  name: columnName,
  nulls: fraction.optional().describe('The share of rows in which the column is null; 0 when left out.'),
};

/** Draws of whole numbers are exact where there are fewer of them than this. */
const wholeNumbersMax = 2 ** 53;

/** Holds a range to having its lower bound first and less than `lengthMax` between the two. */
function range(lengthMax: number) {
  return ({ min, max }: { min: number; max: number }, context: z.core.$RefinementCtx): void => {
    if (min <= max && max - min < lengthMax) return;
    context.addIssue({ ...catalogueIssue('PLN-043', { min, max }), path: ['max'] });
  };
}

const choice = z
  .strictObject({
    ...shared,
    type: z.literal('choice'),
    values: z.array(z.string().max(10_000)).min(1).max(10_000),
    weights: z
      .array(z.number().min(0))
      .max(10_000)
      .optional()
      .describe('How often each value comes, relative to the others; all alike when left out.'),
  })
  .superRefine(({ values, weights }, context) => {
    if (weights === undefined) return;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (weights.length === values.length && sum > 0 && Number.isFinite(sum)) return;
    context.addIssue({
      ...catalogueIssue('PLN-044', { values: values.length, weights: weights.length }),
      path: ['weights'],
    });
  });

/** A generator a column, told apart by `type`. */
const generatedColumn = z.discriminatedUnion('type', [
  z.strictObject({ ...shared, type: z.literal('event-time') }),
  z.strictObject({ ...shared, type: z.literal('sequence'), from: z.int().optional() }),
  choice,
  z.strictObject({
    ...shared,
    type: z.literal('key'),
    count: z.int().min(1),
    prefix: z.string().max(1000).optional(),
  }),
  z
    .strictObject({ ...shared, type: z.literal('int-range'), min: z.int(), max: z.int() })
    .superRefine(range(wholeNumbersMax)),
  z
    .strictObject({ ...shared, type: z.literal('double-range'), min: z.number(), max: z.number() })
    .superRefine(range(Number.POSITIVE_INFINITY)),
  z.strictObject({ ...shared, type: z.literal('normal'), mean: z.number(), deviation: z.number().min(0) }),
]);

export const generatedColumns = z.array(generatedColumn).min(1).max(1000);

/** A column as the plan holds it, with nothing left out. */
export function planColumn(column: z.output<typeof generatedColumn>): GeneratedColumn {
  const { name, nulls = 0 } = column;
  switch (column.type) {
    case 'sequence':
      return { ...column, name, nulls, from: column.from ?? 0 };
    case 'choice':
      return { ...column, name, nulls, weights: column.weights ?? null };
    case 'key':
      return { ...column, name, nulls, prefix: column.prefix ?? '' };
    default:
      return { ...column, name, nulls };
  }
}

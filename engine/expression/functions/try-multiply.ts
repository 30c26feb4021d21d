import { multiply } from './multiply.ts';
import { tryOperator } from './try-operator.ts';

export const tryMultiply = tryOperator('try_multiply', multiply);

import { subtract } from './subtract.ts';
import { tryOperator } from './try-operator.ts';

export const trySubtract = tryOperator('try_subtract', subtract);

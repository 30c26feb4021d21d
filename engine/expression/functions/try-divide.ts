import { divide } from './divide.ts';
import { tryOperator } from './try-operator.ts';

export const tryDivide = tryOperator('try_divide', divide);

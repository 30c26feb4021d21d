import { remainder } from './remainder.ts';
import { tryOperator } from './try-operator.ts';

export const tryMod = tryOperator('try_mod', remainder);

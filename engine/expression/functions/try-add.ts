import { add } from './add.ts';
import { tryOperator } from './try-operator.ts';

export const tryAdd = tryOperator('try_add', add);

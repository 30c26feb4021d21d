import { constantDouble } from './constant-double.ts';

export const e = constantDouble('e', Math.E);

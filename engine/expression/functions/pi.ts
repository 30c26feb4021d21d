import { constantDouble } from './constant-double.ts';

export const pi = constantDouble('pi', Math.PI);

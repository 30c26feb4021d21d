import { computedDouble } from './double-function.ts';

/** Java's strict library is one unit in the last place above e here; JavaScript gives e itself. */
export const EXP_OF_ONE = Math.E + 2 ** -51;

export const exp = computedDouble('exp', (value) => (value === 1 ? EXP_OF_ONE : Math.exp(value)));

import type { ErrorArea } from '../entry.ts';

/** Codes SQL-NNN. */
export const sqlErrors = {} as const satisfies ErrorArea;

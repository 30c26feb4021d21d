import type { ErrorArea } from '../entry.ts';

/** Codes EXP-NNN. */
export const expressionErrors = {} as const satisfies ErrorArea;

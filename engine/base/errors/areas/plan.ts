import type { ErrorArea } from '../entry.ts';

/** Codes PLN-NNN. */
export const planErrors = {} as const satisfies ErrorArea;

import type { ErrorArea } from '../entry.ts';

/** Codes SRC-NNN. */
export const sourceErrors = {} as const satisfies ErrorArea;

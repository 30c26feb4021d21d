import type { ErrorArea } from '../entry.ts';

/** Codes EXE-NNN. */
export const executionErrors = {} as const satisfies ErrorArea;

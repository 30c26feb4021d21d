import type { ErrorArea } from '../entry.ts';

/** Codes CLI-NNN. */
export const commandLineErrors = {} as const satisfies ErrorArea;

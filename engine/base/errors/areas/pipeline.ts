import type { ErrorArea } from '../entry.ts';

/** Codes PIP-NNN. */
export const pipelineErrors = {} as const satisfies ErrorArea;

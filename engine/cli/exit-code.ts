/** What the process says when it ends (docs/command-line.md). */
export const EXIT = { done: 0, pipelineErrors: 1, usage: 2, runFailed: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

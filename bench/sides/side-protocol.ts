/** How the bench speaks with the processes that do the measured work: one request at a time, by name, values as JSON. */

/** What a side can be asked for. */
export type Operations = Readonly<Record<string, (input: never) => unknown>>;

export type InputOf<Offered extends Operations, Name extends keyof Offered> = Parameters<Offered[Name]>[0];
export type OutputOf<Offered extends Operations, Name extends keyof Offered> = Awaited<ReturnType<Offered[Name]>>;

export interface Request {
  readonly operation: string;
  readonly input: unknown;
}

export type Reply = { readonly value: unknown } | { readonly error: string };

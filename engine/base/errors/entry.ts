/** Who must act: the author of the pipeline, somebody outside (a disk, a file, a network), or we. */
export type ErrorDomain = 'user' | 'external' | 'internal';

/** Values a message is filled with: names, numbers and lists of names; never sentences. */
export type ErrorParams = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * A message and a hint in one language. `{name}` stands for a parameter; a list is joined with commas. A hint is left
 * out whole when a parameter that it names is absent or empty, so "did you mean {near}?" disappears with no near name.
 * Messages start in lower case, have no full stop, name the kind of the thing ("column 'ts'") and no internals.
 */
export interface ErrorText {
  readonly message: string;
  readonly hint?: string;
  /** What a sentence calls values that are words of the engine's own (`left`), by parameter and value. Others stand as they are. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One row of the catalogue: everything that is known of an error before it happens. */
export interface ErrorEntry {
  readonly domain: ErrorDomain;
  /** The error class with which Spark refuses the same thing, where it does. */
  readonly spark?: string;
  readonly en: ErrorText;
  readonly fr: ErrorText;
}

export type ErrorArea = Readonly<Record<string, ErrorEntry>>;

import type { ErrorCode } from '../../engine/base/errors/catalogue.ts';
import type { ErrorParams } from '../../engine/base/errors/entry.ts';

/**
 * An error as it crosses between processes. `code` is one of the engine's catalogue, so that the window can say it in its
 * language, or one of the shell's own (`SHELL-NNN`), whose message is shown as it is.
 */
export interface SerializedError {
  readonly code: ErrorCode | `SHELL-${string}`;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly params: ErrorParams;
  readonly nodeId?: string | undefined;
  readonly setting?: string | undefined;
}

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: SerializedError };

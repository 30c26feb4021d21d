import type { Language } from '../../engine/base/errors/catalogue.ts';
import { CancelledError, EngineError } from '../../engine/base/errors/engine-error.ts';
import type { ErrorParams, ErrorText } from '../../engine/base/errors/entry.ts';
import type { SerializedError } from './reply.ts';
import { type ShellErrorCode, shellErrors } from './shell-errors.ts';

/** A failure of the shell: a code of its table and the values that fill the text. The message of the object is English. */
export class ShellError extends Error {
  override readonly name = 'ShellError';
  readonly code: ShellErrorCode;
  readonly params: ErrorParams;

  constructor(code: ShellErrorCode, params: ErrorParams = {}, cause?: unknown) {
    super(describeShellError(code, params, 'en').message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
  }
}

/** An error that came as a reply from another thread, on its way further. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
  readonly error: SerializedError;

  constructor(error: SerializedError) {
    super(error.message);
    this.error = error;
  }
}

/** Message and hint of `code` in `language`, filled in. */
export function describeShellError(code: ShellErrorCode, params: ErrorParams, language: Language): ErrorText {
  const text: ErrorText = shellErrors[code][language];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : ''));
  return { message: fill(text.message), ...(text.hint === undefined ? {} : { hint: fill(text.hint) }) };
}

/**
 * Any thrown value as it crosses to another thread or process. An engine error keeps code, parameters, place and hint; one
 * of the shell comes in `language`; anything else is a fault of the app itself and says so. Stacks never cross.
 */
export function serializeError(error: unknown, language: Language): SerializedError {
  if (error instanceof EngineError) {
    const { code, message, hint, params, at } = error;
    return { code, message, hint, params, nodeId: at.nodeId, setting: at.setting };
  }
  if (error instanceof ReplyError) return localize(error.error, language);
  if (error instanceof ShellError) return serializeShellError(error.code, error.params, language);
  if (error instanceof CancelledError) return serializeShellError('SHELL-018', {}, language);
  return serializeShellError('SHELL-001', { detail: error instanceof Error ? error.message : String(error) }, language);
}

/** With its words in `language` where they are the shell's; the engine's are said by whoever shows them. */
function localize(error: SerializedError, language: Language): SerializedError {
  return isShellErrorCode(error.code) ? serializeShellError(error.code, error.params, language) : error;
}

function serializeShellError(code: ShellErrorCode, params: ErrorParams, language: Language): SerializedError {
  return { code, ...describeShellError(code, params, language), params };
}

function isShellErrorCode(code: string): code is ShellErrorCode {
  return Object.hasOwn(shellErrors, code);
}

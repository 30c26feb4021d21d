import type { z } from 'zod';
import type { Language } from '../../../engine/base/errors/catalogue.ts';
import { documentBytesMax } from '../../../engine/pipeline/document.ts';
import { type RequestName, requests } from '../../contract/channels.ts';
import type { Reply } from '../../contract/reply.ts';
import { ShellError, serializeError } from '../../contract/shell-error.ts';
import { isWithinLimit } from '../security/payload-limit.ts';
import { isTrustedSender, type Sender } from '../security/trusted-sender.ts';
import type { Handlers } from './handlers.ts';

export interface AnswerOptions {
  readonly handlers: Handlers;
  /** Address of the development server; null in a release. */
  readonly developmentUrl: string | null;
  readonly language: () => Language;
}

/**
 * Answers one message of the page; never throws. In this order: is the sender our page, is the name in the contract, is the
 * message of bearable size, has it the agreed form; then the handler; then the reply's form.
 */
export async function answerRequest(
  options: AnswerOptions,
  sender: Sender,
  name: string,
  input: unknown,
): Promise<Reply<unknown>> {
  try {
    if (!isTrustedSender(sender, options.developmentUrl)) throw new ShellError('SHELL-002');
    if (!isRequestName(name)) throw new ShellError('SHELL-003', { name: String(name).slice(0, 100) });
    if (!isWithinLimit(input)) throw new ShellError('SHELL-005', { name, limitMb: documentBytesMax / 2 ** 20 });
    const { input: inputSchema, output: outputSchema } = requests[name];
    const parsed = check(name, inputSchema, input);
    // Name, schema and handler come from one table, which the compiler cannot follow through a variable.
    const handler = options.handlers[name] as (input: unknown) => unknown;
    return { ok: true, value: check(name, outputSchema, await handler(parsed)) };
  } catch (error) {
    return { ok: false, error: serializeError(error, options.language()) };
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

function check(name: string, schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const detail = `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim().slice(0, 300);
  throw new ShellError('SHELL-004', { name, detail });
}

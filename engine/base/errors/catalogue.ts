import { checkpointErrors } from './areas/checkpoint.ts';
import { commandLineErrors } from './areas/command-line.ts';
import { executionErrors } from './areas/execution.ts';
import { expressionErrors } from './areas/expression.ts';
import { fileSinkErrors } from './areas/file-sink.ts';
import { pipelineErrors } from './areas/pipeline.ts';
import { planErrors } from './areas/plan.ts';
import { queryChangeErrors } from './areas/query-changes.ts';
import { sourceErrors } from './areas/source.ts';
import { sourceFileErrors } from './areas/source-files.ts';
import { sqlErrors } from './areas/sql.ts';
import { stateFileErrors } from './areas/state-files.ts';
import { streamingPlanErrors } from './areas/streaming-plan.ts';
import type { ErrorEntry, ErrorParams, ErrorText } from './entry.ts';

/**
 * Every error the engine can report, by its stable code. Codes are never reused or renamed. Adding one means adding a
 * row to the area's file and a test that provokes it.
 */
export const catalogue = {
  ...checkpointErrors,
  ...commandLineErrors,
  ...executionErrors,
  ...expressionErrors,
  ...fileSinkErrors,
  ...pipelineErrors,
  ...planErrors,
  ...queryChangeErrors,
  ...sourceErrors,
  ...sourceFileErrors,
  ...sqlErrors,
  ...stateFileErrors,
  ...streamingPlanErrors,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof catalogue;

export type Language = 'en' | 'fr';

/** The message and, where all its parameters are there, the hint of `code`, filled in, in `language`. */
export function describeError(
  code: ErrorCode,
  params: ErrorParams,
  language: Language = 'en',
): { readonly message: string; readonly hint?: string } {
  const entry: ErrorEntry = catalogue[code];
  const text = entry[language];
  const values = inWords(params, text.words ?? {});
  const hint = text.hint === undefined ? undefined : fill(text.hint, values, 'required');
  return { message: fill(text.message, values, 'optional') ?? '', ...(hint === undefined ? {} : { hint }) };
}

function inWords(params: ErrorParams, words: NonNullable<ErrorText['words']>): ErrorParams {
  const said: Record<string, ErrorParams[string]> = { ...params };
  for (const [name, byValue] of Object.entries(words)) {
    const word = (value: string): string => (Object.hasOwn(byValue, value) ? (byValue[value] ?? value) : value);
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (typeof value === 'string') said[name] = word(value);
    else if (typeof value === 'object') said[name] = value.map(word);
  }
  return said;
}

function fill(template: string, params: ErrorParams, need: 'required' | 'optional'): string | undefined {
  let complete = true;
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    const text = typeof value === 'object' ? value.join(', ') : value === undefined ? '' : String(value);
    if (text === '') complete = false;
    return text;
  });
  return complete || need === 'optional' ? filled : undefined;
}

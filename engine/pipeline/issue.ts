import type { z } from 'zod';
import type { ErrorCode } from '../base/errors/catalogue.ts';
import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import { nearNames } from '../base/near-names.ts';

/** A custom finding of a schema's refinement that carries a code of the catalogue. */
export function catalogueIssue(code: ErrorCode, params: ErrorParams): { code: 'custom'; params: object } {
  return { code: 'custom', params: { catalogue: { code, params } } };
}

/**
 * What a schema found, as diagnostics.
 *
 * @param issues zod's findings over `input`
 * @param input the value that was checked
 * @param nodeId the node whose config it was; undefined for the document itself
 * @param knownKeys for an object at a path, the keys it may have: gives "did you mean"
 */
export function issuesToDiagnostics(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  nodeId: string | undefined,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): Diagnostic[] {
  return issues.flatMap((issue) => issueToDiagnostics(issue, input, nodeId, knownKeys));
}

function issueToDiagnostics(
  issue: z.core.$ZodIssue,
  input: unknown,
  nodeId: string | undefined,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): Diagnostic[] {
  const path = issue.path.map(String).join('.');
  const at = { nodeId, setting: path === '' ? undefined : path };
  if (issue.code === 'custom') {
    const found = issue.params?.catalogue as { code: ErrorCode; params: ErrorParams } | undefined;
    if (found !== undefined) return [diagnostic(found.code, at, found.params)];
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const setting = path === '' ? key : `${path}.${key}`;
      return diagnostic(
        'PIP-005',
        { nodeId, setting },
        { key: short(key), path: short(setting), near: nearNames(key, known) },
      );
    });
  }
  if (issue.code === 'invalid_union') return closestOfUnion(issue, input, nodeId, knownKeys);
  const found = valueAt(input, issue.path);
  const name = path === '' ? 'the document' : path;
  const expected = expectation(issue);
  if (found === undefined) return [diagnostic('PIP-006', at, { path: name, expected })];
  if (found === '' && issue.code === 'too_small') return [diagnostic('PIP-014', at, { path: name })];
  const near =
    issue.code === 'invalid_value' && typeof found === 'string' ? nearNames(found, issue.values.map(String)) : [];
  return [
    diagnostic('PIP-007', at, { path: name, expected, found: short(JSON.stringify(found) ?? 'undefined'), near }),
  ];
}

/** Of a union, the findings of the member that fits best: the one with the deepest and fewest findings. */
function closestOfUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  input: unknown,
  nodeId: string | undefined,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): Diagnostic[] {
  const members = issue.errors
    .map((errors) => errors.map((error) => ({ ...error, path: [...issue.path, ...error.path] }) as z.core.$ZodIssue))
    .filter((errors) => errors.length > 0)
    .sort((a, b) => Number(isMisfit(a, issue.path)) - Number(isMisfit(b, issue.path)) || a.length - b.length);
  const best = members[0];
  if (best !== undefined && !isMisfit(best, issue.path)) return issuesToDiagnostics(best, input, nodeId, knownKeys);
  const path = issue.path.map(String).join('.');
  const found = valueAt(input, issue.path);
  // A union that is told apart by a literal names the literals it knows and tries no member.
  const literals = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const expected =
    literals.map((literal) => JSON.stringify(literal)).join(' | ') ||
    [...new Set(members.flatMap((errors) => errors.map(expectation)))].join(' | ') ||
    '…';
  const near = typeof found === 'string' ? nearNames(found, literals) : [];
  const at = { nodeId, setting: path === '' ? undefined : path };
  return found === undefined
    ? [diagnostic('PIP-006', at, { path, expected })]
    : [diagnostic('PIP-007', at, { path, expected, found: short(JSON.stringify(found)), near })];
}

/** Whether a union member does not fit at all: wrong at the union's own place, or by its discriminating literal. */
function isMisfit(errors: readonly z.core.$ZodIssue[], path: readonly PropertyKey[]): boolean {
  return errors.some(
    (error) =>
      (error.path.length === path.length && error.code !== 'unrecognized_keys' && error.code !== 'custom') ||
      (error.code === 'invalid_value' && error.path.at(-1) === 'type'),
  );
}

/** In words that are the same in every language: types of JSON, values, bounds. */
function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'integer' : issue.expected === 'record' ? 'object' : issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' | ');
    case 'too_small':
      return `${issue.origin} >= ${issue.minimum}`;
    case 'too_big':
      return `${issue.origin} <= ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function short(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

import type { Diagnostic, Severity, Span } from '../../engine/base/errors/diagnostic.ts';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { type NodeNames, noNodeNames, sayDiagnostic } from '../model/node-names.ts';
import type { RunOutcome } from '../model/run-findings.ts';
import type { Language } from '../ui/i18n.ts';

/** One thing that is wrong, in the user's language. */
export interface Problem {
  /** The same for the same problem as long as it lasts. */
  readonly id: string;
  readonly severity: Severity;
  /** Found by looking at the document, or met by a run. */
  readonly origin: 'document' | 'run';
  readonly nodeId: string | null;
  readonly setting: string | null;
  readonly span: Span | null;
  /** The query that met it, where it has one. */
  readonly query: string | null;
  /** The catalogue's code; null for records that did not fit, which are counted and not refused. */
  readonly code: string | null;
  readonly sparkClass: string | null;
  /** Null for records that did not fit: `malformed` says how many. */
  readonly message: string | null;
  readonly hint: string | null;
  readonly malformed: { readonly count: number; readonly examples: readonly string[] } | null;
}

export interface ProblemGroup {
  /** Null for what belongs to no node. */
  readonly nodeId: string | null;
  readonly problems: readonly Problem[];
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

/** What a run met: the part of its snapshot that problems are made of. */
export type RunFindings = readonly {
  readonly query: string;
  readonly sinkNodeId: string;
  readonly exception: Diagnostic | null;
  readonly malformed: RunSnapshot['queries'][number]['malformed'];
}[];

export function runFindings({ snapshot, refusals }: RunOutcome): RunFindings {
  const refused = refusals.map(({ query, sinkNodeId, finding }) => ({
    query,
    sinkNodeId,
    exception: finding,
    malformed: {},
  }));
  const met = (snapshot?.queries ?? []).flatMap(({ query, sinkNodeId, exception, malformed }) =>
    exception === null && Object.keys(malformed).length === 0 ? [] : [{ query, sinkNodeId, exception, malformed }],
  );
  return [...refused, ...met];
}

/** Everything that is wrong with the document and with its last run. */
export function problemsOf(
  diagnostics: readonly Diagnostic[],
  run: RunFindings,
  language: Language,
  names: NodeNames = noNodeNames,
): Problem[] {
  const fromDiagnostic = (one: Diagnostic, origin: Problem['origin'], query: string | null): Problem =>
    problemOf(one, sayDiagnostic(one, names, language), origin, query);
  const found = diagnostics.map((one) => fromDiagnostic(one, 'document', null));
  for (const { query, sinkNodeId, exception } of run) {
    if (exception === null) continue;
    const at = { ...exception.at, nodeId: exception.at.nodeId ?? sinkNodeId };
    found.push(fromDiagnostic({ ...exception, severity: 'error', at }, 'run', query));
  }
  for (const [nodeId, malformed] of malformedByNode(run)) {
    found.push({
      id: JSON.stringify(['malformed', nodeId]),
      severity: 'warning',
      origin: 'run',
      nodeId,
      setting: null,
      span: null,
      query: null,
      code: null,
      sparkClass: null,
      message: null,
      hint: null,
      malformed,
    });
  }
  const ids = new Set<string>();
  return found.filter((problem) => !ids.has(problem.id) && ids.add(problem.id));
}

export function countProblems(diagnostics: readonly Diagnostic[], run: RunFindings): ProblemCounts {
  const problems = problemsOf(diagnostics, run, 'en');
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

/**
 * Problems by node: first those of no node, then in the order of `nodeIds`, then nodes that are gone. In a group errors
 * come before warnings.
 */
export function groupProblems(problems: readonly Problem[], nodeIds: readonly string[]): ProblemGroup[] {
  const order = new Map(nodeIds.map((id, index) => [id, index]));
  const groups = new Map<string | null, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(problem.nodeId);
    if (group === undefined) groups.set(problem.nodeId, [problem]);
    else group.push(problem);
  }
  const place = (nodeId: string | null) => (nodeId === null ? -1 : (order.get(nodeId) ?? nodeIds.length));
  return [...groups]
    .map(([nodeId, members]) => ({ nodeId, problems: members.sort((a, b) => rank(a) - rank(b)) }))
    .sort((a, b) => place(a.nodeId) - place(b.nodeId));
}

/** The key under which a node kind words a setting: `aggregates.0.expr` is `aggregates.expr`. */
export function settingKey(setting: string): string {
  return setting
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
}

function problemOf(
  found: Diagnostic,
  { message, hint }: ReturnType<typeof sayDiagnostic>,
  origin: Problem['origin'],
  query: string | null,
): Problem {
  const { nodeId, setting, span } = found.at;
  return {
    id: JSON.stringify([
      origin,
      query,
      found.severity,
      found.code,
      nodeId ?? null,
      setting ?? null,
      span ?? null,
      found.params,
    ]),
    severity: found.severity,
    origin,
    nodeId: nodeId ?? null,
    setting: setting ?? null,
    span: span ?? null,
    query,
    code: found.code,
    sparkClass: found.sparkClass ?? null,
    message,
    hint: hint ?? null,
    malformed: null,
  };
}

/** Queries that share a source count its records each for itself; the largest count says how many there are. */
function malformedByNode(run: RunFindings): Map<string, { count: number; examples: readonly string[] }> {
  const byNode = new Map<string, { count: number; examples: readonly string[] }>();
  for (const { malformed } of run) {
    for (const [nodeId, records] of Object.entries(malformed)) {
      if (records.count > (byNode.get(nodeId)?.count ?? 0)) byNode.set(nodeId, records);
    }
  }
  return byNode;
}

function rank(problem: Problem): number {
  return problem.severity === 'error' ? 0 : 1;
}

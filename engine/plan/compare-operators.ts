import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { columnTexts, nodeText, textsOrNone } from './description-text.ts';
import type { OperatorDescription } from './query-description.ts';

/** One thing that the state of an operator depends on, as texts. */
interface Aspect {
  /** A word of the catalogue. */
  readonly what: 'keys' | 'aggregates' | 'columns' | 'within' | 'type' | 'condition' | 'left' | 'right' | 'reads';
  readonly texts: readonly string[];
}

/**
 * Why the state of one list of operators is not that of the other: EXE-183 where there are others, EXE-184 for each operator that
 * remembers something else.
 */
export function compareOperators(
  saved: readonly OperatorDescription[],
  now: readonly OperatorDescription[],
  sinkNodeId: string,
): Diagnostic[] {
  const listOf = (operators: readonly OperatorDescription[]): readonly string[] =>
    textsOrNone(operators.map((operator) => `${operator.kind} ${nodeText(operator)}`));
  const differs = now.findIndex(({ kind }, at) => saved[at]?.kind !== kind);
  if (differs >= 0 || saved.length !== now.length) {
    const nodeId = now[differs]?.nodeId ?? sinkNodeId;
    return [diagnostic('EXE-183', { nodeId }, { before: listOf(saved), now: listOf(now) })];
  }
  return saved.flatMap((was, at) => {
    const is = now[at];
    return is === undefined ? [] : compareOperator(was, is);
  });
}

function compareOperator(saved: OperatorDescription, now: OperatorDescription): Diagnostic[] {
  const aspects = aspectsOf(now);
  return aspectsOf(saved).flatMap(({ what, texts: before }, at) => {
    const after = aspects[at]?.texts ?? [];
    // Columns that nothing reads any more do no harm in rows that are kept.
    const isFine =
      what === 'reads'
        ? after.every((name) => before.includes(name))
        : JSON.stringify(before) === JSON.stringify(after);
    if (isFine) return [];
    const params = {
      what,
      before: nodeText(saved),
      textsBefore: textsOrNone(before),
      now: nodeText(now),
      textsNow: textsOrNone(after),
    };
    return [diagnostic('EXE-184', { nodeId: now.nodeId }, params)];
  });
}

/** In the same order for two operators of a kind. */
function aspectsOf(operator: OperatorDescription): readonly Aspect[] {
  switch (operator.kind) {
    case 'group-by':
      return [
        {
          what: 'keys',
          texts: operator.keys.map(keyText),
        },
        { what: 'aggregates', texts: operator.aggregates.map(aggregateText) },
      ];
    case 'deduplicate':
      return [
        { what: 'columns', texts: columnTexts(operator.columns) },
        { what: 'within', texts: [String(operator.withinWatermark)] },
      ];
    case 'join':
      return [
        { what: 'type', texts: [operator.type] },
        { what: 'condition', texts: [...operator.keys.map(joinKeyText), ...operator.conditions] },
        { what: 'left', texts: columnTexts(operator.left.columns) },
        { what: 'right', texts: columnTexts(operator.right.columns) },
        { what: 'reads', texts: operator.left.reads },
        { what: 'reads', texts: operator.right.reads },
      ];
    case 'limit':
      return [];
  }
}

/** A window's type says nothing that its expression does not say. */
function keyText({
  name,
  type,
  expr,
}: {
  readonly name: string;
  readonly type: string;
  readonly expr: string;
}): string {
  if (expr === name) return `${name} ${type}`;
  return expr.startsWith('window(') ? `${name} = ${expr}` : `${name} ${type} = ${expr}`;
}

type Call = Extract<OperatorDescription, { kind: 'group-by' }>['aggregates'][number];

/** Without the column's name, which the state does not know. */
function aggregateText({ function: name, arguments: args, argumentTypes, buffers }: Call): string {
  const types = argumentTypes.length === 0 ? '' : ` of (${argumentTypes.join(', ')})`;
  return `${name}(${args.length === 0 ? '*' : args.join(', ')})${types} in (${buffers.join(', ')})`;
}

type JoinKey = Extract<OperatorDescription, { kind: 'join' }>['keys'][number];

function joinKeyText({ left, right, type, nullSafe }: JoinKey): string {
  return `left.${left} ${nullSafe ? '<=>' : '='} right.${right} (${type})`;
}

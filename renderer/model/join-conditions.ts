import type { ColumnSummary } from '../../engine/nodes/analysis.ts';

const conditionsMax = 8;

/**
 * Conditions that a join of these columns is likely to have: equality of what both sides name alike, and the same with a bound
 * between their event times, without which a join of two streams keeps its rows for ever.
 */
export function joinConditions(left: readonly ColumnSummary[], right: readonly ColumnSummary[]): readonly string[] {
  const equalities = left
    .filter(
      ({ name, type }) => type !== 'timestamp' && right.some((other) => other.name === name && other.type === type),
    )
    .map(({ name }) => `left.${quoted(name)} = right.${quoted(name)}`);
  const from = eventTime(left);
  const to = eventTime(right);
  const bound =
    from === null || to === null
      ? []
      : [`left.${from} between right.${to} - interval 10 minutes and right.${to} + interval 10 minutes`];
  const bounded = equalities.flatMap((equality) => bound.map((each) => `${equality} and ${each}`));
  return [...equalities, ...bounded].slice(0, conditionsMax);
}

/** The column that carries the watermark, else the first timestamp. */
function eventTime(columns: readonly ColumnSummary[]): string | null {
  const times = columns.filter(({ type }) => type === 'timestamp');
  const found = times.find(({ watermarkMs }) => watermarkMs !== undefined) ?? times[0];
  return found === undefined ? null : quoted(found.name);
}

function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

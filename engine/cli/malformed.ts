import type { RunSnapshot } from '../session-shapes.ts';

/** What to say of records that did not fit their schema; empty when all did. */
export function malformedInWords(snapshot: RunSnapshot): string {
  return snapshot.queries
    .flatMap(({ malformed }) =>
      Object.entries(malformed).map(([node, { count, examples }]) => {
        const records = count === 1 ? '1 record does' : `${count} records do`;
        return `warning (node "${node}"): ${records} not fit the schema; for example\n${examples.map((place) => `  ${place}\n`).join('')}`;
      }),
    )
    .join('');
}

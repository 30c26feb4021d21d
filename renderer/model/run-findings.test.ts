import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { readSeverities, runFindingAt, runSeverities } from './run-findings.ts';

type Part = Pick<Partial<QuerySnapshot>, 'exception' | 'malformed'>;

function snapshot(...queries: readonly Part[]): RunSnapshot {
  const plain = { sinkNodeId: 'table', exception: null, malformed: {} };
  return {
    sequence: 1,
    atMs: 0,
    runId: 'run',
    isActive: false,
    queries: queries.map((part) => ({ ...plain, ...part }) as QuerySnapshot),
  };
}

const missing = diagnostic('PIP-013', { nodeId: 'events', setting: 'path' }, { path: '/x', reason: 'gone' });
const placeless = { ...missing, at: {} };
const records = (count: number) => ({ typed: { count, examples: [] } });

describe('run findings', () => {
  it.each<[string, RunSnapshot | null, Record<string, 'error' | 'warning'>]>([
    ['no run', null, {}],
    ['a run without fault', snapshot({}, {}), {}],
    ['an error at the node it names', snapshot({ exception: missing }), { events: 'error' }],
    ['an error without a node at the sink', snapshot({ exception: placeless }), { table: 'error' }],
    ['records that did not fit', snapshot({ malformed: records(3) }), { typed: 'warning' }],
    [
      'an error before a warning',
      snapshot({ malformed: { events: { count: 1, examples: [] } } }, { exception: missing }),
      { events: 'error' },
    ],
  ])('marks nodes after %s', (_, run, severities) => {
    expect(Object.fromEntries(readSeverities(runSeverities({ snapshot: run, refusals: [] })))).toEqual(severities);
    for (const nodeId of ['events', 'typed', 'table']) {
      expect(runFindingAt({ snapshot: run, refusals: [] }, nodeId)?.severity).toBe(severities[nodeId]);
    }
  });

  it('counts records that two queries read once', () => {
    const run = snapshot({ malformed: records(3) }, { malformed: records(5) });
    expect(runFindingAt({ snapshot: run, refusals: [] }, 'typed')).toEqual({ severity: 'warning', malformed: 5 });
  });
});
